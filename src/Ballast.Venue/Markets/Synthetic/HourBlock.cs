namespace Ballast.Venue.Markets.Synthetic;

/// <summary>
/// One hour of a synthetic symbol: 361 log prices ten seconds apart, a bridge between the hour's anchors with a rare jump.
/// Between two of them the seconds stay inside their range, so that highs and lows of all candles from ten seconds up are exact.
/// </summary>
internal sealed class HourBlock
{
    public const int Steps = 360;

    // A step of more than that happens within one second: no stop on the way is passed one by one.
    private const double Sudden = 0.15;

    // Takers go with the price and, apart from it, for ten minutes at a time rather to one side: an hour is six of these.
    private const int StepsPerLean = 60;
    private const double WithPrice = 0.25;
    private const double Leaning = 0.25;

    private readonly ulong _key;
    private readonly double[] _leans = new double[Steps / StepsPerLean];

    private HourBlock(long hour, ulong key, double[] logs)
    {
        Hour = hour;
        _key = key;
        Logs = logs;
        for (var i = 0; i < _leans.Length; i++)
        {
            _leans[i] = Leaning * ((2 * new SeededNoise(SeededNoise.Key(key, 8, i)).Uniform()) - 1);
        }
    }

    public long Hour { get; }

    /// <summary>Log prices at 0, 10, … 3600 seconds.</summary>
    public double[] Logs { get; }

    public static HourBlock Make(long hour, SyntheticProfile profile, CommonFactor common, HourlyPath path, ulong seed)
    {
        var key = SeededNoise.Key(seed, SeededNoise.Of(profile.Symbol.Name), hour);
        var noise = new SeededNoise(key);
        var shared = common.InsideHour(hour);
        var own = Math.Sqrt(1 - (profile.Correlation * profile.Correlation));
        var volatility = path.VolatilityOf(hour);
        var jumpAt = noise.Uniform() < 0.006 ? (int)(noise.Next() % Steps) : -1;
        var jump = (noise.Uniform() < 0.5 ? -1 : 1) * (1.5 + (2.5 * noise.Uniform())) * volatility;
        var scale = volatility / Math.Sqrt(Steps);
        var logs = new double[Steps + 1];
        for (var i = 0; i < Steps; i++)
        {
            var shock = (profile.Correlation * shared.QuickGaussian()) + (own * noise.QuickGaussian());
            logs[i + 1] = logs[i] + (scale * shock) + (i == jumpAt ? jump : 0);
        }

        var start = path.LevelAt(hour);
        var end = path.LevelAt(hour + 1);
        var pull = (end - start - logs[Steps]) / Steps;
        for (var i = 0; i <= Steps; i++)
        {
            logs[i] += start + (pull * i);
        }

        logs[Steps] = end;
        return new HourBlock(hour, key, logs);
    }

    /// <summary>Moves every price after a second of the hour; the hour's start is moved by what lies before it.</summary>
    public void Shift(long afterSecond, double size)
    {
        for (var i = 0; i <= Steps; i++)
        {
            Logs[i] += i * 10 > afterSecond ? size : 0;
        }
    }

    /// <summary>Log price at a second of the hour, 0 to 3600.</summary>
    public double LogAt(int second)
    {
        var index = Math.DivRem(second, 10, out var rest);
        if (rest == 0)
        {
            return Logs[index];
        }

        var step = Logs[index + 1] - Logs[index];
        if (Math.Abs(step) > Sudden)
        {
            return rest < 5 ? Logs[index] : Logs[index + 1];
        }

        var wobble = ((SeededNoise.Key(_key, 7, second) >> 11) * (1.0 / (1UL << 53))) - 0.5;
        var share = Math.Clamp((rest / 10.0) + (0.6 * wobble), 0, 1);
        return Logs[index] + (step * share);
    }

    /// <summary>The share of a step's volume that takers bought, 0 to 1.</summary>
    /// <param name="index">The step, 0 to 359.</param>
    /// <param name="step">Its change of the log price.</param>
    public double BoughtShare(int index, double step) => 0.5 + (WithPrice * Math.Sign(step)) + _leans[index / StepsPerLean];

    /// <summary>The last second up to <paramref name="last"/> that is reached through steps whose ends both lie between two log prices.</summary>
    public int QuietUntil(int second, int last, double low, double high)
    {
        var reached = second;
        for (var index = second / 10; reached < last; index++)
        {
            if (Math.Min(Logs[index], Logs[index + 1]) <= low || Math.Max(Logs[index], Logs[index + 1]) >= high)
            {
                break;
            }

            reached = Math.Min(last, (index + 1) * 10);
        }

        return reached;
    }
}
