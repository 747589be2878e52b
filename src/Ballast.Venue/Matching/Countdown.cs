using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>countdownCancelAll: a symbol's plain orders are cancelled at a time unless that time is moved before.</summary>
internal sealed class Countdown(VenueDesk desk)
{
    /// <summary>Starts, moves (milliseconds above zero) or ends (zero) the countdown of a symbol.</summary>
    public void Set(string symbol, long milliseconds)
    {
        desk.Books.Change(a =>
        {
            var next = new SortedDictionary<string, long>(a.Countdowns ?? [], StringComparer.Ordinal);
            next.Remove(symbol);
            if (milliseconds > 0)
            {
                next[symbol] = desk.NowMs + milliseconds;
            }

            return a with { Countdowns = next.Count > 0 ? next : null };
        });
    }

    public void ExpireAt(long atMs)
    {
        if (desk.Books.Account.Countdowns is not { } countdowns)
        {
            return;
        }

        foreach (var symbol in countdowns.Where(c => c.Value <= atMs).Select(c => c.Key).ToArray())
        {
            foreach (var order in desk.Books.OpenOf(symbol).Where(o => !o.IsConditional))
            {
                desk.Books.Close(order.With(VenueOrderStatus.Canceled, atMs));
            }

            Set(symbol, 0);
        }
    }
}
