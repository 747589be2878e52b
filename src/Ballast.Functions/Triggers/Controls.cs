using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

public sealed class Halt(HaltEntries controls, AccountSettings settings)
{
    [Function("Halt")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "halt")] HttpRequest request, CancellationToken cancel) => Control.RunAsync(request, settings, [], async (query, symbol) =>
    {
        await controls.HaltAsync(symbol, "halted by a person", cancel);
        return Answer.Json(new ControlView("halted", symbol?.Name, "No new entries; exits go on. POST /api/resume ends it."), ApiJson.Web.ControlView);
    });
}

public sealed class Resume(HaltEntries controls, AccountSettings settings)
{
    [Function("Resume")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "resume")] HttpRequest request, CancellationToken cancel) => Control.RunAsync(request, settings, ["restart"], async (query, symbol) =>
    {
        if (query.Text("restart") is { } restart && (restart is not ("true" or "false") || symbol is not null))
        {
            return Answer.Problem(400, "INVALID_FIELD", $"The query value restart is '{restart}'; allowed: true or false, without symbol.", "restart", restart, "true, false");
        }

        var account = await controls.ResumeAsync(symbol, query.Text("restart") == "true", cancel);
        return Answer.Json(new ControlView("resumed", symbol?.Name, $"Entries are allowed again where no other guard stops them; size factor {account.Risk?.Staged}."), ApiJson.Web.ControlView);
    });
}

public sealed class Flatten(FlattenAll flatten, AccountSettings settings)
{
    [Function("Flatten")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "flatten")] HttpRequest request, CancellationToken cancel) => Control.RunAsync(request, settings, ["scope"], async (query, symbol) =>
    {
        if (query.Text("scope") is { } scope && scope != "all")
        {
            return Answer.Problem(400, "INVALID_FIELD", $"The query value scope is '{scope}'; allowed: all.", "scope", scope, "all");
        }

        var report = await flatten.RunAsync(symbol, query.Text("scope") == "all", cancel);
        var view = new FlattenView(report.IsFlat, [.. report.Closed.Select(s => s.Name)], report.Done, [.. report.Left.Select(p => $"{p.Symbol} {p.SignedQuantity}")], [.. report.Foreign.Select(p => $"{p.Symbol} {p.SignedQuantity}")], report.Problems);
        return Answer.Json(view, ApiJson.Web.FlattenView);
    });
}

/// <summary>What all controls share: the symbol they are about, and that a store that does not answer is a 503, not a crash.</summary>
internal static class Control
{
    /// <param name="names">Query values beside the symbol.</param>
    public static async Task<IActionResult> RunAsync(HttpRequest request, AccountSettings settings, string[] names, Func<QueryReader, Symbol?, Task<IActionResult>> work)
    {
        var query = new QueryReader(request);
        query.Require(["symbol", .. names]);
        var symbol = query.Symbol("symbol", settings.Trades);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        try
        {
            return await work(query, symbol);
        }
        catch (Exception unavailable) when (unavailable is StoreUnavailableException or QueueUnavailableException or AccountNotReadyException)
        {
            return Answer.Problem(503, "UNAVAILABLE", unavailable.Message);
        }
    }
}
