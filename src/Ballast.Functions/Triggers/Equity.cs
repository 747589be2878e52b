using Ballast.Application.Reading;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>The account's equity at the end of each UTC day, the oldest first.</summary>
public sealed class Equity(EquityDays days)
{
    [Function("Equity")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "equity")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var from = query.Time("from");
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var read = await days.ReadAsync(from is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null, cancel);
        return Answer.Json(new ListView<EquityDayView>([.. read.Select(d => new EquityDayView(d.Day, d.Equity, d.Transfers))], null), ApiJson.Web.ListViewEquityDayView);
    }
}
