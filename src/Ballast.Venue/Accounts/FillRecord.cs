using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Venue.Accounts;

/// <summary>One execution in the stored form (part of kind "fills", version 1).</summary>
internal sealed record FillRecord(long Id, long OrderId, string Symbol, OrderSide Side, decimal Price, decimal Quantity, decimal Fee, decimal Realised, bool IsMaker, long AtMs)
{
    public Fill ToFill() => new(
        Id, OrderId, new Symbol(Symbol), Side, new Price(Price), new Quantity(Quantity), new Money(Fee), "USDT", new Money(Realised), IsMaker, DateTimeOffset.FromUnixTimeMilliseconds(AtMs));
}
