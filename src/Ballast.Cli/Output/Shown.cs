using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Cli.Output;

/// <summary>Numbers as people read them; JSON has them unrounded.</summary>
internal static class Shown
{
    private const string Nothing = "–";

    /// <summary>USDT to the cent.</summary>
    public static string Usdt(Money? amount) => amount is { } value ? value.Value.ToString("#,##0.00", CultureInfo.InvariantCulture) : Nothing;

    public static string Percent(double? fraction) => fraction is { } value ? value.ToString("0.00 %", CultureInfo.InvariantCulture) : Nothing;

    public static string Number(double? number) => number is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) : Nothing;

    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
