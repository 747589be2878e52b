using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Tests.Support;

/// <summary>What must hold in every world.</summary>
internal static class WorldChecks
{
    public static decimal Held(this World world) => world.Ask(() => world.Venue.PositionsAsync(null)).Sum(p => p.SignedQuantity);

    public static IReadOnlyList<VenueOrder> Open(this World world) => world.Ask(() => world.Venue.OpenOrdersAsync(null));

    public static IReadOnlyList<Trade> Trades(this World world) => world.Run(() => world.App.History.TradesAsync(null, null, null, 1000, null)).Items;

    /// <summary>No entry was ever sent twice, whatever happened.</summary>
    public static void EnteredOnce(this World world, string why)
    {
        foreach (var entry in world.Placed.Where(o => !o.OnlyReduces).GroupBy(o => o.Id))
        {
            Assert.True(entry.Count() == 1, $"{why}: the entry {entry.Key} was sent {entry.Count()} times.");
        }
    }

    /// <summary>What is open on the venue is covered there by a close-position stop on the right side.</summary>
    public static void IsProtected(this World world, string why)
    {
        var held = world.Held();
        if (held != 0)
        {
            Assert.True(world.Open().Any(o => o.IsConditional && o.Quantity is null && o.Side == (held > 0 ? OrderSide.Sell : OrderSide.Buy)), $"{why}: {held} without a stop.");
        }
    }

    /// <summary>Flat on the venue and in the books, nothing left over, every dollar accounted for.</summary>
    public static void IsSettled(this World world, string why)
    {
        Assert.True(world.Held() == 0, $"{why}: the venue still holds {world.Held()}.");
        Assert.True(world.Open().Count == 0, $"{why}: open orders are left: {string.Join(", ", world.Open().Select(o => o.Id))}.");
        var account = world.Run(() => world.App.Accounts.ReadAsync("main"));
        var risk = account.Risk!;
        Assert.True(account.Slots.Values.All(s => s is { Open: null, Reserved: null }), $"{why}: a hold is left.");
        Assert.True(risk.Totals == new Core.Risk.ExposureTotals(), $"{why}: {risk.Totals}");
        Assert.True(risk.Ledger.Balance == risk.Balance && risk.Ledger.Adjustments == Money.Zero && risk.Unexplained is null, $"{why}: {risk.Ledger}, balance {risk.Balance}.");
        var net = world.Trades().Aggregate(Money.Zero, (sum, t) => sum + t.NetPnl);
        Assert.True(risk.Ledger.Start + net == risk.Balance, $"{why}: trades make {net}, the balance says {risk.Balance - risk.Ledger.Start}.");
        foreach (var position in world.Run(() => world.App.List.ReadAsync("main")))
        {
            Assert.True(position.State is { Plan: null, Waiting: null, Outbox.Count: 0, IsForeign: false }, $"{why}: {position.State}");
        }
    }

    /// <summary>A planned fault may hit the question: it is asked again.</summary>
    public static T Ask<T>(this World world, Func<ValueTask<VenueReply<T>>> question)
    {
        for (var attempts = 0; attempts < 10; attempts++)
        {
            if (world.Run(question) is VenueReply<T>.Accepted answer)
            {
                return answer.Value;
            }
        }

        throw new InvalidOperationException("The venue never answers.");
    }
}
