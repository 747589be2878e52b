using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Traces;
using Ballast.Core.Volatility;

namespace Ballast.Cli.Inputs;

/// <summary><c>--caps</c> and what only it looks at: the rest of the account and of the market.</summary>
internal sealed class CapsInputs
{
    private readonly Option<bool> _caps = new("--caps") { Description = "Decide as the account would: guards, worst price, protections, caps, the exchange's minimum." };
    private readonly ChoiceOption<VixLevel> _vix = new("--vix", Words.VixLevels, "With --caps: Crypto-VIX level (default NORMAL)");
    private readonly NumberOption _staged = new("--staged", InputRanges.Fraction, "With --caps: staged return's factor (default 1)");
    private readonly NumberOption _correlation = new("--correlation", InputRanges.Correlation, "With --caps: correlation with a position open on the same side (default its factor is left out)");
    private readonly NumberOption _slippage = new("--slippage", InputRanges.Slippage, "With --caps: worst price accepted, as a fraction of the price (default 0.001)");
    private readonly NumberOption _openMargin = new("--open-margin", InputRanges.Balance, "With --caps: margin of what is open, USDT (default 0)");
    private readonly NumberOption _openLoss = new("--open-loss", InputRanges.Balance, "With --caps: what the stops of all that is open would cost, USDT (default 0)");
    private readonly NumberOption _openLong = new("--open-long", InputRanges.Balance, "With --caps: notional open long, USDT (default 0)");
    private readonly NumberOption _openShort = new("--open-short", InputRanges.Balance, "With --caps: notional open short, USDT (default 0)");
    private readonly NumberOption _openPositions = new("--open-positions", InputRanges.Count, "With --caps: positions open (default 0)");
    private readonly NumberOption _entriesToday = new("--entries-today", InputRanges.Count, "With --caps: entries accepted since 00:00 UTC (default 0)");

    private static readonly Reason s_noCorrelation = new("CORRELATION_NOT_TOLD", "Positions are open, but --correlation with them is not told: its factor is left out, where the account would refuse an entry.");

    public IEnumerable<Option> All => [_caps, .. Own];

    private Option[] Own => [_vix, _staged, _correlation, _slippage, _openMargin, _openLoss, _openLong, _openShort, _openPositions, _entriesToday];

    /// <exception cref="UsageException">An option of the caps is given without them.</exception>
    public bool AreAsked(ParseResult parsed, Option abnormal)
    {
        if (parsed.GetValue(_caps))
        {
            return true;
        }

        return Own.Append(abnormal).FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } stray ? throw new UsageException($"{stray.Name} needs --caps.") : false;
    }

    /// <summary>What the account would decide.</summary>
    public SizeFigures Decide(ParseResult parsed, EntryQuestion question)
    {
        if (_slippage.From(parsed) is { } slippage)
        {
            question = question with { Options = question.Options with { Entry = question.Options.Entry with { SlippageBound = slippage } } };
        }

        var record = Over(parsed, question.Record(), question.Options.Safety);
        var correlation = _correlation.From(parsed);
        var figures = question.ByAccount(record, _vix.Or(parsed, VixLevel.Normal), correlation);
        return record.Totals.Count > 0 && correlation is null ? figures with { Notices = figures.Notices.Add(s_noCorrelation) } : figures;
    }

    private RiskRecord Over(ParseResult parsed, RiskRecord record, SafetyOptions safety)
    {
        record = record with
        {
            Staged = _staged.From(parsed) ?? 1,
            Totals = new ExposureTotals
            {
                Long = new Money(_openLong.From(parsed) ?? 0),
                Short = new Money(_openShort.From(parsed) ?? 0),
                Margin = new Money(_openMargin.From(parsed) ?? 0),
                LossAtStop = new Money(_openLoss.From(parsed) ?? 0),
                Count = (int)(_openPositions.From(parsed) ?? 0),
            },
        };
        for (var entry = 0; entry < (_entriesToday.From(parsed) ?? 0); entry++)
        {
            record = RiskRules.Enter(record, safety);
        }

        return record;
    }
}
