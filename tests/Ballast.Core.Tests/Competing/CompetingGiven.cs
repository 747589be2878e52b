using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Core.Performance;

namespace Ballast.Core.Tests.Competing;

/// <summary>Modes as they may stand.</summary>
internal static class CompetingGiven
{
    public static readonly DateTimeOffset Now = new(2026, 6, 30, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A mode with an equity per day, the last one today's.</summary>
    public static Standing Standing(CompetitionMode mode, int trades, params decimal[] equity) => new()
    {
        Mode = mode,
        Since = Now.AddDays(1 - equity.Length),
        AsOf = Now,
        Balance = new Money(equity[^1]),
        Trades = trades,
        Wins = trades / 2,
        Days = EquatableList.From(equity.Select((e, i) => new DayEquity(DateOnly.FromDateTime(Now.UtcDateTime).AddDays(i + 1 - equity.Length), new Money(e), Money.Zero))),
    };

    public static Standing Standing(string name, int trades, params decimal[] equity) => Standing(new CompetitionMode { Name = name }, trades, equity);

    /// <summary>Equity that gains and loses by turns: <paramref name="up"/> on odd days, <paramref name="down"/> on even ones.</summary>
    public static decimal[] Path(int days, decimal up, decimal down)
    {
        var path = new decimal[days];
        path[0] = 1000;
        for (var day = 1; day < days; day++)
        {
            path[day] = decimal.Round(path[day - 1] * (1 + (day % 2 == 1 ? up : down)), 8);
        }

        return path;
    }
}
