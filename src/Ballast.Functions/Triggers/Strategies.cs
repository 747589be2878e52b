using Ballast.Application.Reading;
using Ballast.Core.Decisions;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

public sealed class Strategies(StrategyList strategies, TradingOptions options)
{
    [Function("Strategies")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "strategies")] HttpRequest request, CancellationToken cancel)
    {
        var found = await strategies.ReadAsync(cancel);
        return Answer.Json(new ListView<StrategyView>([.. found.Select(s => Show.Strategy(s, options))], null), ApiJson.Web.ListViewStrategyView);
    }
}
