using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.News;

/// <summary>What one source thinks of a symbol, or of all.</summary>
/// <param name="Symbol">Null: it concerns every symbol.</param>
/// <param name="Score">−1 (all speaks for a fall) to 1 (for a rise).</param>
/// <param name="Expiry">From here on it counts as none.</param>
public sealed record SentimentReading(string Source, Symbol? Symbol, decimal Score, string Text, DateTimeOffset At, DateTimeOffset Expiry)
{
    public bool IsAlive(DateTimeOffset now) => now < Expiry;
}

/// <summary>The newest reading of each source and symbol.</summary>
public sealed record SentimentState(EquatableList<SentimentReading> Readings)
{
    public static SentimentState None { get; } = new([]);
}

/// <summary>The state after a reading, and why the reading was refused, where it was.</summary>
public sealed record SentimentStep(SentimentState Next, Reason? Refusal);

/// <summary>What sentiment does to an entry.</summary>
/// <param name="Factor">What the size is multiplied with, at most 1.</param>
/// <param name="Worst">The reading that speaks most against the side; null when none is alive.</param>
/// <param name="Reason">SENTIMENT_AGAINST where it made the entry smaller; else null.</param>
public sealed record SentimentVerdict(decimal Factor, SentimentReading? Worst, Reason? Reason);
