using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Research.Backtesting;
using Ballast.Research.Trials;

namespace Ballast.Cli.Inputs;

/// <summary>The settings of the bare engine. Source: docs/research.md.</summary>
internal sealed class BareInputs
{
    private static readonly BareOptions Default = new();
    private static readonly Dictionary<string, BuiltIn> Strategies = new(StringComparer.OrdinalIgnoreCase) { [BuiltIn.SmaCross.Name()] = BuiltIn.SmaCross };
    private static readonly Dictionary<string, string> Sizings = new(StringComparer.OrdinalIgnoreCase) { ["fixed-quantity"] = "fixed-quantity" };
    private static readonly Dictionary<string, TradedSides> SideWords = new(StringComparer.OrdinalIgnoreCase) { ["both"] = TradedSides.Both, ["long"] = TradedSides.Long, ["short"] = TradedSides.Short };

    private readonly ChoiceOption<BuiltIn> _strategy = new("--strategy", Strategies, "What makes the signals (default sma-cross)");
    private readonly NumberOption _fast = new("--fast", BareTrials.Settings["fast"], "Bars of the fast mean (default 20)");
    private readonly NumberOption _slow = new("--slow", BareTrials.Settings["slow"], "Bars of the slow mean (default 50)");
    private readonly NumberOption _atrStop = new("--atr-stop", BareTrials.Settings["atr-stop"], "The stop's distance from the signal's close, in ATRs of 14 bars; 0: no stop (default 1.5)");
    private readonly NumberOption _fee = new("--fee", new NumberRange(0, 0.1m), "Fee of each fill, a fraction of its notional (default 0.0004; in full mode 0.0005)");
    private readonly ChoiceOption<string> _sizing = new("--sizing", Sizings, "How large a trade is (default fixed-quantity)");
    private readonly NumberOption _quantity = new("--quantity", NumberRange.Above(0, 1e9m), "Base asset of each trade (default 1)");
    private readonly NumberOption _cash = new("--cash", NumberRange.Above(0, 1e12m), "Equity before the first bar (default 100000)");
    private readonly ChoiceOption<TradedSides> _sides = new("--sides", SideWords, "Which signals open a position (default both)");

    public IEnumerable<Option> All => [_strategy, _fast, _slow, _atrStop, _fee, _sizing, _quantity, _cash, _sides];

    /// <summary>The settings, whether or not their lengths make a cross: an axis may replace them.</summary>
    public BareOptions Of(ParseResult parsed) => new()
    {
        Fast = (int)(_fast.From(parsed) ?? Default.Fast),
        Slow = (int)(_slow.From(parsed) ?? Default.Slow),
        AtrStop = (double?)_atrStop.From(parsed) ?? Default.AtrStop,
        FeeRate = (double?)_fee.From(parsed) ?? Default.FeeRate,
        Quantity = (double?)_quantity.From(parsed) ?? Default.Quantity,
        Cash = (double?)_cash.From(parsed) ?? Default.Cash,
        Sides = _sides.Or(parsed, Default.Sides),
    };

    /// <summary>The option that says what an axis says too; null when there is none.</summary>
    public string? Contradicted(ParseResult parsed, string axis) => All.OfType<NumberOption>().FirstOrDefault(o => o.Name == $"--{axis}" && o.From(parsed) is not null)?.Name;
}
