using Ballast.Emulator.Http;

namespace Ballast.Emulator;

/// <summary>The list of functions printed at start, as the Functions tools print it.</summary>
internal static class FunctionList
{
    public static string Text(IEnumerable<FunctionEntry> functions, string address, string routePrefix, string? keysPath)
    {
        var text = new StringWriter();
        text.WriteLine();
        text.WriteLine("Functions:");
        text.WriteLine();
        foreach (FunctionEntry function in functions)
            text.WriteLine($"        {function.Name}: {(function.IsDisabled ? "disabled" : Trigger(function.Trigger, address, routePrefix))}");
        text.WriteLine();
        if (keysPath is not null)
            text.WriteLine($"Host keys: {keysPath}");
        return text.ToString();
    }

    private static string Trigger(FunctionTrigger trigger, string address, string routePrefix) => trigger switch
    {
        FunctionTrigger.Http http => $"[{(http.Methods.Count == 0 ? "ANY" : string.Join(',', http.Methods))}] {address.TrimEnd('/')}/{RouteTable.FullRoute(http.Route, routePrefix)}",
        FunctionTrigger.Timer timer => $"timerTrigger {timer.Schedule} (UTC)",
        FunctionTrigger.Queue queue => $"serviceBusTrigger {queue.Name}{(queue.HasSessions ? " (sessions)" : "")}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
