using System.Diagnostics;

namespace Ballast.Functions.Tests.Crashes;

/// <summary>
/// Looks at the positions all the time and measures how long each stays without a confirmed stop while a worker can run:
/// the time in which the process is down is reported apart, as design §3.2 has it.
/// </summary>
internal sealed class StopWatcher
{
    private readonly Dictionary<string, long> _nakedSince = [];

    /// <summary>The longest time that one position was seen without a confirmed stop.</summary>
    public TimeSpan LongestNaked { get; private set; }

    /// <summary>The longest time from a listening process to the first look at which every position had its confirmed stop.</summary>
    public TimeSpan LongestRecovery { get; private set; }

    public int PositionsFoundAtStart { get; private set; }

    /// <summary>From a listening process on, until every open position has a confirmed stop.</summary>
    public async Task RecoverAsync(AppProcess app)
    {
        _nakedSince.Clear();
        var from = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(async () => await LookAsync(app) == 0, "every position to have a confirmed stop", () => app.Log);
        LongestRecovery = Larger(LongestRecovery, Stopwatch.GetElapsedTime(from));
        PositionsFoundAtStart += (await app.GetAsync("positions")).Items.Count;
    }

    /// <summary>How many positions have no confirmed stop right now.</summary>
    public async Task<int> LookAsync(AppProcess app)
    {
        var now = Stopwatch.GetTimestamp();
        var naked = (await app.GetAsync("positions")).Items
            .Where(p => (decimal)p!["quantity"]! > 0 && (string?)p["stop"]?["status"] is not ("CONFIRMED" or "TRIGGERED"))
            .Select(p => (string)p!["decisionId"]!).ToHashSet();
        foreach (var covered in _nakedSince.Keys.Except(naked).ToList())
        {
            _nakedSince.Remove(covered);
        }

        foreach (var position in naked)
        {
            _nakedSince.TryAdd(position, now);
            LongestNaked = Larger(LongestNaked, Stopwatch.GetElapsedTime(_nakedSince[position], now));
        }

        return naked.Count;
    }

    private static TimeSpan Larger(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
