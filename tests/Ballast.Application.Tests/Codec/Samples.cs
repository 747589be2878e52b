using Ballast.Application.Messages;
using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Traces;

namespace Ballast.Application.Tests.Codec;

/// <summary>One record of every stored kind, with every field set and every case of its closed sets.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, 250, TimeSpan.Zero);

    private static readonly Symbol Btc = new("BTCUSDT");

    public static readonly Hold Hold = new("2aknw6sg4y1f3pg87ddj", "trend", PositionSide.Long, new Quantity(0.014m), new Money(1249.003m), new Money(312.25075m), new Money(11.1006m), 7, 3, At.AddSeconds(60));

    public static readonly OrderTicket Ticket = new()
    {
        DecisionId = "2aknw6sg4y1f3pg87ddj",
        Account = "main",
        Symbol = Btc,
        Strategy = "trend",
        Sequence = 7,
        Side = PositionSide.Long,
        Quantity = new Quantity(0.014m),
        ReferencePrice = new Price(89125.40m),
        LimitPrice = new Price(89214.5m),
        StopPrice = new Price(88421.6m),
        TakeProfit = new Price(91000m),
        Leverage = new Leverage(4),
        Notional = new Money(1249.0030m),
        Margin = new Money(312.25075m),
        LossAtStop = new Money(11.1006m),
        Atr = 469.24859013m,
        TickSize = 0.1m,
        StepSize = 0.001m,
        MinQuantity = 0.002m,
        MinNotional = 100m,
        Mode = TradeMode.Scalp,
        Regime = Regime.Ranging,
        DecidedAt = At,
        ValidUntil = At.AddSeconds(60),
    };

    public static readonly CloseTicket Close = new("c10se", "main", Btc, 6, 2, "REVERSAL", At);

    public static readonly EntryDecision Decision = new()
    {
        DecisionId = Ticket.DecisionId,
        Signal = new Signal
        {
            DecisionId = Ticket.DecisionId,
            Account = "main",
            Strategy = "trend",
            Symbol = Btc,
            Target = SignalTarget.Long,
            Previous = SignalTarget.Short,
            Confidence = 0.90m,
            Strength = 4,
            Price = new Price(89125.40m),
            Interval = CandleInterval.OneHour,
            SentAt = At,
            Mode = TradeMode.Scalp,
            StopLoss = new Price(88421.55m),
            TakeProfit = new Price(91000m),
            OrderId = "Long § \"1\"",
            Source = SignalSource.BuiltIn,
        },
        Close = Close,
        Entry = Ticket,
        Refusals = [new Reason("BREAKER", "A loss breaker pauses entries.")],
        Notices = [new Reason("MISSED_SIGNAL", "The sender believes otherwise.")],
        Trace = [new TraceStep("stop-distance", "§3", [new TraceInput("distance", 792.9m), new TraceInput("source", "alert")], 0.0088875687248149123741095898m, 151897.55959137343927355278108m, "USDT notional")],
        DecidedAt = At,
    };

    public static readonly Trade Trade = new()
    {
        Id = "main|BTCUSDT|3",
        DecisionId = Ticket.DecisionId,
        Account = "main",
        Symbol = Btc,
        Strategy = "trend",
        Side = PositionSide.Short,
        Quantity = new Quantity(0.014m),
        EntryPrice = new Price(89127.642857142857142857142857m),
        ExitPrice = new Price(89050m),
        EntryAt = At,
        ExitAt = At.AddMinutes(61),
        Leverage = new Leverage(4),
        Margin = new Money(311.9466m),
        RealisedPnl = new Money(1.087m),
        Fees = new Money(1.2472m),
        Funding = new Money(-0.031m),
        StopPrice = new Price(90000m),
        PlannedLoss = new Money(12.213m),
        ReferencePrice = new Price(89125.4m),
        EntrySlippage = new Slippage(OrderSide.Sell, new Quantity(0.014m), new Price(89126.1m), new Price(89127.642857142857142857142857m)),
        ExitSlippage = new Slippage(OrderSide.Buy, new Quantity(0.01m), new Price(89049.5m), new Price(89050m)),
        Mode = TradeMode.Scalp,
        Regime = Regime.Ranging,
        ExitReason = "TIME_STOP",
    };

    public static readonly KnownOrder Stop = new()
    {
        Spec = new OrderSpec.Conditional(new ClientOrderId("bst-a7fdd1je4mcvdw14-b0.0"), Btc, OrderSide.Sell, ConditionalType.StopMarket, new Price(88421.6m), null, WorkingType.MarkPrice),
        Role = OrderRole.Backstop,
        Number = 1,
        LadderStep = 2,
        Stage = OrderStage.Triggered,
        SentAt = At,
        SendBefore = At.AddSeconds(5),
        NextLookAt = At.AddSeconds(1),
        Looks = 3,
        NotFoundAt = At.AddSeconds(2),
        OrderId = 1_000_000_000_017,
        ActualOrderId = 1_000_000_000_018,
        Executed = new Quantity(0.004m),
        Traded = new Quantity(0.003m),
        ConfirmedAt = At.AddSeconds(0.5),
        TriggeredAt = At.AddSeconds(3),
        CancelSentAt = At.AddSeconds(4),
        RejectCode = -2021,
        Expected = new Price(88421.6m),
    };

    public static readonly PositionState Position = new()
    {
        Account = "main",
        Symbol = Btc,
        LastAt = At,
        Epoch = 3,
        TicketSequence = 7,
        CloseSequence = 6,
        Waiting = Ticket,
        Plan = Ticket,
        Orders =
        [
            Stop with { Spec = new OrderSpec.Limit(new ClientOrderId("bst-a7fdd1je4mcvdw14-e0.0"), Btc, OrderSide.Buy, new Quantity(0.014m), new Price(89214.5m), TimeInForce.IOC, ReduceOnly: false), Role = OrderRole.Entry, Stage = OrderStage.Filled },
            Stop with { Spec = new OrderSpec.Market(new ClientOrderId("bst-a7fdd1je4mcvdw14-c0.0"), Btc, OrderSide.Sell, new Quantity(0.014m), ReduceOnly: true), Role = OrderRole.Close, Stage = OrderStage.Unknown },
            Stop,
        ],
        LastTradeId = 99,
        FillsReadAt = At,
        Tally = new Tally
        {
            Entered = new Quantity(0.014m),
            EntryCost = new Money(1247.7864m),
            Exited = new Quantity(0.004m),
            ExitCost = new Money(357m),
            Realised = new Money(1.5m),
            Fees = new Money(0.62389320m),
            Funding = new Money(-0.01m),
            FirstFillAt = At,
            LastFillAt = At.AddSeconds(3),
            FundingReadAt = At.AddSeconds(4),
            ForeignQuantity = -0.001m,
            EntryCompared = new Compared { Quantity = new Quantity(0.014m), Cost = new Money(1247.7864m), Expected = new Money(1247.78m) },
            ExitCompared = new Compared { Quantity = new Quantity(0.004m), Cost = new Money(357m), Expected = new Money(356.9m) },
            Assumed = -0.0005m,
        },
        Closing = new Closing("SIGNAL", At),
        TightStop = new Price(89127.7m),
        Best = new Price(89900m),
        Mark = new Price(89800m),
        NakedSince = At,
        StopDeadline = At.AddSeconds(10),
        DeadlineExtended = true,
        Mismatch = new Mismatch(-0.014m, At),
        IsForeign = true,
        Outside = new OutsideExit(At, "ADL", At.AddSeconds(5)),
        Alarm = new Alarm(3, "NOT_CLOSED"),
        Told = Hold,
        Outbox =
        [
            new Outgoing.ToAccount("account-1", 1, new PositionReport.Dropped("2aknw6sg4y1f3pg87ddj", "EXPIRED")),
            new Outgoing.ToAccount("account-2", 2, new PositionReport.Held(Hold)),
            new Outgoing.ToAccount("account-3", 3, new PositionReport.Closed(Trade)),
            new Outgoing.ToAccount("account-4", 4, new PositionReport.InDoubt(true)),
            new Outgoing.ToAccount("account-5", 5, new PositionReport.Critical("NOT_CLOSED", "BTCUSDT: 0.010 are still open.")),
            new Outgoing.EndedOrder("order-1", "2aknw6sg4y1f3pg87ddj", Stop),
            new Outgoing.ClosedTrade("trade-3", Trade),
        ],
        DoubtTold = true,
        AccountFacts = 5,
    };

    public static readonly RiskRecord Risk = new()
    {
        Account = "main",
        LastAt = At,
        Sequence = 7,
        Ledger = new Ledger { Start = new Money(1000m), Realised = new Money(12.5m), Fees = new Money(3.25m), Funding = new Money(-0.5m), Transfers = new Money(100m), Adjustments = new Money(0.01m), IncomeFrom = At, IncomeIdsAtFrom = ["17", "18"] },
        Balance = new Money(1108.76m),
        UnrealisedPnl = new Money(-4.2m),
        EquityAt = At,
        Peak = new Money(1120m),
        Day = new DayRecord { Date = new DateOnly(2026, 3, 1), StartEquity = new Money(1100m), MaxLoss = 0.10m, Entries = 4, Restarts = 2, LossesInRow = 2, Stops = ["CONSECUTIVE_LOSSES", "TRADES_PER_DAY"] },
        Streak = new StreakRecord { Losses = 2, Wins = 0, InRecovery = true, Recent = "WL0LL", SinceRecovery = "LL", Trades = 42, TotalWins = 19 },
        Breakers = [new BreakerState(At, At.AddMinutes(15)), new BreakerState(default, default), new BreakerState(default, default)],
        Highs = [new EquityHigh(29_538_510, 1120m), new EquityHigh(29_538_511, 1104.56m)],
        Halt = new Halt("CRITICAL_ERROR", "NOT_CLOSED: BTCUSDT: 0.010 are still open.", At) { RestartAt = At.AddMinutes(20) },
        Staged = 0.75m,
        StagedOn = new DateOnly(2026, 2, 28),
        Totals = new ExposureTotals { Long = new Money(1249.003m), Short = new Money(10m), Margin = new Money(312.25075m), LossAtStop = new Money(11.1006m), Count = 2 },
        Foreign = new ExposureTotals { Long = new Money(0), Short = new Money(320.5m), Margin = new Money(32.05m), Count = 1 },
        Unexplained = new Unexplained(new Money(0.02m), At),
    };

    public static readonly SymbolSlot Slot = new()
    {
        Symbol = Btc,
        LastSignalAt = At,
        LastActedAt = At.AddSeconds(-1),
        Open = Hold,
        Reserved = Hold with { Side = PositionSide.Short, Epoch = 0 },
        LastPositionFact = 12,
        Results = "WWL0",
        UnknownSince = At,
        Halt = new Halt("MANUAL", "halted by a person", At),
        Foreign = new ForeignPosition(-0.1m, new Money(320.5m), new Money(32.05m), At),
    };

    public static readonly VenueBan Ban = new(At.AddMinutes(5), "Way too many requests; IP banned.", At, true);

    public static readonly EquityDay Day = new(new DateOnly(2026, 2, 28), new Money(1100.25m), new Money(100));

    public static readonly PerformanceReading Performance = new(PerformanceReport.Of([Trade], [new DayEquity(Day.Day, new Money(1000), Money.Zero), new DayEquity(Day.Day.AddDays(1), new Money(1050), new Money(100))]), 1, At);

    public static readonly DecayReading Decay = new(
        [new StrategyDecay("trend", new DecayVerdict([new DecayMeasure("WIN_RATE", 100, 50, 0.6, 0.3, 0.0003)], [new Reason("DECAY_WIN_RATE", "WIN_RATE fell.")]))],
        new DecayVerdict([new DecayMeasure("SHARPE", 0, 12, null, null, null)], []),
        At);

    public static readonly DeskState Desk = new()
    {
        Account = "main",
        LastAt = At,
        Risk = Risk,
        Wallet = new Money(1108.76m),
        Symbols =
        [
            new DeskSymbol(
                Btc,
                Slot,
                Position,
                new DeskHolding
                {
                    Held = new IsolatedHolding(0.01m, 891.276m, 222.81912345m),
                    Funding = new Money(-0.031m),
                    Cleared = new Money(-1.25m),
                    Leverage = new Leverage(4),
                    TickSize = 0.1m,
                    Brackets = [new LeverageBracket(0, 50_000, 125, 0.004m, 0)],
                    Orders = [new VenueOrder(Stop.Id, Btc, OrderSide.Sell, 17, 18, true, ConditionalType.StopMarket, VenueOrderStatus.Finished, Price.None, new Price(88421.6m), WorkingType.MarkPrice, null, new Quantity(0.004m), new Price(88420m), true, At)],
                    Fills = [new Fill(19, 18, Btc, OrderSide.Sell, new Price(88420m), new Quantity(0.004m), new Money(0.17684m), "USDT", new Money(-2.831m), false, At)],
                },
                new Price(89800m)),
        ],
        Income = [new IncomeEntry("20", "REALIZED_PNL", Btc, new Money(-2.831m), "USDT", At)],
        LastId = 20,
    };

    public static readonly CompetitorState Competitor = new()
    {
        Mode = "3",
        Since = At,
        Until = At.AddDays(2),
        Start = new Money(1000),
        Desk = Desk with { Risk = null, Symbols = [] },
        Taken = ["2aknw6sg4y1f3pg87ddj", "s8ked8mywtd5363a97ar"],
        Funding = [new FundingReading(Btc, -0.0000125m, At.AddHours(8))],
        Open = [Btc],
        Balance = new Money(1012.3456789m),
        UnrealisedPnl = new Money(-3.21m),
        Fees = new Money(0.75m),
        FundingPaid = new Money(-0.031m),
        Peak = new Money(1020),
        MaxDrawdown = 0.01064216m,
        Trades = 4,
        Wins = 3,
        Decisions = 9,
        Entries = 5,
        Refusals = [new RefusalCount("RISK_FILTERED", 3), new RefusalCount("NO_NEW_TRADES", 1)],
        FirstDay = new DateOnly(2026, 3, 1),
        DayEquity = [new Money(1000), new Money(1018.12345m), new Money(1009.13568m)],
        Halt = "FORCED_STOP: equity 900.00 is 10.0 % under its peak 1000.00",
    };

    public static readonly DeskVenueRow DeskVenue = new(Desk.Symbols[0].Holding, Desk.Symbols[0].Mark);

    public static readonly OrderRow Order = new("main", Ticket.DecisionId, Stop);

    public static readonly AccountOutgoing Outgoing = new(Ticket.DecisionId, Close, At);

    public static readonly ExitMessage Exit = new("main", Btc, Close);
}
