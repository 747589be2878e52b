using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Runs facts of positions, and stays with a position until it is settled.</summary>
public sealed class PositionRunner(Runner runner, IStateStore store, PositionEffects effects, PositionOptions options, TimeProvider time)
{
    /// <summary>How long one handler stays with a position; afterwards its guard message and supervision go on. Default 30 s.</summary>
    public static readonly TimeSpan MaxStay = TimeSpan.FromSeconds(30);

    /// <summary>Gives one fact and performs all that follows from it at once.</summary>
    /// <param name="boundTo">For a venue snapshot: the position's ETag from before it was taken.</param>
    public ValueTask<PositionStep> RunAsync(string account, Symbol symbol, PositionFact fact, string? boundTo = null, CancellationToken cancel = default) =>
        runner.RunAsync(new PositionAggregate(account, symbol, store, effects, options, boundTo), fact, cancel);

    /// <summary>Gives one fact, then wakes the position whenever it needs somebody, until it is settled or <see cref="MaxStay"/> is over.</summary>
    public async ValueTask<PositionState> SettleAsync(string account, Symbol symbol, PositionFact fact, CancellationToken cancel = default)
    {
        var until = time.GetUtcNow() + MaxStay;
        await RunAsync(account, symbol, fact, null, cancel);
        while (true)
        {
            var state = (await ReadAsync(account, symbol, cancel)).State;
            var now = time.GetUtcNow();
            if (PositionAttention.Due(state, now) is not { } due || now >= until)
            {
                return state;
            }

            if (due > now)
            {
                await Task.Delay(due < until ? due - now : until - now, time, cancel);
            }

            await RunAsync(account, symbol, new PositionFact.Woken(), null, cancel);
        }
    }

    public ValueTask<LoadedPosition> ReadAsync(string account, Symbol symbol, CancellationToken cancel = default) => PositionAggregate.ReadAsync(store, account, symbol, cancel);
}
