namespace Ballast.Core.Market;

/// <summary>A candle length as the venue names it ("1m", "3m", "15m", "1h", "4h", "1d"), or as TradingView does ("1", "60", "D").</summary>
public readonly record struct CandleInterval
{
    private const long LongestMilliseconds = 366L * 86_400_000;

    private readonly long _milliseconds;

    // One minute is stored as the default is, so that the two are equal.
    private CandleInterval(long milliseconds) => _milliseconds = milliseconds == 60_000 ? 0 : milliseconds;

    public static CandleInterval OneMinute => new(60_000);

    public static CandleInterval ThreeMinutes => new(180_000);

    public static CandleInterval FifteenMinutes => new(900_000);

    public static CandleInterval OneHour => new(3_600_000);

    public static CandleInterval FourHours => new(14_400_000);

    public static CandleInterval OneDay => new(86_400_000);

    /// <summary>The default is one minute.</summary>
    public long Milliseconds => _milliseconds == 0 ? 60_000 : _milliseconds;

    public TimeSpan Length => TimeSpan.FromMilliseconds(Milliseconds);

    public string Name => NameOf(Milliseconds);

    /// <summary>The name of any length, also one that no venue has.</summary>
    public static string NameOf(long milliseconds) => milliseconds switch
    {
        var ms when ms % 604_800_000 == 0 => $"{ms / 604_800_000}w",
        var ms when ms % 86_400_000 == 0 => $"{ms / 86_400_000}d",
        var ms when ms % 3_600_000 == 0 => $"{ms / 3_600_000}h",
        var ms when ms % 60_000 == 0 => $"{ms / 60_000}m",
        var ms when ms % 1_000 == 0 => $"{ms / 1_000}s",
        var ms => $"{ms}ms",
    };

    /// <summary>Understands "15m", "1h", "1D", "30S" and TradingView's bare minutes and bare letters. Months are not a fixed length and are refused.</summary>
    public static bool TryParse(string? text, out CandleInterval interval)
    {
        interval = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 8)
        {
            return false;
        }

        var trimmed = text.Trim();
        var last = trimmed[^1];
        var digits = char.IsAsciiDigit(last) ? trimmed : trimmed[..^1];
        if (!int.TryParse(digits.Length == 0 ? "1" : digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) || count < 1)
        {
            return false;
        }

        long? unit = last switch
        {
            'S' or 's' => 1_000,
            'h' or 'H' => 3_600_000,
            'd' or 'D' => 86_400_000,
            'w' or 'W' => 604_800_000,
            'm' => 60_000,
            _ when char.IsAsciiDigit(last) => 60_000,
            _ => null,
        };
        if (unit is null)
        {
            return false;
        }

        // A longer text is a slip, and its length would leave the range of TimeSpan.
        if (count * unit.Value > LongestMilliseconds)
        {
            return false;
        }

        interval = new CandleInterval(count * unit.Value);
        return true;
    }

    public override string ToString() => Name;
}
