using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Volatility;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 4: no entry goes out on stale or missing policy, VIX, prices or risk state, or while halted.</summary>
internal sealed class FailClosed() : Invariant("fail-closed")
{
    // From the check to the claim and from the claim to the send; a clock may be off by some seconds besides.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(12);
    private readonly Dictionary<string, EntityBody?> _caches = new(StringComparer.Ordinal);
    private RiskRecord? _risk;
    private DateTimeOffset _haltedAt = DateTimeOffset.MaxValue;

    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        if (World.RiskIn(table, writes) is { } risk)
        {
            _haltedAt = risk.Halt is null ? DateTimeOffset.MaxValue : _risk?.Halt is null ? World.Loop.Now : _haltedAt;
            _risk = risk;
        }

        foreach (var write in table == Tables.Caches && partition is Tables.Market or Tables.Vix ? writes : [])
        {
            // Decoded only when an entry is sent: most are never asked for.
            _caches[$"{partition}|{write.Row}"] = write.BodyOrNull;
        }
    }

    public override void OnSent(AppProcess process, OrderSpec order)
    {
        if (order.OnlyReduces)
        {
            return;
        }

        var now = World.Loop.Now;
        var view = CachedOf<MarketView>($"{Tables.Market}|{order.Symbol.Name}");
        var vix = CachedOf<VixReading>($"{Tables.Vix}|reading");
        Require(_risk is not null, $"The entry {order.Id} was sent without a risk record.");
        Require(view is not null && now - view.ValidUntil < Window && view.Policy.Profile != RiskProfile.NoNewTrades, $"The entry {order.Id} on {order.Symbol} was sent on a view valid until {view?.ValidUntil:HH:mm:ss}.");
        Require(vix is not null && now - vix.ValidUntil < Window, $"The entry {order.Id} on {order.Symbol} was sent on a VIX valid until {vix?.ValidUntil:HH:mm:ss}.");
        Require(now - _haltedAt < Window, $"The entry {order.Id} on {order.Symbol} was sent although entries are halted since {_haltedAt:HH:mm:ss} ({_risk?.Halt?.Code}).");
    }

    private T? CachedOf<T>(string key)
        where T : class => _caches.GetValueOrDefault(key) is { } body ? StateCodec.Decode<T>(body) : null;
}
