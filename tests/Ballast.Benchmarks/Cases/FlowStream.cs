using Ballast.Core.Microstructure;
using Ballast.Venue.Markets.Ticks;

namespace Ballast.Benchmarks.Cases;

/// <summary>A market's book states and trades in memory, parsed before anything is timed.</summary>
internal sealed class FlowStream(string name)
{
    private const int Depth = 20;
    private readonly List<DepthLevel> _parsed = [];
    private readonly List<FlowEvent> _events = [];
    private DepthLevel[] _levels = [];

    public string Name { get; } = name;

    public ReadOnlySpan<FlowEvent> Events => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_events);

    public ReadOnlySpan<DepthLevel> Bids(in FlowEvent flow) => _levels.AsSpan(flow.From, flow.Bids);

    public ReadOnlySpan<DepthLevel> Asks(in FlowEvent flow) => _levels.AsSpan(flow.From + flow.Bids, flow.Asks);

    /// <summary>The recorded feed beside the working copy where there is one, else a stream drawn from a seed.</summary>
    public static FlowStream Load()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "ticks", "btcusdt-perp-2024-08-08.jsonl.gz");
            if (File.Exists(path))
            {
                return Recorded(path);
            }
        }

        return Drawn();
    }

    private static FlowStream Recorded(string path)
    {
        var stream = new FlowStream("recorded BTCUSDT feed");
        var book = new DepthBook();
        using var reader = new TickReader(path);
        while (reader.TryRead())
        {
            var message = reader.Message;
            if (message.Kind == TickKind.Trade)
            {
                stream.Add(new TakerTrade(message.TradeId, message.EventMs, message.Quantity / 1e8, !message.IsBuyerMaker));
                continue;
            }

            book.Apply(message);
            stream.Add(message.EventMs, book.Bids.Select(Level), book.Asks.Select(Level));
        }

        return stream.Done();
    }

    private static FlowStream Drawn()
    {
        var stream = new FlowStream("seeded synthetic stream");
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            if (random.Next(4) == 0)
            {
                stream.Add(new TakerTrade(i, i * 4L, random.Next(1, 500) / 1000.0, random.Next(2) == 0));
                continue;
            }

            var mid = 60_000 + random.Next(-500, 500);
            stream.Add(i * 4L, Side(mid, -1), Side(mid, 1));
        }

        return stream.Done();

        IEnumerable<DepthLevel> Side(int mid, int sign) => Enumerable.Range(1, Depth).Select(l => new DepthLevel(mid + (sign * l * 0.1), random.Next(1, 5_000) / 1000.0));
    }

    private static DepthLevel Level((long Price, long Quantity) level) => new(level.Price / 1e8, level.Quantity / 1e8);

    private void Add(TakerTrade trade) => _events.Add(new FlowEvent(trade, 0, 0, 0, 0));

    private void Add(long atMs, IEnumerable<DepthLevel> bids, IEnumerable<DepthLevel> asks)
    {
        var from = _parsed.Count;
        _parsed.AddRange(bids.Take(Depth));
        var middle = _parsed.Count;
        _parsed.AddRange(asks.Take(Depth));
        _events.Add(new FlowEvent(default, atMs, from, middle - from, _parsed.Count - middle));
    }

    private FlowStream Done()
    {
        _levels = [.. _parsed];
        _parsed.Clear();
        return this;
    }
}

/// <summary>A trade, or where a book state's levels lie.</summary>
internal readonly record struct FlowEvent(TakerTrade Trade, long BookAtMs, int From, int Bids, int Asks)
{
    public bool IsTrade => Trade.Quantity > 0;
}
