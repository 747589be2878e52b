using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>A lasting jump of one symbol's price.</summary>
/// <param name="AtSecond">Seconds since 1970-01-01 UTC; it takes place within the ten seconds before the next full ten.</param>
/// <param name="Size">Change of the log price: 0.05 is 5.1 % up, −0.05 is 4.9 % down. What moves by more than 0.15 does so within one second.</param>
public sealed record MarketShock(Symbol Symbol, long AtSecond, double Size);
