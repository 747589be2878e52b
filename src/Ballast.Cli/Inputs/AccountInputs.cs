using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;

namespace Ballast.Cli.Inputs;

/// <summary>The options about the account's money and record.</summary>
internal sealed class AccountInputs
{
    // Win rates are counted as wins among so many trades, so that a rate of four digits is exact.
    private const int Trades = 10_000;

    private readonly NumberOption _balance = new("--balance", InputRanges.Balance, "Wallet balance, USDT (default --equity)");
    private readonly NumberOption _equity = new("--equity", InputRanges.Balance, "Balance and open PnL, USDT (default --balance)");
    private readonly NumberOption _winRate = new("--win-rate", InputRanges.Fraction, "Share of the last trades won, to four digits, on all symbols and on this one (default too few trades)");
    private readonly NumberOption _symbolWinRate = new("--symbol-win-rate", InputRanges.Fraction, "The same on this symbol alone (default --win-rate)");
    private readonly NumberOption _streak = new("--streak", InputRanges.Count, "Losses in a row; with --caps three (Safety__RecoveryAfterLosses) are recovery mode, the day's limit on them is not told (default 0)");
    private readonly NumberOption _drawdown = new("--drawdown", InputRanges.BelowOne, "Fall of the equity from its peak, a fraction (default 0)");
    private readonly Option<bool> _recovery = new("--recovery") { Description = "The account is in recovery mode." };

    public IEnumerable<Option> All => [_balance, _equity, _winRate, _symbolWinRate, _streak, _drawdown, _recovery];

    /// <summary>Options that only some models read; the caps read all of them.</summary>
    public IEnumerable<(Option Option, bool IsUsed)> Uses(SizingModel sizer, LeverageModel? engine) =>
    [
        (_winRate, sizer is SizingModel.AtrRisk or SizingModel.Tier),
        (_symbolWinRate, sizer == SizingModel.AtrRisk),
        (_streak, sizer == SizingModel.AtrRisk),
        (_drawdown, sizer == SizingModel.AtrRisk),
        (_recovery, sizer == SizingModel.Tier || engine == LeverageModel.Tier),
    ];

    /// <exception cref="UsageException">Neither balance nor equity is given, or a rate has too many digits.</exception>
    public AccountFigures Read(ParseResult parsed, bool isNeeded)
    {
        var (balance, equity) = (_balance.From(parsed), _equity.From(parsed));
        if (isNeeded && balance is null && equity is null)
        {
            throw new UsageException($"The option --balance (or --equity) is missing; allowed: {InputRanges.Balance}.");
        }

        var recent = Count(_winRate, parsed);
        return new AccountFigures
        {
            Balance = new Money(balance ?? equity ?? 0),
            Equity = new Money(equity ?? balance ?? 0),
            Recent = recent,
            OnSymbol = Count(_symbolWinRate, parsed) is { Trades: > 0 } own ? own : recent,
            LosingStreak = (int)(_streak.From(parsed) ?? 0),
            Drawdown = _drawdown.From(parsed) ?? 0,
            InRecovery = parsed.GetValue(_recovery),
        };
    }

    private static WinCount Count(NumberOption option, ParseResult parsed)
    {
        if (option.From(parsed) is not { } rate)
        {
            return default;
        }

        return decimal.IsInteger(rate * Trades)
            ? new WinCount((int)(rate * Trades), Trades)
            : throw new UsageException(ParseProblem.Value(option.Name, rate.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{option.Range} with at most four digits behind the point"));
    }
}

/// <summary>An account as far as sizes depend on it.</summary>
internal sealed record AccountFigures
{
    public required Money Balance { get; init; }

    public required Money Equity { get; init; }

    public WinCount Recent { get; init; }

    public WinCount OnSymbol { get; init; }

    public int LosingStreak { get; init; }

    public decimal Drawdown { get; init; }

    public bool InRecovery { get; init; }

    /// <summary>The record of such an account, with nothing open: in recovery after so many losses in a row, and halted where the forced stop has acted.</summary>
    public RiskRecord ToRecord(DateTimeOffset now, TradingOptions options)
    {
        var record = RiskRules.Create("calculator", Balance, Equity - Balance, now, options.Safety) with
        {
            Peak = Equity / (1 - Drawdown),
            Streak = new StreakRecord { Losses = LosingStreak, InRecovery = InRecovery || LosingStreak >= options.Safety.RecoveryAfterLosses, Recent = Results(Recent) },
        };
        return options.HasForcedStop && Drawdown >= options.Safety.MaxDrawdown ? RiskRules.Stop(record, RiskRules.ForcedStop(record, now)) : record;
    }

    /// <summary>A string of results with this share of wins.</summary>
    public static string Results(WinCount count) => new string('W', count.Wins) + new string('L', count.Trades - count.Wins);
}
