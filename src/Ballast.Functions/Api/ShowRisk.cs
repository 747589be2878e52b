using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Functions.Api;

/// <summary>Shows an account's risk record.</summary>
internal static class ShowRisk
{
    /// <summary>Null before the first reconciliation.</summary>
    /// <param name="correlation">Of two symbols, as it is known now; null where it is not.</param>
    public static RiskView? From(AccountState account, TradingOptions options, VenueBan? ban, Func<Symbol, Symbol, decimal?> correlation, DateTimeOffset now)
    {
        if (account.Risk is not { } stored)
        {
            return null;
        }

        var risk = RiskRules.Roll(stored, now, options.Safety);
        var slots = account.Slots.Values.OrderBy(s => s.Symbol).ToList();
        return new RiskView
        {
            Account = account.Account,
            Balance = risk.Balance,
            UnrealisedPnl = risk.UnrealisedPnl,
            Equity = risk.Equity,
            EquityAt = risk.EquityAt,
            Peak = risk.Peak,
            Drawdown = risk.Drawdown,
            Tier = BalanceTier.For(risk.Balance, options.Safety.Tiers).Name,
            Entries = Entries(risk, ban, now, options),
            ForcedStop = new ForcedStopView(options.HasForcedStop, options.Safety.MaxDrawdown, options.HasForcedStop ? risk.Peak * (1 - options.Safety.MaxDrawdown) : null),
            Day = risk.Day,
            Streak = risk.Streak,
            WinRates = new WinRatesView(
                View(new WinCount(risk.Streak.TotalWins, risk.Streak.Trades)),
                View(SymbolSlot.Count(risk.Streak.Recent)),
                slots.Where(s => s.Results.Length > 0).ToDictionary(s => s.Symbol.Name, s => View(s.Record), StringComparer.Ordinal)),
            Breakers = [.. options.Safety.Breakers.Select((b, i) => new BreakerView(b.Window.TotalMinutes, b.Loss, Breakers.WindowHigh(risk, i, now, options.Safety), now < risk.Breakers[i].PausedUntil ? risk.Breakers[i].PausedUntil : null))],
            Halt = risk.Halt,
            SymbolHalts = slots.Where(s => s.Halt is not null).ToDictionary(s => s.Symbol.Name, s => s.Halt!, StringComparer.Ordinal),
            Staged = risk.Staged,
            StagedOn = risk.Staged < 1 ? risk.StagedOn : null,
            Exposure = risk.Totals,
            Clusters = Clusters(slots, risk.Equity, correlation, options),
            Foreign = slots.Where(s => s.Foreign is not null).ToDictionary(s => s.Symbol.Name, s => s.Foreign!, StringComparer.Ordinal),
            Restarts = new RestartsView(risk.Day.Restarts, options.Emergency.MaxRestarts, risk.Halt?.RestartAt),
            Ban = ban?.IsRunning(now) == true ? ban : null,
            Ledger = new LedgerView(risk.Ledger.Start, risk.Ledger.Realised, risk.Ledger.Fees, risk.Ledger.Funding, risk.Ledger.Transfers, risk.Ledger.Adjustments, risk.Ledger.Balance),
            Holds = [.. slots.SelectMany(Holds)],
        };
    }

    private static EntriesView Entries(RiskRecord risk, VenueBan? ban, DateTimeOffset now, TradingOptions options)
    {
        EquatableList<Reason> reasons = [];
        Guards.CheckHalt(ref reasons, risk, options);
        Guards.CheckBan(ref reasons, ban, now);
        Guards.CheckSafety(ref reasons, risk, now, options);
        return new EntriesView(reasons.Count == 0, reasons, risk.Day.Entries, BalanceTier.For(risk.Balance, options.Safety.Tiers).MaxTradesPerDay);
    }

    private static List<ClusterView> Clusters(IEnumerable<SymbolSlot> slots, Money equity, Func<Symbol, Symbol, decimal?> correlation, TradingOptions options)
    {
        var held = slots.SelectMany(s => new[]
        {
            s.Open is { } open ? new HeldNotional(s.Symbol, open.Side, open.Notional) : default,
            s.Reserved is { } reserved ? new HeldNotional(s.Symbol, reserved.Side, reserved.Notional) : default,
            s.Foreign is { } foreign ? new HeldNotional(s.Symbol, foreign.Side, foreign.Notional) : default,
        }).Where(h => h != default);
        var exposure = PortfolioExposure.Of(EquatableList.From(held), equity, correlation, options.Portfolio);
        return [.. exposure.Clusters.Select(c => new ClusterView([.. c.Members.Select(m => m.Name)], c.Exposure.Long, c.Exposure.Short, c.Exposure.ShareOfEquity))];
    }

    private static WinRateView View(WinCount count) => new(count.Wins, count.Trades, count.Rate);

    private static IEnumerable<HoldView> Holds(SymbolSlot slot)
    {
        if (slot.Open is { } open)
        {
            yield return View(slot, "open", open);
        }

        if (slot.Reserved is { } reserved)
        {
            yield return View(slot, "reserved", reserved);
        }
    }

    private static HoldView View(SymbolSlot slot, string state, Hold hold) =>
        new(slot.Symbol.Name, state, hold.Strategy, hold.Side.ToString(), hold.Notional, hold.Margin, hold.LossAtStop, hold.DecisionId);
}
