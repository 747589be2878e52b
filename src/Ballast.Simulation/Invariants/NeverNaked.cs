using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>
/// Invariant 2: from the first fill, a stop on the venue within 10 s attended (45 s when a crash lies between), else a reduce-only close is
/// under way, and then done soon. Time in which no process runs, or the venue takes no call of anybody, is reported and not counted. A stop that a person takes away
/// is missed by the next round of supervision, a minute later at most.
/// </summary>
internal sealed class NeverNaked() : Invariant("never-naked")
{
    private static readonly TimeSpan Attended = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterCrash = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(65);

    // A store that fails or is slow at that very moment holds up the close by a call or two: it is committed before it is sent.
    private static readonly TimeSpan StoreGrace = TimeSpan.FromSeconds(2);

    // The close itself takes a moment, and may have to be asked for again.
    private static readonly TimeSpan CloseDone = TimeSpan.FromSeconds(45);
    private readonly Dictionary<Symbol, Spell> _spells = [];
    private DateTimeOffset _lookedAt;

    /// <summary>Until a stop stands or a close is under way, as the next two.</summary>
    public TimeSpan MaxAttended { get; private set; }

    public TimeSpan MaxAfterCrash { get; private set; }

    /// <summary>After a person took a stop away.</summary>
    public TimeSpan MaxByHand { get; private set; }

    /// <summary>Until a stop stands or nothing is held, without the hands.</summary>
    public TimeSpan MaxToStopOrFlat { get; private set; }

    /// <summary>With the time in which nobody could do anything, and with the hands.</summary>
    public TimeSpan MaxInAll { get; private set; }

    public override void OnSent(AppProcess process, OrderSpec order)
    {
        if (order is OrderSpec.Market { ReduceOnly: true } or OrderSpec.Limit { ReduceOnly: true } && _spells.TryGetValue(order.Symbol, out var spell))
        {
            spell.CloseSentAfter ??= spell.Attended + (World.Loop.Now - _lookedAt);
        }
    }

    public override void OnLook(Sight sight)
    {
        _lookedAt = sight.At;
        foreach (var (symbol, spell) in _spells)
        {
            spell.InAll += sight.Passed;
            spell.Attended += sight.IsAttended ? sight.Passed : TimeSpan.Zero;
            spell.HasCrash |= World.Lives.LastCrashAt > spell.Since;
            Note(symbol, spell);
        }

        foreach (var symbol in Market.Symbols)
        {
            var signed = sight.SignedOf(symbol);
            var isNaked = signed != 0 && !World.Hands.IsForeign(symbol) && !sight.IsProtected(symbol, signed);
            if (!isNaked)
            {
                Require(true, $"");
                _spells.Remove(symbol);
            }
            else if (!_spells.ContainsKey(symbol))
            {
                _spells[symbol] = new Spell { Since = sight.At, IsByHand = World.Hands.WasStopRemoved(symbol) };
            }
        }
    }

    private void Note(Symbol symbol, Spell spell)
    {
        var limit = spell.HasCrash ? AfterCrash : Attended;
        var naked = spell.CloseSentAfter ?? spell.Attended;
        MaxInAll = Later(spell.InAll, MaxInAll);
        MaxToStopOrFlat = spell.IsByHand ? MaxToStopOrFlat : Later(spell.Attended, MaxToStopOrFlat);
        if (spell.IsByHand)
        {
            limit += Round;
            MaxByHand = Later(naked, MaxByHand);
        }
        else if (spell.HasCrash)
        {
            MaxAfterCrash = Later(naked, MaxAfterCrash);
        }
        else
        {
            MaxAttended = Later(naked, MaxAttended);
        }

        if (!spell.IsReported && (naked > limit + StoreGrace || spell.Attended > limit + CloseDone))
        {
            spell.IsReported = true;
            Require(false, $"{symbol} has had no stop on the venue for {spell.Attended.TotalSeconds:0.0} s attended ({spell.InAll.TotalSeconds:0.0} s in all) since {spell.Since:HH:mm:ss.fff}; close sent after {spell.CloseSentAfter?.TotalSeconds:0.0} s.");
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private sealed class Spell
    {
        public DateTimeOffset Since { get; init; }

        public bool IsByHand { get; init; }

        public TimeSpan Attended { get; set; }

        public TimeSpan InAll { get; set; }

        public bool HasCrash { get; set; }

        public TimeSpan? CloseSentAfter { get; set; }

        public bool IsReported { get; set; }
    }
}
