using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.News;

/// <summary>No entries before a time, because of one item.</summary>
/// <param name="Symbol">Null: on every symbol.</param>
/// <param name="Text">Source and text of the item whose pause ends last, shortened.</param>
public sealed record NewsPause(Symbol? Symbol, DateTimeOffset Until, int Severity, string Text)
{
    public bool IsRunning(DateTimeOffset now) => now < Until;
}

/// <summary>What is remembered of the news: per symbol the pause that ends last.</summary>
/// <param name="Pauses">At most one per symbol and one of all.</param>
public sealed record NewsState(EquatableList<NewsPause> Pauses)
{
    public static NewsState None { get; } = new([]);
}

/// <summary>The state after an item, and why the item was refused, where it was.</summary>
public sealed record NewsStep(NewsState Next, Reason? Refusal);
