using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Research.Full;

/// <summary>When funding is settled, and at what rate: one rate each eight hours, or the venue's own history.</summary>
public sealed class FundingCalendar
{
    private const long EightHours = 8 * 3_600_000;
    private readonly decimal _fixed;
    private readonly Dictionary<Symbol, (long AtMs, decimal Rate)[]> _histories = [];

    private FundingCalendar(decimal rate) => _fixed = rate;

    /// <summary>At 00:00, 08:00 and 16:00 UTC; a fraction of the notional, positive: longs pay. 0: none.</summary>
    public static FundingCalendar Fixed(decimal rate) => new(rate);

    /// <summary>A symbol with a history of its own; outside of its times nothing is settled.</summary>
    public FundingCalendar With(Symbol symbol, IEnumerable<(long AtMs, decimal Rate)> history)
    {
        var next = new FundingCalendar(_fixed);
        foreach (var known in _histories)
        {
            next._histories[known.Key] = known.Value;
        }

        next._histories[symbol] = [.. history.OrderBy(h => h.AtMs)];
        return next;
    }

    /// <summary>One sentence for whoever reads the result.</summary>
    public string Why => _histories.Count == 0
        ? FormattableString.Invariant($"Funding of {_fixed} each 8 hours at 00:00, 08:00 and 16:00 UTC.")
        : FormattableString.Invariant($"Funding from the history of {string.Join(", ", _histories.Keys.Order())}; elsewhere {_fixed} each 8 hours.");

    /// <summary>The first settlement after a time, milliseconds since 1970; the largest number when there is none.</summary>
    public long NextAfter(Symbol symbol, long ms)
    {
        if (!_histories.TryGetValue(symbol, out var history))
        {
            return _fixed == 0 ? long.MaxValue : ((ms / EightHours) + 1) * EightHours;
        }

        var at = IndexAfter(history, ms);
        return at < history.Length ? history[at].AtMs : long.MaxValue;
    }

    /// <summary>The rate of a settlement; null where there is none at this time.</summary>
    public decimal? RateAt(Symbol symbol, long ms)
    {
        if (!_histories.TryGetValue(symbol, out var history))
        {
            return _fixed != 0 && ms % EightHours == 0 ? _fixed : null;
        }

        var at = IndexAfter(history, ms) - 1;
        return at >= 0 && history[at].AtMs == ms ? history[at].Rate : null;
    }

    /// <summary>
    /// Lines of Binance's fundingRate archives: calc_time, funding_interval_hours, last_funding_rate; or time and rate alone; with or without a header.
    /// Times are taken to the minute: the venue books a few milliseconds after it.
    /// </summary>
    /// <exception cref="FullException">A line is not understood; names its number.</exception>
    public static IReadOnlyList<(long AtMs, decimal Rate)> Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var history = new List<(long, decimal)>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var fields = line.Split(',');
            if (line.Trim().Length == 0 || (number == 1 && line.Any(char.IsAsciiLetter)))
            {
                continue;
            }

            if (fields.Length < 2 || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || !decimal.TryParse(fields[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) || Math.Abs(rate) > 1)
            {
                throw new FullException($"Line {number} of the funding history is '{line}'; a line is a time in milliseconds first and a rate last.");
            }

            history.Add((at / 60_000 * 60_000, rate));
        }

        return history;
    }

    private static int IndexAfter((long AtMs, decimal Rate)[] history, long ms)
    {
        var (low, high) = (0, history.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = history[middle].AtMs <= ms ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
