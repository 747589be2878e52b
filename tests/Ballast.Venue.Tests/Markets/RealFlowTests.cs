using Ballast.Contracts;
using Ballast.Core.Microstructure;
using Ballast.Venue.Markets.Ticks;
using Xunit.Abstractions;

namespace Ballast.Venue.Tests.Markets;

/// <summary>Order flow on the real feed: the meter against <see cref="NaiveFlow"/>, which reads the raw lines and recounts from lists, event by event.</summary>
public sealed class RealFlowTests(ITestOutputHelper output)
{
    private const double BucketVolume = 0.4;
    private const int Lines = 30_000;

    [RealDataFact]
    public void The_meter_agrees_with_a_recount_of_the_raw_lines_at_every_event()
    {
        foreach (var name in new[] { "btcusdt", "ethusdt" })
        {
            var path = Path.Combine(DataFolder.Path!, "ticks", name + "-perp-2024-08-08.jsonl.gz");
            var naive = new NaiveFlow((decimal)BucketVolume);
            var meter = new FlowMeter(new FlowOptions(), new Vpin(BucketVolume, new VpinOptions()));
            var book = new DepthBook();
            var (bids, asks) = (new DepthLevel[20], new DepthLevel[20]);
            using var reader = new TickReader(path);
            using var raw = NaiveFlow.Open(path);
            int events = 0, velocities = 0, vpins = 0;
            double worst = 0;
            while (events < Lines && reader.TryRead())
            {
                Feed(meter, book, reader.Message, bids, asks);
                naive.Add(raw.ReadLine()!);
                var (reading, expected) = (meter.Reading, naive.Read());
                worst = Math.Max(worst, Distance(reading, expected, $"{name}, line {events}"));
                velocities += reading.ImbalanceVelocity is null ? 0 : 1;
                vpins += reading.Vpin is null ? 0 : 1;
                events++;
            }

            output.WriteLine($"{name}: {events} events, {velocities} with a velocity, {vpins} with a VPIN, left out {meter.LeftOut}, largest relative difference {worst:E1}; at the end {meter.Reading}");
            Assert.True(velocities > Lines / 2 && vpins > Lines / 2);
        }
    }

    private static void Feed(FlowMeter meter, DepthBook book, TickMessage message, DepthLevel[] bids, DepthLevel[] asks)
    {
        const double unit = 1e8;
        if (message.Kind == TickKind.Snapshot)
        {
            return;
        }

        if (message.Kind == TickKind.Trade)
        {
            meter.Add(new TakerTrade(message.TradeId, message.EventMs, message.Quantity / unit, !message.IsBuyerMaker));
            return;
        }

        book.Apply(message);
        meter.Add(new BookState(message.EventMs, Fill(bids, book.Bids), Fill(asks, book.Asks)));
    }

    private static ReadOnlySpan<DepthLevel> Fill(DepthLevel[] into, IEnumerable<(long Price, long Quantity)> side)
    {
        var count = 0;
        foreach (var (price, quantity) in side.Take(into.Length))
        {
            into[count++] = new DepthLevel(price / 1e8, quantity / 1e8);
        }

        return into.AsSpan(0, count);
    }

    private static double Distance(FlowReading reading, NaiveReading expected, string where)
    {
        var worst = 0.0;
        Same(reading.Book?.Imbalance, expected.Imbalance, "imbalance");
        Same(reading.Book?.Spread, expected.Spread, "spread");
        Same(reading.Book?.BidDepth, expected.BidDepth, "bid depth");
        Same(reading.Book?.AskDepth, expected.AskDepth, "ask depth");
        Same(reading.ImbalanceVelocity, expected.Velocity, "velocity");
        Same(reading.SignedVolume, expected.SignedVolume, "signed volume");
        Same(reading.Vpin, expected.Vpin, "VPIN");
        return worst;

        void Same(double? actual, decimal? wanted, string what)
        {
            Assert.True(actual is null == wanted is null, $"{where}: {what} is {actual}, recounted {wanted}.");
            var difference = actual is null ? 0 : Math.Abs(actual.Value - (double)wanted!.Value) / Math.Max(1, Math.Abs((double)wanted.Value));
            Assert.True(difference < 1e-9, $"{where}: {what} is {actual}, recounted {wanted}.");
            worst = Math.Max(worst, difference);
        }
    }
}
