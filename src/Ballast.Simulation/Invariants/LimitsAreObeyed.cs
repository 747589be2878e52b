using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Whoever was told to stop calling stops: after a ban or a 429 a process calls nothing before the time it was given, but for what was under way.</summary>
internal sealed class LimitsAreObeyed() : Invariant("limits")
{
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(10);
    private readonly Dictionary<int, (DateTimeOffset From, DateTimeOffset Until)> _stops = [];
    private readonly HashSet<DateTimeOffset> _reported = [];

    public override void OnRefusedByLimit(AppProcess process, int code, bool isBan, TimeSpan? retryAfter)
    {
        if (retryAfter is { } wait && (!_stops.TryGetValue(process.Number, out var known) || known.Until < World.Loop.Now))
        {
            _stops[process.Number] = (World.Loop.Now + UnderWay, World.Loop.Now + wait);
        }
    }

    public override void OnCall(AppProcess process)
    {
        var isTooEarly = _stops.TryGetValue(process.Number, out var stop) && World.Loop.Now > stop.From && World.Loop.Now < stop.Until - TimeSpan.FromSeconds(5);
        if (!isTooEarly || _reported.Add(stop.Until))
        {
            Require(!isTooEarly, $"Process {process.Number} called the venue although it was told to wait until {stop.Until:HH:mm:ss}.");
        }
    }
}
