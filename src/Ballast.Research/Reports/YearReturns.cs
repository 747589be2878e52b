using Ballast.Core.Performance;

namespace Ballast.Research.Reports;

/// <summary>One calendar year of returns, fractions.</summary>
/// <param name="Months">January first; null where there was no day.</param>
internal sealed record YearReturns(int Year, IReadOnlyList<double?> Months, double Total)
{
    /// <summary>From the equity at the ends of days, oldest first; the first day is what the others are measured from.</summary>
    public static IReadOnlyList<YearReturns> Of(IReadOnlyList<DayEquity> days)
    {
        var years = new List<YearReturns>();
        var before = days.Count > 0 ? (double)days[0].Equity.Value : 0;
        foreach (var year in days.Skip(1).GroupBy(d => d.Day.Year))
        {
            var (months, first) = (new double?[12], before);
            foreach (var month in year.GroupBy(d => d.Day.Month))
            {
                var end = (double)month.Last().Equity.Value;
                months[month.Key - 1] = before > 0 ? (end / before) - 1 : null;
                before = end;
            }

            years.Add(new YearReturns(year.Key, months, first > 0 ? (before / first) - 1 : 0));
        }

        return years;
    }
}
