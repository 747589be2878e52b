using Ballast.Cli.Labels;
using Ballast.Core.Market;

namespace Ballast.Cli.Tests.Labels;

/// <summary>Candles with and without labels for tests.</summary>
internal static class GivenCandles
{
    public static readonly DateTimeOffset Start = new(2020, 12, 30, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One a day; each opens where the one before closed.</summary>
    public static Candle[] Daily(IEnumerable<double> closes)
    {
        var (at, open, made) = (Start.ToUnixTimeMilliseconds(), 1000.0, new List<Candle>());
        foreach (var close in closes)
        {
            made.Add(new Candle(at, open, Math.Max(open, close) * 1.002, Math.Min(open, close) / 1.002, close, 10, at + 86_399_999));
            (at, open) = (at + 86_400_000, close);
        }

        return [.. made];
    }

    /// <summary>One candle a letter: U, D, F, R, N, and a dot for none.</summary>
    public static IReadOnlyList<LabelledCandle> Labelled(string labels, params double[] closes) =>
        [.. Daily(closes.Length > 0 ? closes : labels.Select((_, i) => 1000.0 + i)).Select((candle, i) => new LabelledCandle(candle, Of(labels[i]), i * 100.0 / labels.Length))];

    private static MarketLabel? Of(char letter) => letter switch
    {
        'U' => MarketLabel.Up,
        'D' => MarketLabel.Down,
        'F' => MarketLabel.Fading,
        'R' => MarketLabel.Ranging,
        'N' => MarketLabel.Normal,
        '.' => null,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "A letter without a label."),
    };
}
