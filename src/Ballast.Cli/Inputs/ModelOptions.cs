using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Cli.Inputs;

/// <summary>The options that choose models and their settings.</summary>
internal sealed class ModelOptions(string sizerName, string engineName)
{
    private readonly ChoiceOption<SizingModel> _sizer = new(sizerName, Words.Sizers, "Sizing model (default atr-risk)");
    private readonly ChoiceOption<LeverageModel> _engine = new(engineName, Words.Engines, "Leverage engine");
    private readonly NumberOption _leverage = new("--leverage", InputRanges.Leverage, "This leverage, whatever the signal");
    private readonly ChoiceOption<LeverageRounding> _rounding = new("--rounding", Words.Roundings, "How tier leverage becomes whole (default truncate)");
    private readonly Option<string?> _factors = new("--leverage-factors") { HelpName = "list", Description = "What tier leverage looks at: confidence, volatility and signal separated by commas, or none (default all; recovery always applies)." };
    private readonly Option<bool> _noPerformance = new("--no-performance") { Description = "The tier sizer leaves the win rate out." };
    private readonly NumberOption _override = new("--override", InputRanges.Balance, "The progressive sizer's own size for this symbol, USDT notional; 0 is none");
    private readonly Option<bool> _notProgressive = new("--not-progressive") { Description = "The progressive sizer gives each profile's minimum." };
    private readonly ChoiceOption<AbnormalMarket> _abnormal = new("--abnormal", Words.Abnormals, "With --caps: what an abnormal market does (default refuse with the rules engine, else ignore)");

    /// <summary>What only the whole decision looks at.</summary>
    public Option Abnormal => _abnormal;

    /// <summary>Options that only some models read.</summary>
    public IEnumerable<(Option Option, bool IsUsed)> Uses(SizingModel sizer, LeverageModel? engine) =>
    [
        (_noPerformance, sizer == SizingModel.Tier),
        (_override, sizer == SizingModel.Progressive),
        (_notProgressive, sizer == SizingModel.Progressive),
        (_rounding, engine == LeverageModel.Tier),
        (_factors, engine == LeverageModel.Tier),
    ];

    public IEnumerable<Option> All => [_sizer, _engine, _leverage, _rounding, _factors, _noPerformance, _override, _notProgressive, _abnormal];

    public TradingOptions Over(ParseResult parsed, TradingOptions options)
    {
        var sizing = options.Sizing;
        var leverage = options.Leverage;
        if (_leverage.From(parsed) is { } fixedAt)
        {
            if (_engine.IsGiven(parsed) && _engine.Or(parsed, default) != LeverageModel.Fixed)
            {
                throw new UsageException($"--leverage is the fixed engine's; it does not go with {_engine.Name} {parsed.GetValue(_engine)}.");
            }

            leverage = leverage with { Model = LeverageModel.Fixed, Fixed = new FixedLeverageOptions { Core = (int)fixedAt, Alt = (int)fixedAt } };
        }
        else if (_engine.IsGiven(parsed))
        {
            leverage = leverage with { Model = _engine.Or(parsed, default) };
        }

        return options with
        {
            Sizing = sizing with
            {
                Model = _sizer.Or(parsed, sizing.Model),
                Tier = sizing.Tier with { UsePerformance = sizing.Tier.UsePerformance && !parsed.GetValue(_noPerformance) },
                Progressive = sizing.Progressive with
                {
                    Override = _override.From(parsed) ?? sizing.Progressive.Override,
                    IsProgressive = sizing.Progressive.IsProgressive && !parsed.GetValue(_notProgressive),
                },
            },
            Leverage = leverage with
            {
                Tier = leverage.Tier with { Rounding = _rounding.Or(parsed, leverage.Tier.Rounding), Factors = Factors(parsed) ?? leverage.Tier.Factors },
                Abnormal = _abnormal.IsGiven(parsed) ? _abnormal.Or(parsed, default) : leverage.Abnormal,
            },
        };
    }

    private EquatableList<LeverageFactor>? Factors(ParseResult parsed)
    {
        if (parsed.GetValue(_factors) is not { } text)
        {
            return null;
        }

        const string Allowed = "confidence, volatility and signal separated by commas, or none";
        var factors = new List<LeverageFactor>();
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException(ParseProblem.Value(_factors.Name, text, Allowed));
        }

        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(w => w != "none" || text != "none"))
        {
            factors.Add(word.ToLowerInvariant() switch
            {
                "confidence" => LeverageFactor.Confidence,
                "volatility" => LeverageFactor.Volatility,
                "signal" => LeverageFactor.Signal,
                _ => throw new UsageException(ParseProblem.Value(_factors.Name, text, Allowed)),
            });
        }

        return EquatableList.From(factors);
    }
}
