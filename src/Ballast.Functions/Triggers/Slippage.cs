using Ballast.Application.Reading;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

public sealed class Slippage(SlippageRead slippage, KnownSymbols symbols)
{
    [Function("Slippage")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "slippage")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var (symbol, from, to) = (await query.SymbolAsync("symbol", symbols, cancel), query.Time("from"), query.Time("to"));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var found = await slippage.ReadAsync(symbol, from, to, cancel);
        return Answer.Json(new ListView<SlippageView>([.. found.Select(s => Show.Slippage(s, slippage.Target))], null), ApiJson.Web.ListViewSlippageView);
    }
}
