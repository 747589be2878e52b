using System.Security.Cryptography;
using System.Text;

namespace Ballast.VenueServer.Http;

/// <summary>What a signature is made over: query string and body exactly as sent, one after the other, without the signature itself.</summary>
internal sealed record SignedPayload(string Text, string? Signature)
{
    private const string Name = "signature=";

    public static SignedPayload Of(string query, string body)
    {
        var (ofQuery, inQuery) = Split(query);
        var (ofBody, inBody) = Split(body);
        return new SignedPayload(ofQuery + ofBody, inQuery ?? inBody);
    }

    /// <summary>Compares with the HMAC-SHA256 of the secret in constant time; hexadecimal in either case.</summary>
    public bool IsSignedWith(string secret)
    {
        var wanted = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Text)));
        return Signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(wanted), Encoding.UTF8.GetBytes(Signature.ToLowerInvariant()));
    }

    private static (string Unsigned, string? Signature) Split(string text)
    {
        var at = text.StartsWith(Name, StringComparison.Ordinal) ? 0 : text.IndexOf("&" + Name, StringComparison.Ordinal);
        if (at < 0)
        {
            return (text, null);
        }

        var from = at + Name.Length + (at == 0 && text[0] != '&' ? 0 : 1);
        var end = text.IndexOf('&', from);
        return end < 0 ? (text[..at], text[from..]) : (text[..at] + (at == 0 ? text[(end + 1)..] : text[end..]), text[from..end]);
    }
}
