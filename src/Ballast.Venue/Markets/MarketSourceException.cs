namespace Ballast.Venue.Markets;

/// <summary>A market source that cannot be understood or read. The message names the value and what is allowed.</summary>
public sealed class MarketSourceException : Exception
{
    public MarketSourceException()
        : this("The market source cannot be used.")
    {
    }

    public MarketSourceException(string message)
        : base(message)
    {
    }

    public MarketSourceException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
