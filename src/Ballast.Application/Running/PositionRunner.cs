using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Runs facts of positions, and stays with a position until it is settled.</summary>
public sealed class PositionRunner(Runner runner, IStateStore store, PositionEffects effects, PositionOptions options, TimeProvider time)
{
    /// <summary>How long one handler stays with a position; afterwards its guard message and supervision go on. Default 30 s.</summary>
    public static readonly TimeSpan MaxStay = TimeSpan.FromSeconds(30);

    // An entry sent in the last moment is proved absent, or its stop confirmed, by then; all of it is less than a message's lock.
    private static readonly TimeSpan WhileExposed = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(250);

    /// <summary>Gives one fact and performs all that follows from it at once.</summary>
    /// <param name="boundTo">For a venue snapshot: the position's ETag from before it was taken.</param>
    public ValueTask<PositionStep> RunAsync(string account, Symbol symbol, PositionFact fact, string? boundTo = null, CancellationToken cancel = default) =>
        runner.RunAsync(new PositionAggregate(account, symbol, store, effects, options, boundTo), fact, cancel);

    /// <summary>
    /// Gives one fact, then wakes the position whenever it needs somebody, until it is settled or <see cref="MaxStay"/> is over, and a while
    /// longer as long as nobody knows what has become of its entry, or no stop stands.
    /// </summary>
    /// <param name="isDone">What else ends the stay: then the position is somebody else's work.</param>
    public async ValueTask<PositionState> SettleAsync(string account, Symbol symbol, PositionFact fact, Func<PositionState, bool>? isDone = null, CancellationToken cancel = default)
    {
        var from = time.GetUtcNow();
        DateTimeOffset? wakeAt = null;
        var next = fact;
        while (true)
        {
            try
            {
                if (next is not null)
                {
                    await RunAsync(account, symbol, next, null, cancel);
                    next = null;
                }

                var state = (await ReadAsync(account, symbol, cancel)).State;
                var now = time.GetUtcNow();
                var until = from + (state.IsExposed ? MaxStay + WhileExposed : MaxStay);
                if (PositionAttention.Due(state, now) is not { } due || now >= until || isDone?.Invoke(state) == true)
                {
                    return state;
                }

                // "Soon" moves along with the clock: the earliest time ever asked for counts.
                wakeAt = wakeAt is { } asked && asked < due ? asked : due;
                if (wakeAt <= now)
                {
                    wakeAt = null;
                    next = new PositionFact.Woken();
                    continue;
                }

                // Another worker may settle it meanwhile, so the wait is taken in short pieces.
                var wait = wakeAt.Value < until ? wakeAt.Value - now : until - now;
                await Task.Delay(wait < Piece ? wait : Piece, time, cancel);
            }
            catch (Exception down) when (down is StoreUnavailableException or QueueUnavailableException && time.GetUtcNow() < from + MaxStay)
            {
                // A store that fails for a moment leaves no position alone.
                await Task.Delay(Piece, time, cancel);
            }
        }
    }

    public ValueTask<LoadedPosition> ReadAsync(string account, Symbol symbol, CancellationToken cancel = default) => PositionAggregate.ReadAsync(store, account, symbol, cancel);
}
