using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Venue.Markets;

namespace Ballast.Cli.Inputs;

/// <summary>The options about the signal and its market.</summary>
internal sealed class SignalInputs
{
    private readonly Option<string> _symbol = new("--symbol") { HelpName = "name", Description = "Perpetual, such as BTCUSDT (default).", DefaultValueFactory = _ => "BTCUSDT" };
    private readonly ChoiceOption<PositionSide> _side = new("--side", Words.Sides, "Side (default long)");
    private readonly NumberOption _price = new("--price", InputRanges.Price, "Price, USDT");
    private readonly NumberOption _atr = new("--atr", InputRanges.Price, "ATR(14) in price units (default --volatility of --price); the stop is 1.5 of it away");
    private readonly NumberOption _stop = new("--stop", InputRanges.Price, "Stop price, instead of 1.5 ATR");
    private readonly NumberOption _confidence = new("--confidence", InputRanges.Fraction, "Confidence (default 0.70)");
    private readonly NumberOption _strength = new("--strength", InputRanges.Strength, "Signal strength (default unknown)");
    private readonly NumberOption _volatility = new("--volatility", InputRanges.Ratio, "ATR / price (default from --atr and --price, else unknown)");
    private readonly NumberOption _vpin = new("--vpin", InputRanges.Fraction, "VPIN (default not measured)");
    private readonly ChoiceOption<RiskLevel> _riskLevel = new("--risk-level", Words.RiskLevels, "Risk level of the order flow (default unknown; with --caps a VPIN that is not told is a WARNING by itself)");
    private readonly ChoiceOption<Regime> _regime = new("--regime", Words.Regimes, "Regime (default TRENDING)");
    private readonly ChoiceOption<VolatilityLevel> _volatilityLevel = new("--volatility-level", Words.VolatilityLevels, "Volatility level (default NORMAL)");
    private readonly ChoiceOption<RiskProfile> _profile = new("--profile", Words.Profiles, "Risk profile (default NORMAL; EXTREME volatility makes it at least REDUCED)");
    private readonly NumberOption _step = new("--step", InputRanges.Price, "The exchange's quantity step (default the symbol's)");

    public IEnumerable<Option> All => [_symbol, _side, _price, _atr, _stop, _confidence, _strength, _volatility, _vpin, _riskLevel, _regime, _volatilityLevel, _profile, _step];

    /// <summary>Options that only some models read; the caps read all of them.</summary>
    public IEnumerable<(Option Option, bool IsUsed)> Uses(SizingModel sizer, LeverageModel? engine) =>
    [
        (_strength, engine == LeverageModel.Tier),
        (_vpin, engine == LeverageModel.Rules),
        (_riskLevel, engine == LeverageModel.Rules),
        (_regime, sizer == SizingModel.AtrRisk),
        (_volatilityLevel, sizer == SizingModel.AtrRisk),
        (_profile, sizer == SizingModel.AtrRisk),
    ];

    /// <summary>What makes no sense for all symbols at once.</summary>
    public IEnumerable<Option> Single => [_symbol, _price, _atr, _stop, _volatility, _vpin, _riskLevel, _regime, _volatilityLevel, _profile, _step];

    /// <exception cref="UsageException">What the model needs is not told.</exception>
    public void Require(ParseResult parsed, bool price, bool stop)
    {
        if (price && _price.From(parsed) is null)
        {
            throw new UsageException($"The option --price is missing; allowed: {_price.Range}.");
        }

        if (stop && _atr.From(parsed) is null && _stop.From(parsed) is null && !(_volatility.From(parsed) > 0))
        {
            throw new UsageException($"The option --atr (or --stop, or --volatility) is missing: this size depends on the stop's distance; allowed: {_atr.Range}.");
        }
    }

    /// <exception cref="UsageException">The symbol is none, or the stop lies on the wrong side.</exception>
    public EntrySignal Read(ParseResult parsed)
    {
        var text = parsed.GetValue(_symbol)!;
        var symbol = SignalReader.Normalise(text);
        if (symbol.Name.Length is < 5 or > 32 || !symbol.Name.All(char.IsAsciiLetterOrDigit) || !(symbol.Name.EndsWith("USDT", StringComparison.Ordinal) || symbol.Name.EndsWith("USDC", StringComparison.Ordinal)))
        {
            throw new UsageException(ParseProblem.Value(_symbol.Name, text, "a perpetual such as BTCUSDT"));
        }

        var signal = new EntrySignal
        {
            Symbol = symbol,
            Side = _side.Or(parsed, PositionSide.Long),
            Price = _price.From(parsed),
            Atr = _atr.From(parsed) ?? (_volatility.From(parsed) * _price.From(parsed)),
            Stop = _stop.From(parsed),
            Confidence = _confidence.From(parsed),
            Strength = (int?)_strength.From(parsed),
            Volatility = _volatility.From(parsed),
            Vpin = _vpin.From(parsed),
            RiskLevel = _riskLevel.IsGiven(parsed) ? _riskLevel.Or(parsed, default) : null,
            Regime = _regime.Or(parsed, Regime.Trending),
            VolatilityLevel = _volatilityLevel.Or(parsed, VolatilityLevel.Normal),
            Profile = Profile(parsed),
        };
        if (signal is { Price: { } price, Stop: { } stop } && (price - stop) * signal.Side.Sign() <= 0)
        {
            throw new UsageException(ParseProblem.Value("--stop", Text(stop), $"a price {(signal.Side == PositionSide.Long ? "below" : "above")} --price {Text(price)} for a {signal.Side.ToString().ToLowerInvariant()} position"));
        }

        var known = KnownSymbols.InstrumentOf(symbol, (double)(signal.Price ?? 1));
        return signal with { Instrument = _step.From(parsed) is { } step ? known with { StepSize = step, MinQuantity = step } : known };
    }

    /// <summary>The policy never leaves a symbol of EXTREME volatility at NORMAL (requirements §4).</summary>
    private RiskProfile Profile(ParseResult parsed)
    {
        var told = _profile.Or(parsed, RiskProfile.Normal);
        return told == RiskProfile.Normal && _volatilityLevel.Or(parsed, VolatilityLevel.Normal) == VolatilityLevel.Extreme ? RiskProfile.Reduced : told;
    }

    private static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What was asked of one entry. Null: not told.</summary>
internal sealed record EntrySignal
{
    public required Ballast.Core.Market.Symbol Symbol { get; init; }

    public Instrument? Instrument { get; init; }

    public required PositionSide Side { get; init; }

    public decimal? Price { get; init; }

    public decimal? Atr { get; init; }

    public decimal? Stop { get; init; }

    public decimal? Confidence { get; init; }

    public int? Strength { get; init; }

    public decimal? Volatility { get; init; }

    public decimal? Vpin { get; init; }

    public RiskLevel? RiskLevel { get; init; }

    public required Regime Regime { get; init; }

    public required VolatilityLevel VolatilityLevel { get; init; }

    public required RiskProfile Profile { get; init; }
}
