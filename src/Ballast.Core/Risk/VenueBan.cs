namespace Ballast.Core.Risk;

/// <summary>The venue has told us to call nothing before a time.</summary>
/// <param name="IsBan">True: HTTP 418, the address is banned; false: HTTP 429, everybody backs off.</param>
public sealed record VenueBan(DateTimeOffset Until, string Why, DateTimeOffset AsOf, bool IsBan)
{
    public bool IsRunning(DateTimeOffset now) => now < Until;
}
