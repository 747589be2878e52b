using Ballast.Core.Market;

namespace Ballast.Core.Competing;

/// <summary>What has happened on the market since the modes last looked: the same for all of them.</summary>
/// <param name="Until">Every candle that ended by then is here, of each symbol that matters; nothing later.</param>
/// <param name="Candles">Closed candles of each symbol that is open or has a signal, oldest first. Those that a mode has seen already it passes over.</param>
/// <param name="Signals">In the order of their decisions. A later one waits.</param>
/// <param name="Funding">What the next settlements are said to be now.</param>
public sealed record MarketSlice(
    DateTimeOffset Until,
    IReadOnlyDictionary<Symbol, IReadOnlyList<Candle>> Candles,
    IReadOnlyList<CompetitionSignal> Signals,
    IReadOnlyList<FundingReading> Funding)
{
    /// <summary>How long from one settlement to the next (facts.md §4; 8 h where the venue says nothing else).</summary>
    public static TimeSpan FundingEvery { get; } = TimeSpan.FromHours(8);

    /// <summary>Symbols that the venue trades no longer and has no candles of: what is open there is settled at its last price, nothing new is entered.</summary>
    public IReadOnlyList<Symbol> Delisted { get; init; } = [];
}
