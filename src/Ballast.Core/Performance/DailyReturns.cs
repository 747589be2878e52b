namespace Ballast.Core.Performance;

/// <summary>Simple returns of equity from UTC day to UTC day.</summary>
public static class DailyReturns
{
    /// <summary>
    /// (equity − transfers) / equity of the day before − 1, in the order of days. A day that is missing changed nothing, and its move counts
    /// where equity is known again; of two values for a day the later in the list counts. After equity of nothing there are no returns:
    /// what follows begins anew.
    /// </summary>
    public static double[] Of(IEnumerable<DayEquity> days)
    {
        var returns = new List<double>();
        DayEquity? before = null;
        foreach (var day in days.GroupBy(d => d.Day).OrderBy(g => g.Key).Select(g => g.Last()))
        {
            if (before is { } last && last.Equity.Value > 0)
            {
                for (var missing = day.Day.DayNumber - last.Day.DayNumber - 1; missing > 0; missing--)
                {
                    returns.Add(0);
                }

                returns.Add((double)((day.Equity - day.Transfers).Value / last.Equity.Value) - 1);
            }

            before = day;
        }

        return [.. returns];
    }
}
