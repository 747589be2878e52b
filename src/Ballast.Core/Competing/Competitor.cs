using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;

namespace Ballast.Core.Competing;

/// <summary>What came of a mode's look at the market.</summary>
/// <param name="Trades">Closed, in order.</param>
/// <param name="Decisions">On its signals, in order; without their traces.</param>
public sealed record CompetitorStep(CompetitorState Next, IReadOnlyList<Trade> Trades, IReadOnlyList<EntryDecision> Decisions);

/// <summary>
/// Lets everything of a <see cref="MarketSlice"/> happen to one mode, in the order of time. Pure: the same slice gives the same account, and a slice
/// that was seen already changes nothing. Source: requirements §8.
/// </summary>
/// <remarks>
/// A candle counts once, when it has closed. A signal falls into one: what was open before it sees the whole range of that candle, what it opens
/// sees only the way from the entry to the candle's close, since nobody knows when in the candle its extremes came. Entries fill at the mark that
/// the decision was made on, drawn into the candle's range, on their side of the book's spread.
/// </remarks>
public static class Competitor
{
    public static CompetitorStep Advance(CompetitorState state, MarketSlice slice, CompetitionMode mode, DeskOptions options)
    {
        if (slice.Until < state.Until)
        {
            return new CompetitorStep(state, [], []);
        }

        var run = new CompetitorRun(state, slice, mode, options with { WithTrace = false });
        run.Go();
        return run.ToStep();
    }
}
