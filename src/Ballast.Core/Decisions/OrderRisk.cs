using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What an entry is sized for.</summary>
/// <param name="Level">Null: no book was read.</param>
/// <param name="Most">The most that an order of this level takes of the book, USDT; null: not bounded by it.</param>
internal readonly record struct OrderLevel(RiskLevel? Level, Money? Most);

/// <summary>
/// The risk level of an order. Its share of the book's depth is part of the level (requirements §7), and the level is part of what decides how
/// large it becomes (§6.1, §6.5). Of the levels that the book allows, the one counts at which the order becomes the largest without being judged
/// worse: so an order that something else makes smaller never ends larger for being judged better.
/// </summary>
internal static class OrderRisk
{
    /// <summary>Where nothing reads the level, the book's alone, and no bound.</summary>
    public static OrderLevel Find(in EntryCase entry, TradingOptions options)
    {
        if (entry.View.Book is not { } book)
        {
            return default;
        }

        var first = RiskLevels.Classify(book, options.Microstructure);
        var best = new OrderLevel(first, null);
        if (!Counts(options) || first == RiskLevel.Critical)
        {
            return best;
        }

        if (Depth(in entry) is not { Value: > 0 } depth)
        {
            return new OrderLevel(RiskLevel.Critical, null);
        }

        var largest = Money.Zero;
        var worst = options.Leverage.EffectiveAbnormal == AbnormalMarket.Refuse ? RiskLevel.Warning : RiskLevel.Critical;

        // The levels are declared worst first.
        for (var level = first; level >= worst; level--)
        {
            var bound = new OrderLevel(level, MostOf(level, depth, options.Microstructure));
            var free = NotionalFor(in entry, bound with { Most = null }, options);
            var isBound = free > bound.Most;
            var notional = isBound ? NotionalFor(in entry, bound, options) : free;
            if (level == first || notional > largest)
            {
                (best, largest) = (isBound ? bound : bound with { Most = null }, notional);
            }

            if (!isBound)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>Writes the verdict on the order down. Null with a reason added where it is CRITICAL and that refuses.</summary>
    public static SizedOrder? Check(in EntryCase entry, in SizedOrder order, in OrderLevel sizedFor, TradingOptions options, Trace? trace, ref EquatableList<Reason> reasons)
    {
        var (book, depth) = (entry.View.Book, Depth(in entry));
        var counted = RiskLevels.Classify(book, order.Notional, depth, options.Microstructure);
        var refuses = options.Leverage.EffectiveAbnormal == AbnormalMarket.Refuse && counted == RiskLevel.Critical;
        var filtered = counted == RiskLevel.Critical ? FilterRule.Check(entry.View, order.Notional, depth, options.Microstructure) : null;
        if (trace is null && !refuses && filtered is null)
        {
            return order;
        }

        var verdict = counted == RiskLevel.Safe ? null : RiskLevels.Judge(book, order.Notional, depth, options.Microstructure);
        trace?.Add(
            "risk-level", "§7", 0, 0, "",
            new("level", counted.Word()), new("decidedBy", verdict?.Why ?? "nothing"), new("sizedFor", sizedFor.Level is { } level ? level.Word() : "unknown"),
            TraceInput.Known("vpin", book?.Vpin), TraceInput.Known("spread", book?.Spread), TraceInput.Known("imbalance", book?.Imbalance), new("notional", order.Notional.Value), TraceInput.Known("depth", depth?.Value));
        if (refuses && verdict is not null)
        {
            reasons = reasons.Add(Reason.Of("ABNORMAL_MARKET", $"The market of {entry.View.Instrument.Symbol} is abnormal for this order of {order.Notional.Value:0.##} USDT: {AbnormalRule.Critical(verdict)}."));
        }

        if (filtered is not null)
        {
            reasons = reasons.Add(filtered);
        }

        return refuses || filtered is not null ? null : order;
    }

    /// <summary>True where an engine or the abnormal-market rule reads the level.</summary>
    private static bool Counts(TradingOptions options) => options.Leverage.IsOfSection6 || options.Leverage.EffectiveAbnormal != AbnormalMarket.Ignore;

    private static Money? MostOf(RiskLevel level, Money depth, MicrostructureOptions options) => level switch
    {
        RiskLevel.Safe => depth * options.WarningShare,
        RiskLevel.Warning => depth * options.CriticalShare,
        RiskLevel.Critical => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Money NotionalFor(in EntryCase entry, in OrderLevel level, TradingOptions options)
    {
        EquatableList<Reason> reasons = [], notices = [];
        return EntrySizing.Fit(in entry, in level, options, null, ref reasons, ref notices, null)?.Notional ?? Money.Zero;
    }

    private static Money? Depth(in EntryCase entry) => entry.View.Book?.DepthFor(entry.Side.Entry());
}
