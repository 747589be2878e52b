using Ballast.Application.Reading;
using Ballast.Application.UseCases;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>The account's equity at the end of each UTC day, or its balance after each of the newest trades; the oldest first.</summary>
public sealed class Equity(EquityDays days, EquityByTrade trades, AccountSettings settings)
{
    [Function("Equity")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "equity")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var (isByTrade, from, limit) = (query.Word("by", ["day", "trade"]) == "trade", query.Time("from"), query.Limit());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (isByTrade)
        {
            return await trades.ReadAsync(limit, cancel) is { } points
                ? Answer.Json(new ListView<BalanceView>([.. points.Select(p => new BalanceView(p.At, p.Balance))], null), ApiJson.Web.ListViewBalanceView)
                : Answer.Problem(503, "NOT_RECONCILED", $"Account '{settings.Account}' has not been reconciled with the exchange yet.");
        }

        var read = await days.ReadAsync(from is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null, cancel);
        return Answer.Json(new ListView<EquityDayView>([.. read.Select(d => new EquityDayView(d.Day, d.Equity, d.Transfers))], null), ApiJson.Web.ListViewEquityDayView);
    }
}
