using System.Buffers.Text;

namespace Ballast.Venue.Markets.Klines;

/// <summary>
/// Numbers of a candle file. Up to 2^53 as an integer and up to 22 decimals are one exact division, hence the nearest double, as any careful
/// parser gives it (Clinger 1990); everything else goes through the framework's own parser.
/// </summary>
internal static class KlineNumber
{
    private const ulong ExactInteger = 1UL << 53;
    private const int MaxDigits = 19;

    private static readonly double[] s_powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads the field that begins at <paramref name="at"/> and steps behind its comma. False, and not a step, where it holds no number.</summary>
    public static bool TryReal(ReadOnlySpan<byte> line, ref int at, out double value)
    {
        ulong digits = 0;
        int i = at, point = -1;
        for (; i < line.Length; i++)
        {
            var digit = (uint)(line[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (line[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                break;
            }
        }

        var count = i - at - (point < 0 ? 0 : 1);
        if (count is 0 or > MaxDigits || digits > ExactInteger || (i < line.Length && line[i] != ','))
        {
            return TrySlow(line, ref at, out value);
        }

        value = point < 0 ? digits : digits / s_powers[i - point - 1];
        at = i + 1;
        return true;
    }

    /// <summary>The same for a whole number of up to 18 digits.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> line, ref int at, out long value)
    {
        value = 0;
        var i = at;
        for (; i < line.Length && (uint)(line[i] - '0') <= 9; i++)
        {
            value = (value * 10) + (line[i] - '0');
        }

        if (i == at || i - at >= MaxDigits || (i < line.Length && line[i] != ','))
        {
            return false;
        }

        at = i + 1;
        return true;
    }

    private static bool TrySlow(ReadOnlySpan<byte> line, ref int at, out double value)
    {
        value = double.NaN;
        var rest = at < line.Length ? line[at..] : default;
        var comma = rest.IndexOf((byte)',');
        var field = comma < 0 ? rest : rest[..comma];
        if (!Utf8Parser.TryParse(field, out double read, out var used) || used != field.Length)
        {
            return false;
        }

        value = read;
        at += field.Length + 1;
        return true;
    }
}
