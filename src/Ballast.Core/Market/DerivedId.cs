using System.Security.Cryptography;
using System.Text;

namespace Ballast.Core.Market;

/// <summary>Ids that are a function of what they name: the same thing has the same id on every machine and in every attempt.</summary>
public static class DerivedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>20 characters (100 bits of SHA-256, Crockford base 32) of a kind and its key.</summary>
    public static string Of(string kind, string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}|{key}"), hash);
        return string.Create(20, hash.ToArray(), static (text, bytes) =>
        {
            int bits = 0, buffer = 0, next = 0;
            for (var i = 0; i < text.Length; i++)
            {
                if (bits < 5)
                {
                    buffer = ((buffer << 8) | bytes[next++]) & 0xFFF;
                    bits += 8;
                }

                bits -= 5;
                text[i] = Alphabet[(buffer >> bits) & 31];
            }
        });
    }
}
