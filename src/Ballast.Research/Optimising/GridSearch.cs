using Ballast.Research.Backtesting;

namespace Ballast.Research.Optimising;

/// <summary>Tries every point of a grid, on all processors. The same grid on the same bars gives the same result, however many there are.</summary>
public static class GridSearch
{
    /// <param name="cancel">Stops the search; the points done by then count.</param>
    public static GridResult Run(BarKernel kernel, Grid grid, Objective objective, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(grid);
        var values = new Value[grid.Points.Count];
        Parallel.For(0, values.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new List<BareTrade>(), (i, state, trades) =>
        {
            var seen = cancel.IsCancellationRequested ? -1 : kernel.Run(grid.Points[i], trades, cancel);
            if (seen < kernel.Bars.Count)
            {
                state.Stop();
                return trades;
            }

            values[i] = new Value(true, objective.Of(kernel.Bars, trades, grid.Points[i]));
            return trades;
        }, _ => { });
        return Best(grid, values);
    }

    private static GridResult Best(Grid grid, Value[] values)
    {
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            // Strictly more: of equal points the first one stays.
            if (values[i].Number is { } number && (best < 0 || number > values[best].Number))
            {
                best = i;
            }
        }

        return new GridResult
        {
            Points = values.Count(v => v.IsDone),
            Wanted = values.Length,
            Best = best < 0 ? null : grid.Points[best],
            Value = best < 0 ? null : values[best].Number,
        };
    }

    private readonly record struct Value(bool IsDone, double? Number);
}

/// <summary>What a search found.</summary>
public sealed record GridResult
{
    /// <summary>Points that were tried.</summary>
    public required int Points { get; init; }

    /// <summary>Points of the grid; more than were tried when the search was stopped.</summary>
    public required int Wanted { get; init; }

    /// <summary>Null when the objective means nothing at any point.</summary>
    public required BareOptions? Best { get; init; }

    public required double? Value { get; init; }
}
