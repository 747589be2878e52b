using Ballast.Core.Positions;

namespace Ballast.Venue.Matching;

/// <summary>Dead-man countdowns: when one has run out, the symbol's plain orders are cancelled. Seen with the next call, whoever makes it.</summary>
internal static class Countdowns
{
    public static bool Arm(VenueDesk desk, string symbol, TimeSpan countdown)
    {
        var all = new SortedDictionary<string, long>(desk.Books.Account.Countdowns ?? [], StringComparer.Ordinal);
        all.Remove(symbol);
        if (countdown > TimeSpan.Zero)
        {
            all[symbol] = desk.NowMs + (long)countdown.TotalMilliseconds;
        }

        desk.Books.Change(a => a with { Countdowns = all });
        return true;
    }

    public static VenueDesk Expired(VenueDesk desk)
    {
        if (desk.Books.Account.Countdowns is not { Count: > 0 } all || all.Values.Min() > desk.NowMs)
        {
            return desk;
        }

        foreach (var (symbol, at) in all.Where(c => c.Value <= desk.NowMs).ToList())
        {
            foreach (var order in desk.Books.OpenOf(symbol).Where(o => !o.IsConditional))
            {
                desk.Books.Close(order.With(VenueOrderStatus.Canceled, at));
            }

            Arm(desk, symbol, TimeSpan.Zero);
        }

        return desk;
    }
}
