using System.Collections.Concurrent;
using System.Diagnostics;
using Ballast.Application.Ports;
using Ballast.Application.Telemetry;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;

namespace Ballast.Application.Tests;

/// <summary>Each order is a span of its function's trace, with what came of it.</summary>
public sealed class SpanTests
{
    [Fact]
    public void Orders_are_spans_with_their_outcome_under_the_trace_that_is_running()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Spans.Source or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var world = World.Start(faults: new FaultPlan().Next(VenueCall.Place, new VenueFault.Refused(-2019, "no")));
        var id = $"span-{Guid.NewGuid():N}"[..30];
        using (var function = source.StartActivity("function"))
        {
            for (var i = 0; i < 2; i++)
            {
                world.Run(() => world.App.Exchange.PlaceAsync(new OrderSpec.Market(new ClientOrderId(id), World.Btc, OrderSide.Buy, new Quantity(0.01m), ReduceOnly: false)));
            }

            world.Run(() => world.App.Exchange.QueryAsync(World.Btc, new ClientOrderId(id), isConditional: false));
            var mine = spans.Where(s => Equals(s.GetTagItem("ballast.order"), id)).ToList();

            Assert.Equal(["venue.place REFUSED", "venue.place FILLED", "venue.query FILLED"], mine.Select(s => $"{s.OperationName} {s.GetTagItem("ballast.outcome")}"));
            Assert.All(mine, s => Assert.Equal(function!.TraceId, s.TraceId));
            Assert.Equal((ActivityStatusCode.Error, -2019), (mine[0].Status, mine[0].GetTagItem("ballast.code")));
        }
    }
}
