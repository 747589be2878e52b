namespace Ballast.Exchange;

/// <summary>A key pair of the exchange (HMAC). It never shows itself.</summary>
public sealed record ApiKey(string Key, string Secret)
{
    public override string ToString() => "API key, not shown";
}
