using System.CommandLine;
using System.Globalization;
using Ballast.Application.Configuration;
using Ballast.Cli.Options;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Research.Full;
using Symbol = Ballast.Core.Market.Symbol;

namespace Ballast.Cli.Inputs;

/// <summary>The settings of a backtest by the app's deciders. Source: docs/research.md.</summary>
/// <param name="probes">The look-ahead probe's options too.</param>
/// <param name="withCompetition">The settings of the paper competition count too.</param>
internal sealed class FullInputs(bool probes = true, bool withCompetition = false)
{
    private static readonly Dictionary<string, IntraBar> IntraBars = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pessimistic"] = IntraBar.Pessimistic,
        ["optimistic"] = IntraBar.Optimistic,
        ["open-high-low-close"] = IntraBar.OpenHighLowClose,
    };

    private static readonly Dictionary<string, bool> Markets = new(StringComparer.OrdinalIgnoreCase) { ["candles"] = false, ["neutral"] = true };

    private static readonly DeskOptions Desk = new();
    private static readonly MarketAssumptions Market = new();

    private readonly SettingsInputs _settings = new(readsMachine: false, withCompetition);
    private readonly TextOption _frame = new("--frame", "a candle length such as 15m, 1h or 4h", IsInterval, "Full mode: the candles of the strategy (default its setting, 1h)");
    private readonly ChoiceOption<IntraBar> _intraBar = new("--intrabar", IntraBars, "Full mode: what came first within a bar (default pessimistic)");
    private readonly NumberOption _slippage = new("--slippage-bp", new NumberRange(0, 1_000), "Full mode: what each fill is worse than its price, basis points (default 0)");
    private readonly NumberOption _ofRange = new("--slippage-range", new NumberRange(0, 1), "Full mode: the same as a share of the bar's range (default 0)");
    private readonly NumberOption _ofVolume = new("--slippage-volume", new NumberRange(0, 1), "Full mode: the fraction of the price that an order as large as the bar's volume moves it by (default 0)");
    private readonly Option<string[]> _funding = new("--funding") { HelpName = "rate or file", Description = "Full mode: a rate for each 8 hours (default 0.0001), or SYMBOL=FILE with Binance's fundingRate history, as often as needed." };
    private readonly TextOption _measure = new("--measure", "a length that divides a day, such as 1m or 1h", t => IsInterval(t) && 86_400_000 % Interval(t).Milliseconds == 0, "Full mode: how often the account reads its equity while something is open (default 1h)");
    private readonly ChoiceOption<bool> _market = new("--market", Markets, "Full mode: policy and Crypto-VIX of the candles, or none of them (default candles)");
    private readonly NumberOption _spread = new("--spread-bp", new NumberRange(0, 1_000), "Full mode: the book's spread, basis points (default 1)");
    private readonly NumberOption _depth = new("--depth", NumberRange.Above(0, 1e12m), "Full mode: USDT on each side of the book (default 1000000)");
    private readonly NumberOption _vpin = new("--vpin", new NumberRange(0, 1), "Full mode: VPIN at all times (default that of what takers bought)");
    private readonly NumberOption _probe = new("--probe", NumberRange.Whole(1, 1_000), "Full mode: runs again on data cut at so many places; what is decided otherwise has seen the future (exit 1)");
    private readonly NumberOption _seed = new("--seed", NumberRange.Whole(0, int.MaxValue), "Full mode: draws the places of --probe (default 1)");

    public IEnumerable<Option> All => [_frame, _intraBar, _slippage, _ofRange, _ofVolume, _funding, _measure, _market, _spread, _depth, _vpin, .. probes ? (Option[])[_probe, _seed] : [], .. _settings.All];

    /// <summary>Those that the command line sets one by one.</summary>
    public IEnumerable<string> Set(ParseResult parsed) => _settings.Set(parsed);

    /// <summary>What sets settings and does not say how the market is.</summary>
    public IEnumerable<Option> OfSettings => _settings.All;

    /// <summary>How many places the probe cuts the data at; null: it does not run.</summary>
    public int? Probe(ParseResult parsed) => (int?)_probe.From(parsed);

    public int Seed(ParseResult parsed) => (int)(_seed.From(parsed) ?? 1);

    /// <summary>What was given, not yet bound.</summary>
    public SettingsDictionary Source(ParseResult parsed) => _settings.Source(parsed);

    /// <summary>The app's settings that are given, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings(ParseResult parsed) => _settings.Given(parsed);

    /// <param name="strategy">Null: those of the settings, else sma-cross.</param>
    /// <exception cref="UsageException">A setting is wrong.</exception>
    public FullOptions Of(ParseResult parsed, BuiltIn? strategy, int? fast, int? slow, decimal? fee, decimal? cash)
    {
        var trading = Over(parsed, strategy, fast, slow)(_settings.BindRight(parsed).Options);
        if (trading.Strategies.SmaCross is { } cross && cross.Fast >= cross.Slow)
        {
            throw new UsageException($"--fast is {cross.Fast} and --slow {cross.Slow}; allowed: --fast under --slow.");
        }

        return new FullOptions
        {
            Cash = new Money(cash ?? new FullOptions().Cash.Value),
            Desk = new DeskOptions
            {
                Trading = trading,
                WithTrace = false,
                FeeRate = fee ?? Desk.FeeRate,
                SlippageBasisPoints = _slippage.From(parsed) ?? 0,
                SlippageOfRange = _ofRange.From(parsed) ?? 0,
                SlippageOfVolume = _ofVolume.From(parsed) ?? 0,
                IntraBar = _intraBar.Or(parsed, Desk.IntraBar),
            },
            MeasureEvery = parsed.GetValue(_measure) is { } measure ? Interval(measure).Length : new FullOptions().MeasureEvery,
            Funding = Funding(parsed),
            Market = new MarketAssumptions
            {
                IsNeutral = _market.Or(parsed, false),
                Spread = _spread.From(parsed) / 10_000 ?? Market.Spread,
                Depth = _depth.From(parsed) is { } depth ? new Money(depth) : Market.Depth,
                Vpin = _vpin.From(parsed),
            },
        };
    }

    /// <summary>What options say over the settings.</summary>
    public Func<TradingOptions, TradingOptions> Over(ParseResult parsed, BuiltIn? strategy, int? fast, int? slow)
    {
        var frame = parsed.GetValue(_frame);
        return trading => Strategies(trading, frame, strategy, fast, slow);
    }

    private static TradingOptions Strategies(TradingOptions trading, string? frame, BuiltIn? strategy, int? fast, int? slow)
    {
        var all = trading.Strategies;
        all = all with { Run = strategy is { } named ? [named] : all.Run.Count > 0 ? all.Run : [BuiltIn.SmaCross], SmaCross = all.SmaCross with { Fast = fast ?? all.SmaCross.Fast, Slow = slow ?? all.SmaCross.Slow } };
        if (frame is not null)
        {
            var at = Interval(frame);
            all = all with
            {
                SmaCross = all.SmaCross with { Place = all.SmaCross.Place with { Interval = at } },
                Breakout = all.Breakout with { Place = all.Breakout.Place with { Interval = at } },
                MeanReversion = all.MeanReversion with { Place = all.MeanReversion.Place with { Interval = at } },
                Trend = all.Trend with { Place = all.Trend.Place with { Interval = at } },
            };
        }

        return trading with { Strategies = all };
    }

    private FundingCalendar Funding(ParseResult parsed)
    {
        decimal rate = 0.0001m;
        var files = new List<(Symbol Symbol, string File)>();
        foreach (var text in parsed.GetValue(_funding) ?? [])
        {
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var told) && Math.Abs(told) <= 0.05m)
            {
                rate = told;
            }
            else if (FilesOption.Parts(text) is ({ } symbol, var file) && File.Exists(file))
            {
                files.Add((new Symbol(symbol), file));
            }
            else
            {
                throw new UsageException($"The value of --funding is '{text}'; allowed: a rate from -0.05 to 0.05, or SYMBOL=FILE with an existing file.");
            }
        }

        var calendar = FundingCalendar.Fixed(rate);
        foreach (var (symbol, file) in files)
        {
            using var reader = File.OpenText(file);
            calendar = calendar.With(symbol, FundingCalendar.Read(reader));
        }

        return calendar;
    }

    private static bool IsInterval(string text) => CandleInterval.TryParse(text, out _);

    private static CandleInterval Interval(string text) => CandleInterval.TryParse(text, out var interval) ? interval : throw new System.Diagnostics.UnreachableException();
}
