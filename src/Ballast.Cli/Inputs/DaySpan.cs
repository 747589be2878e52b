using System.CommandLine;
using System.Globalization;
using Ballast.Cli.Options;

namespace Ballast.Cli.Inputs;

/// <summary>A span of UTC days, both ends in it.</summary>
internal sealed class DaySpan
{
    private const string Allowed = "a day such as 2024-01-31";

    private readonly TextOption _from = new("--from", Allowed, IsDay, "First day, UTC") { Required = true };
    private readonly TextOption _to = new("--to", Allowed, IsDay, "Last day, UTC; it is in the span") { Required = true };

    public IEnumerable<Option> All => [_from, _to];

    /// <exception cref="UsageException">The end lies before the beginning.</exception>
    public (DateOnly From, DateOnly To) Of(ParseResult parsed)
    {
        var (from, to) = (Day(parsed.GetRequiredValue(_from)!), Day(parsed.GetRequiredValue(_to)!));
        return to >= from ? (from, to) : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--to is {to:yyyy-MM-dd} and --from {from:yyyy-MM-dd}; allowed: --to not before --from."));
    }

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
