using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Traces;
using Ballast.Venue.Faults;

namespace Ballast.Application.Tests.Codec;

/// <summary>The largest states that can come to be still fit into one entity.</summary>
public sealed class LargestStateTests
{
    private static readonly PositionOptions Options = new();

    [Fact]
    public void A_day_that_falls_every_minute_fits_into_the_risk_record()
    {
        var risk = Samples.Risk with { Highs = default, Ledger = Samples.Risk.Ledger with { IncomeIdsAtFrom = EquatableList.From(Enumerable.Range(0, 50).Select(n => $"{1_000_000_000 + n}")) } };
        for (var minute = 0; minute < 2_000; minute++)
        {
            risk = risk with { Highs = Breakers.AddHigh(risk.Highs, Samples.At.AddMinutes(minute), 1_234_567.12345678m - (minute * 123.00000001m), new SafetyOptions()) };
        }

        Assert.InRange(risk.Highs.Count, 1440, 1442);
        var body = StateCodec.Encode(risk);
        Assert.InRange(body.Data.Length, 1, EntityBody.MaxDataLength);
        Assert.Equal(risk, StateCodec.Decode<RiskRecord>(body with { }));
    }

    [Fact]
    public void As_many_pauses_and_readings_as_are_kept_fit_with_texts_that_json_escapes()
    {
        var text = string.Concat(Enumerable.Repeat("\"<数字>\ud83d\ude80'&+\n", 50));
        var (news, sentiment) = (NewsState.None, SentimentState.None);
        for (var n = 0; n < 200; n++)
        {
            var symbol = new Symbol($"{n:D28}USDT");
            news = NewsRules.Fold(news, new NewsItem("a-feed-with-a-name-of-forty-characters-12", symbol, 5, text, Samples.At, Samples.At.AddHours(1)), Samples.At, new NewsOptions()).Next;
            sentiment = SentimentRules.Fold(sentiment, new SentimentReading("a-feed-with-a-name-of-forty-characters-12", symbol, -0.123456789m, text, Samples.At, Samples.At.AddHours(1)), Samples.At, new SentimentOptions()).Next;
        }

        Assert.Equal((65, 64), (news.Pauses.Count, sentiment.Readings.Count));
        Assert.InRange(StateCodec.Encode(news).Data.Length, 10_000, EntityBody.MaxDataLength);
        Assert.InRange(StateCodec.Encode(sentiment).Data.Length, 10_000, EntityBody.MaxDataLength);
        Assert.InRange(StateCodec.Encode(new Messages.SeenNews(EquatableList.From(Enumerable.Range(0, 1000).Select(n => DerivedId.Of("news", $"{n}"))))).Data.Length, 20_000, EntityBody.MaxDataLength);
    }

    [Fact]
    public void A_stop_that_trails_for_days_fits_into_the_position()
    {
        var state = Trailing();
        for (var step = 0; step < 500; step++)
        {
            var price = state.Best.IsSet ? state.Best.Value : 89_900m;
            state = Run(state, new PositionFact.PriceSeen(new Price(price + (0.11m * Samples.Ticket.Atr))));
            Assert.InRange(StateCodec.Encode(state).Data.Length, 1, EntityBody.MaxDataLength);
        }

        Assert.Single(state.Orders, o => o is { Role: OrderRole.TighterStop, IsLive: true });
    }

    [Fact]
    public void A_close_that_is_refused_for_minutes_is_tried_until_it_is_taken()
    {
        var faults = new FaultPlan();
        using var world = World.Start(faults: faults);
        world.Send(world.Alert("long"));
        world.Pump(TimeSpan.FromSeconds(15));
        faults.Next(VenueCall.Place, new VenueFault.Refused(-1008, "Server is currently overloaded."), times: 250);

        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(600));

