using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Runs facts of positions, and stays with a position until it is settled.</summary>
public sealed class PositionRunner(Runner runner, IStateStore store, PositionEffects effects, PositionOptions options, TimeProvider time)
{
    /// <summary>How long one handler stays with a position; afterwards its guard message and supervision go on. Default 30 s.</summary>
    public static readonly TimeSpan MaxStay = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(250);

    /// <summary>Gives one fact and performs all that follows from it at once.</summary>
    /// <param name="boundTo">For a venue snapshot: the position's ETag from before it was taken.</param>
    public ValueTask<PositionStep> RunAsync(string account, Symbol symbol, PositionFact fact, string? boundTo = null, CancellationToken cancel = default) =>
        runner.RunAsync(new PositionAggregate(account, symbol, store, effects, options, boundTo), fact, cancel);

    /// <summary>Gives one fact, then wakes the position whenever it needs somebody, until it is settled or <see cref="MaxStay"/> is over.</summary>
    /// <param name="isDone">What else ends the stay: then the position is somebody else's work.</param>
    public async ValueTask<PositionState> SettleAsync(string account, Symbol symbol, PositionFact fact, Func<PositionState, bool>? isDone = null, CancellationToken cancel = default)
    {
        var until = time.GetUtcNow() + MaxStay;
        DateTimeOffset? wakeAt = null;
        await RunAsync(account, symbol, fact, null, cancel);
        while (true)
        {
            var state = (await ReadAsync(account, symbol, cancel)).State;
            var now = time.GetUtcNow();
            if (PositionAttention.Due(state, now) is not { } due || now >= until || isDone?.Invoke(state) == true)
            {
                return state;
            }

            // "Soon" moves along with the clock: the earliest time ever asked for counts.
            wakeAt = wakeAt is { } asked && asked < due ? asked : due;
            if (wakeAt <= now)
            {
                wakeAt = null;
                await RunAsync(account, symbol, new PositionFact.Woken(), null, cancel);
                continue;
            }

            // Another worker may settle it meanwhile, so the wait is taken in short pieces.
            var wait = wakeAt.Value < until ? wakeAt.Value - now : until - now;
            await Task.Delay(wait < Piece ? wait : Piece, time, cancel);
        }
    }

    public ValueTask<LoadedPosition> ReadAsync(string account, Symbol symbol, CancellationToken cancel = default) => PositionAggregate.ReadAsync(store, account, symbol, cancel);
}
