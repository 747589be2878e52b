using System.Diagnostics;
using System.Globalization;
using Ballast.Benchmarks.Reporting;
using Ballast.Core.Microstructure;

namespace Ballast.Benchmarks.Cases;

/// <summary>The order-flow meter over a whole market's events on one core, beside a loop that only reads them.</summary>
internal static class MicrostructureCase
{
    private const int Rounds = 9;
    private const int PassesPerRound = 5;
    private static double _sink;

    public static void Run()
    {
        var stream = FlowStream.Load();
        var events = stream.Events.Length;
        Func<FlowStream, double>[] subjects = [ReadOnly, s => Measure(s, readsEach: false), s => Measure(s, readsEach: true)];
        string[] names = ["floor: a loop that reads each event's levels", "FlowMeter.Add", "FlowMeter.Add and Reading after each"];
        var rounds = subjects.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds + 1; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var rate = Time(subjects[i], stream);
                if (round > 1)
                {
                    rounds[i].Add(rate);
                }
            }
        }

        var table = new Table(
            string.Create(CultureInfo.InvariantCulture, $"microstructure: {stream.Name}, {events:N0} events a pass, {PassesPerRound} passes a round, median of {Rounds} rounds"),
            "what", "events/s", "time ÷ floor", "bytes allocated an event", "goal");
        for (var i = 0; i < subjects.Length; i++)
        {
            var rate = Sample.MedianOf(rounds[i]);
            var ratio = Sample.MedianOf(rounds[0].Zip(rounds[i], (floor, own) => floor / own));
            table.Add(
                names[i], $"{Show.Number(rate / 1e6)} M", Show.Ratio(ratio), Show.Number(BytesOf(subjects[i], stream) / events),
                i == 0 ? "" : $"≥ 1 M/s: {(rate >= 1e6 ? "met" : "**missed**")}");
        }

        table.Print();
    }

    private static double ReadOnly(FlowStream stream)
    {
        double sum = 0;
        foreach (ref readonly var flow in stream.Events)
        {
            if (flow.IsTrade)
            {
                sum += flow.Trade.Quantity;
                continue;
            }

            foreach (ref readonly var level in stream.Bids(flow))
            {
                sum += level.Price + level.Quantity;
            }

            foreach (ref readonly var level in stream.Asks(flow))
            {
                sum += level.Price + level.Quantity;
            }
        }

        return sum;
    }

    private static double Measure(FlowStream stream, bool readsEach)
    {
        var meter = new FlowMeter(new FlowOptions(), new Vpin(5, new VpinOptions()));
        double sum = 0;
        foreach (ref readonly var flow in stream.Events)
        {
            _ = flow.IsTrade ? meter.Add(flow.Trade) : meter.Add(new BookState(flow.BookAtMs, stream.Bids(flow), stream.Asks(flow)));
            sum += readsEach ? meter.Reading.SignedVolume : 0;
        }

        return sum + meter.Reading.SignedVolume + (meter.Reading.Vpin ?? 0);
    }

    /// <summary>Events per second.</summary>
    private static double Time(Func<FlowStream, double> subject, FlowStream stream)
    {
        var from = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < PassesPerRound; pass++)
        {
            _sink += subject(stream);
        }

        return stream.Events.Length * PassesPerRound / Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static double BytesOf(Func<FlowStream, double> subject, FlowStream stream)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _sink += subject(stream);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
