using Ballast.Core.Market;

namespace Ballast.Core.Desk;

/// <summary>What an order sent now trades at: a book of one level on each side that holds any quantity.</summary>
/// <param name="Range">High less low of the bar it falls into, in price units; for <see cref="DeskOptions.SlippageOfRange"/>.</param>
/// <param name="Volume">That bar's volume in the base asset; for <see cref="DeskOptions.SlippageOfVolume"/>. 0: not known, no cost.</param>
public readonly record struct DeskQuote(Price Bid, Price Ask, decimal Range = 0, decimal Volume = 0)
{
    /// <summary>Both sides at one price.</summary>
    public static DeskQuote At(Price price, decimal range = 0, decimal volume = 0) => new(price, price, range, volume);
}

/// <summary>How a price moved over a while: a bar, or a piece of one.</summary>
/// <param name="To">Its last moment, after <paramref name="From"/>.</param>
/// <param name="Volume">Base asset; 0: not known.</param>
public readonly record struct DeskMove(Price Open, Price High, Price Low, Price Close, DateTimeOffset From, DateTimeOffset To, decimal Volume = 0)
{
    public decimal Range => High - Low;
}
