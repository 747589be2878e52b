using Ballast.Benchmarks.Cases;
using Ballast.Benchmarks.Reporting;
using Ballast.Benchmarks.Servers;

if (args is [var verb, ..] && verb.StartsWith("serve-", StringComparison.Ordinal))
{
    return await FloorServers.RunAsync(args);
}

var cases = new Dictionary<string, Func<Task>>
{
    ["decision"] = () => Task.Run(DecisionCase.Run),
    ["webhook"] = () => Task.Run(WebhookCase.Run),
    ["fill"] = () => Task.Run(FillCase.Run),
    ["dequeue"] = DequeueCase.RunAsync,
    ["microstructure"] = () => Task.Run(MicrostructureCase.Run),
    ["refresh"] = () => Task.Run(RefreshCase.RunAsync),
    ["indicators"] = () => Task.Run(IndicatorCase.Run),
    ["backtest"] = () => Task.Run(BacktestCase.Run),
    ["page"] = PageCase.RunAsync,
    ["start"] = () => Task.Run(StartCase.Run),
};
var name = args is [var only] ? only : "";
if (name != "all" && !cases.ContainsKey(name))
{
    Console.Error.WriteLine($"usage: Ballast.Benchmarks all|{string.Join('|', cases.Keys)}");
    return 2;
}

Machine.Print();
foreach (var (_, run) in cases.Where(c => name == "all" || name == c.Key))
{
    await run();
}

return 0;
