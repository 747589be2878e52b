using Ballast.Application.Ports;

namespace Ballast.Contracts;

/// <summary>A venue on the market of <see cref="ExchangeContract"/>, at that market's beginning.</summary>
/// <param name="MoveAsync">Lets time pass, for the market and for the venue's own clock.</param>
/// <param name="CloseAsync">After the test.</param>
public sealed record VenueUnderTest(IExchange Exchange, IMarketData Market, Func<TimeSpan, Task> MoveAsync, Func<Task> CloseAsync);
