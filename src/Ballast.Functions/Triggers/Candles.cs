using Ballast.Application.Reading;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>Closed candles of a symbol, within the share of the venue's limits that new entries have.</summary>
public sealed class Candles(ChartCandles candles, AccountSettings settings)
{
    [Function("Candles")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "candles")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var (symbol, limit) = (query.Symbol("symbol", settings.Trades), query.Number("limit", ChartCandles.Limit));
        var name = query.Text("interval") ?? CandleInterval.OneHour.Name;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (symbol is not { } wanted)
        {
            return Answer.Problem(400, "MISSING_VALUE", "The query value symbol is missing; allowed: a perpetual that this account trades.", "symbol", "", "a perpetual that this account trades");
        }

        if (!ChartCandles.Intervals.TryGetValue(name, out var interval))
        {
            var allowed = string.Join(", ", ChartCandles.Intervals.Values.OrderBy(i => i.Milliseconds).Select(i => i.Name));
            return Answer.Problem(400, "OUT_OF_RANGE", $"The query value interval is not one of {allowed}.", "interval", name.Length <= 40 ? name : name[..40], allowed);
        }

        return await candles.ReadAsync(wanted, interval, (int)(limit ?? 200), cancel) is { } read
            ? Answer.Json(new ListView<CandleView>([.. read.Select(CandleView.Of)], null), ApiJson.Web.ListViewCandleView)
            : Answer.Problem(503, "NO_MARKET_DATA", $"The candles of {wanted} cannot be read now: the exchange does not answer or takes no more calls.");
    }
}
