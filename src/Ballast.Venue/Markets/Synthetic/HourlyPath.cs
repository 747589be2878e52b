namespace Ballast.Venue.Markets.Synthetic;

/// <summary>
/// The log price of one symbol at every full hour: common and own shocks, trends of about two days, and a bridge between
/// the deterministic levels at both ends of each epoch, which keeps the price near its base for ever and joins epochs without a jump.
/// </summary>
internal sealed class HourlyPath(SyntheticProfile profile, CommonFactor common, ulong seed)
{
    private static readonly double[] Trends = [-0.12, 0, 0.12];
    private readonly ulong _seed = SeededNoise.Key(seed, SeededNoise.Of("path"), (long)SeededNoise.Of(profile.Symbol.Name));
    private readonly Dictionary<long, double[]> _epochs = [];

    /// <summary>Log price at the start of an hour (hours since 1970-01-01 UTC).</summary>
    public double LevelAt(long hour)
    {
        var epoch = CandleGrid.FloorDivide(hour, CommonFactor.EpochHours);
        return Levels(epoch)[hour - (epoch * CommonFactor.EpochHours)];
    }

    /// <summary>Standard deviation of the log return in an hour.</summary>
    public double VolatilityOf(long hour)
    {
        var epoch = CandleGrid.FloorDivide(hour, CommonFactor.EpochHours);
        return profile.HourlyVolatility * common.Epoch(epoch).Volatility[hour - (epoch * CommonFactor.EpochHours)];
    }

    private double[] Levels(long epoch)
    {
        if (!_epochs.TryGetValue(epoch, out var levels))
        {
            _epochs[epoch] = levels = Make(epoch);
        }

        return levels;
    }

    private double StartOf(long epoch) =>
        Math.Log(profile.BasePrice) + (profile.Correlation * common.LevelAt(epoch)) + (0.1 * new SeededNoise(SeededNoise.Key(_seed, 1, epoch)).Gaussian());

    private double[] Make(long epoch)
    {
        const int hours = CommonFactor.EpochHours;
        var (shocks, volatility) = common.Epoch(epoch);
        var noise = new SeededNoise(SeededNoise.Key(_seed, 2, epoch));
        var own = Math.Sqrt(1 - (profile.Correlation * profile.Correlation));
        var levels = new double[hours + 1];
        var trend = (int)(noise.Next() % 3);
        for (var i = 0; i < hours; i++)
        {
            var shock = (profile.Correlation * shocks[i]) + (own * noise.Gaussian());
            levels[i + 1] = levels[i] + (profile.HourlyVolatility * volatility[i] * (shock + Trends[trend]));
            if (noise.Uniform() < 1.0 / 48)
            {
                trend = (int)(noise.Next() % 3);
            }
        }

        var start = StartOf(epoch);
        var pull = (StartOf(epoch + 1) - start - levels[hours]) / hours;
        for (var i = 0; i <= hours; i++)
        {
            levels[i] += start + (pull * i);
        }

        return levels;
    }
}
