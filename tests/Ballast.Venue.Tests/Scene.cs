using System.Globalization;
using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Tests;

/// <summary>A venue on a market that the test draws: one-minute bars of BTCUSDT by their closes, begun at the first bar.</summary>
public sealed class Scene : IDisposable
{
    public static readonly Symbol Btc = new("BTCUSDT");
    private readonly TempFolder _folder = new();
    private readonly string _source;
    private readonly SimulatedExchangeOptions _options;
    private readonly FaultPlan? _faults;
    private int _nextId;

    public Scene(double[]? closes = null, SimulatedExchangeOptions? options = null, MemoryStore? store = null, FaultPlan? faults = null, string? source = null)
    {
        Time = ManualTime.At("2026-03-02T00:00:00Z");
        Store = store ?? new MemoryStore();
        _options = options ?? new SimulatedExchangeOptions { StartBalance = 100_000m };
        _faults = faults;
        _source = source ?? $"klines:{_folder.Write("BTCUSDT-1m.csv", Csv(closes ?? Flat(100_000, 600)))},warmup=0,end=stop";
        Venue = Open();
    }

    public ManualTime Time { get; }

    public MemoryStore Store { get; private set; }

    public SimulatedExchange Venue { get; private set; }

    public static double[] Flat(double price, int bars) => [.. Enumerable.Repeat(price, bars)];

    /// <summary>Bars of one minute from close to close.</summary>
    public static string Csv(IReadOnlyList<double> closes, long openMs = 1_700_000_040_000)
    {
        var lines = closes.Select((close, i) =>
        {
            var open = i == 0 ? close : closes[i - 1];
            return string.Create(CultureInfo.InvariantCulture, $"{openMs + (i * 60_000L)},{open},{Math.Max(open, close)},{Math.Min(open, close)},{close},10,{openMs + (i * 60_000L) + 59_999},0,0,0,0,0");
        });
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Kills the venue and starts it again on a copy of what was durable.</summary>
    public void Restart()
    {
        Venue.Dispose();
        Store = Store.Copy();
        Venue = Open();
    }

    public ClientOrderId NewId() => new($"t-{_nextId++}");

    public ValueTask<VenueReply<VenueOrder>> Market(OrderSide side, decimal quantity, bool reduceOnly = false) =>
        Venue.PlaceAsync(new OrderSpec.Market(NewId(), Btc, side, new Quantity(quantity), reduceOnly));

    public ValueTask<VenueReply<VenueOrder>> Limit(OrderSide side, decimal quantity, decimal price, TimeInForce life = TimeInForce.GTC, bool reduceOnly = false) =>
        Venue.PlaceAsync(new OrderSpec.Limit(NewId(), Btc, side, new Quantity(quantity), new Price(price), life, reduceOnly));

    public ValueTask<VenueReply<VenueOrder>> Stop(OrderSide side, decimal trigger, decimal? quantity = null, ConditionalType type = ConditionalType.StopMarket, WorkingType working = WorkingType.MarkPrice) =>
        Venue.PlaceAsync(new OrderSpec.Conditional(NewId(), Btc, side, type, new Price(trigger), quantity is { } q ? new Quantity(q) : null, working));

    public async Task<VenueOrder> Query(VenueOrder order) => (await Venue.QueryAsync(order.Symbol, order.Id, order.IsConditional)).Value();

    public async Task<decimal> Balance() => (await Venue.AccountAsync()).Value().WalletBalance.Value;

    public async Task<decimal> PositionSize() => (await Venue.PositionsAsync(Btc)).Value().Sum(p => p.SignedQuantity);

    public async Task<IReadOnlyList<Fill>> Fills() => (await Venue.FillsAsync(Btc, 0)).Value();

    public async Task<IReadOnlyList<IncomeEntry>> Income() => (await Venue.IncomeAsync(DateTimeOffset.UnixEpoch)).Value();

    public void Dispose()
    {
        Venue.Dispose();
        _folder.Dispose();
    }

    private SimulatedExchange Open() => new(Time, MarketSource.Parse(_source), _options, Store, _faults);
}