        world.IsSettled("refused for minutes");
        Assert.Equal("SIGNAL", world.Trades().Single().ExitReason);
        Assert.Equal(world.Placed.Count, world.Placed.Select(o => o.Id).Distinct().Count());
    }

    [Fact]
    public void The_longest_trace_is_under_16_KiB()
    {
        using var world = World.Start();
        var alert = world.Alert("long").DeepClone().AsObject();
        alert["strategy"] = new string('s', 128);
        alert["order_id"] = new string('o', 128);

        var decision = Assert.IsType<UseCases.AlertReply.Decided>(world.Send(alert)).Decision;

        Assert.NotNull(decision.Entry);
        var bare = StateCodec.Encode(decision with { Trace = default }).Data.Length;
        Assert.InRange(StateCodec.Encode(decision).Data.Length - bare, 1000, 16 * 1024);
        Assert.True(decision.Trace.All(s => s is TraceStep { Rule.Length: < 64 }));
    }

    /// <summary>A long position after its first partial exit: from now on its stop trails.</summary>
    private static PositionState Trailing()
    {
        var plan = Samples.Ticket with { TakeProfit = Price.None };
        KnownOrder Order(OrderRole role, int step, OrderStage stage, decimal done, OrderSpec? spec = null) => new()
        {
            Spec = spec ?? new OrderSpec.Conditional(OrderIds.For(plan, role, step, 0), plan.Symbol, OrderSide.Sell, role == OrderRole.TakeProfit ? ConditionalType.TakeProfitMarket : ConditionalType.StopMarket, new Price(90_000m), null, WorkingType.MarkPrice),
            Role = role,
            LadderStep = step,
            Stage = stage,
            SentAt = Samples.At,
            SendBefore = Samples.At.AddSeconds(5),
            OrderId = 100 + (int)role,
            Executed = new Quantity(done),
            Traded = new Quantity(done),
            ConfirmedAt = Samples.At,
        };
        return new PositionState
        {
            Account = "main",
            Symbol = plan.Symbol,
            LastAt = Samples.At,
            Epoch = 1,
            TicketSequence = 7,
            Plan = plan,
            Orders =
            [
                Order(OrderRole.Entry, 0, OrderStage.Filled, 0.014m, new OrderSpec.Limit(OrderIds.For(plan, OrderRole.Entry, 0, 0), plan.Symbol, OrderSide.Buy, plan.Quantity, plan.LimitPrice, TimeInForce.IOC, false)),
                Order(OrderRole.Backstop, 0, OrderStage.Working, 0),
                Order(OrderRole.TakeProfit, 0, OrderStage.Filled, 0.007m),
                Order(OrderRole.TakeProfit, 1, OrderStage.Canceled, 0),
            ],
            Tally = new Core.Positions.Tally { Entered = plan.Quantity, EntryCost = new Money(1247.7864m), FirstFillAt = Samples.At, Exited = new Quantity(0.007m), ExitCost = new Money(630m) },
        };
    }

    /// <summary>Runs a fact with a venue that takes every order and every cancel, and an account that takes every report.</summary>
    private static PositionState Run(PositionState state, PositionFact fact)
    {
        var facts = new Queue<PositionFact>([fact]);
        while (facts.TryDequeue(out var next))
        {
            var step = PositionDecider.Decide(state, next, state.LastAt.AddSeconds(1), Options);
            state = step.Next;
            foreach (var effect in step.Effects)
            {
                switch (effect)
                {
                    case PositionEffect.Place place:
                        facts.Enqueue(Seen(place.Order, VenueOrderStatus.New));
                        break;
                    case PositionEffect.LookUp look:
                        facts.Enqueue(Seen(look.Order, look.Order.CancelSentAt is null ? VenueOrderStatus.New : VenueOrderStatus.Canceled));
                        break;
                    case PositionEffect.Cancel cancel:
                        facts.Enqueue(Seen(cancel.Order, VenueOrderStatus.Canceled));
                        break;
                    default:
                        break;
                }
            }

            if (state.Outbox.Count > 0)
            {
                facts.Enqueue(new PositionFact.Delivered(EquatableList.From(state.Outbox.Select(o => o.Id))));
            }
        }

        return state;
    }

    private static PositionFact.OrderHappened Seen(KnownOrder order, VenueOrderStatus status)
    {
        var spec = (OrderSpec.Conditional)order.Spec;
        return new PositionFact.OrderHappened(order.Id, new OrderEvent.Seen(
            new VenueOrder(spec.Id, spec.Symbol, spec.Side, 1000 + order.Number, null, true, spec.Type, status, Price.None, spec.Trigger, spec.WorkingType, spec.Quantity, Quantity.Zero, Price.None, true, Samples.At),
            ReadBack: true));
    }
}
