namespace Ballast.Venue.Markets.Synthetic;

/// <summary>
/// What all synthetic symbols share: hourly shocks and the volatility multiplier of each hour, from a GARCH(1,1) of unit mean
/// (0.06, 0.12, 0.82) times a calm, normal or wild regime that lasts about 60 hours. Generated in epochs of 2,048 hours,
/// each from its own key, so that any time is reached at once.
/// </summary>
internal sealed class CommonFactor(ulong seed)
{
    public const int EpochHours = 2_048;
    private static readonly double[] Regimes = [0.7, 1.0, 1.45];
    private readonly ulong _seed = SeededNoise.Key(seed, SeededNoise.Of("common"), 0);
    private readonly Dictionary<long, (double[] Shocks, double[] Volatility)> _epochs = [];

    /// <summary>Where the common log level stands at the start of an epoch.</summary>
    public double LevelAt(long epoch) => 0.18 * new SeededNoise(SeededNoise.Key(_seed, 1, epoch)).Gaussian();

    public (double[] Shocks, double[] Volatility) Epoch(long epoch)
    {
        if (!_epochs.TryGetValue(epoch, out var made))
        {
            _epochs[epoch] = made = Make(epoch);
        }

        return made;
    }

    /// <summary>The common noise inside one hour.</summary>
    public SeededNoise InsideHour(long hour) => new(SeededNoise.Key(_seed, 2, hour));

    private (double[] Shocks, double[] Volatility) Make(long epoch)
    {
        const int burnIn = 64;
        var noise = new SeededNoise(SeededNoise.Key(_seed, 3, epoch));
        var shocks = new double[EpochHours];
        var volatility = new double[EpochHours];
        var variance = 1.0;
        var regime = (int)(noise.Next() % 3);
        for (var i = -burnIn; i < EpochHours; i++)
        {
            var shock = noise.Gaussian();
            if (i >= 0)
            {
                shocks[i] = shock;
                volatility[i] = Math.Sqrt(variance) * Regimes[regime];
            }

            variance = 0.06 + (variance * ((0.12 * shock * shock) + 0.82));
            if (noise.Uniform() < 1.0 / 60)
            {
                regime = (int)(noise.Next() % 3);
            }
        }

        return (shocks, volatility);
    }
}
