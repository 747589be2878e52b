using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>Puts a plausible book around a fair price: a spread of a few ticks and twenty levels a side that grow with distance. It follows from its key alone.</summary>
internal sealed class BookShape(Instrument instrument, double levelNotional, int spreadTicks, ulong seed)
{
    public const int Levels = 20;
    private readonly TickScale _scale = new(instrument.TickSize);
    private readonly ulong _key = SeededNoise.Key(seed, SeededNoise.Of("book"), (long)SeededNoise.Of(instrument.Symbol.Name));

    public (long Bid, long Ask) Quote(long stepKey, long fairTicks)
    {
        var bits = SeededNoise.Key(_key, 1, stepKey);
        var spread = spreadTicks + ((bits & 7) == 0 ? 1 : 0);
        var below = (spread / 2) + (spread % 2 == 1 && (bits & 8) != 0 ? 1 : 0);
        var bid = Math.Max(1, fairTicks - below);
        return (bid, bid + spread);
    }

    /// <summary>The last trade of a step is at the bid or the ask, for a quantity in steps.</summary>
    public (bool AtAsk, decimal Quantity) Trade(long stepKey, double price)
    {
        var bits = SeededNoise.Key(_key, 2, stepKey);
        return ((bits & 1) == 0, Steps(levelNotional * 0.25 * ((bits >> 8) & 0xFF) / 255.0 / price));
    }

    public OrderBook Book(long stepKey, long fairTicks, int depth, DateTimeOffset at)
    {
        var (bid, ask) = Quote(stepKey, fairTicks);
        var noise = new SeededNoise(SeededNoise.Key(_key, 3, stepKey));
        var wanted = Math.Clamp(depth, 1, Levels);
        var gap = Math.Max(1, (long)(fairTicks * 0.00002));
        return new OrderBook(instrument.Symbol, at, Side(bid, -1, wanted, gap, ref noise), Side(ask, 1, wanted, gap, ref noise));
    }

    private EquatableList<BookLevel> Side(long best, int direction, int depth, long gap, ref SeededNoise noise)
    {
        var levels = new List<BookLevel>(depth);
        var ticks = best;
        for (var i = 0; i < Levels; i++)
        {
            var price = _scale.ToDouble(ticks);
            var notional = levelNotional * (0.3 + (1.4 * noise.Uniform())) * (1 + (0.15 * i));
            var next = 1 + (long)(noise.Uniform() * 2 * gap);
            if (i < depth && ticks > 0)
            {
                levels.Add(new BookLevel(new Price(_scale.ToPrice(ticks)), new Quantity(Steps(notional / price))));
            }

            ticks += direction * next;
        }

        return EquatableList.From(levels);
    }

    private decimal Steps(double quantity)
    {
        var steps = Math.Max(1, Math.Floor(quantity / (double)instrument.StepSize));
        return (decimal)steps * instrument.StepSize;
    }
}
