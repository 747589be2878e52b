using Ballast.Application.Caches;
using Ballast.Application.Messages;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>How the regimes of the symbols changed over time.</summary>
public sealed class Regimes(MarketCache cache, AccountSettings settings)
{
    private static readonly NumberRange Limit = NumberRange.Whole(1, RegimeHistory.Most);

    [Function("Regimes")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var (symbol, limit) = (query.Symbol("symbol", settings.Trades), query.Number("limit", Limit));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var views = new List<RegimesView>();
        foreach (var one in symbol is { } only ? [only] : settings.Symbols)
        {
            var changes = (await cache.RegimesAsync(one, cancel))?.Changes ?? [];
            views.Add(Show.Regimes(one, changes.TakeLast((int)(limit ?? RegimeHistory.Most))));
        }

        return Answer.Json(new ListView<RegimesView>(views, null), ApiJson.Web.ListViewRegimesView);
    }
}
