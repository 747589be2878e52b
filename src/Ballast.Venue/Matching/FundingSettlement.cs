namespace Ballast.Venue.Matching;

/// <summary>Books funding: −(signed quantity × mark × rate), into balance and isolated margin. The books are moved to the settlement in the same commit, so that it is booked once.</summary>
internal sealed class FundingSettlement(VenueDesk desk)
{
    public void SettleAt(long settlementMs)
    {
        foreach (var position in desk.Books.Positions.Values.ToArray())
        {
            var feed = desk.FeedOf(position.Symbol)!;
            if (!FundingSchedule.IsSettlement(feed.Symbol, settlementMs))
            {
                continue;
            }

            var rate = FundingSchedule.RateAt(feed.Symbol, settlementMs);
            var amount = Math.Round(-position.Signed * feed.Current.Mark * rate, 8);
            desk.Books.Book("FUNDING_FEE", position.Symbol, amount, settlementMs);
            desk.Books.Set(position with { Margin = position.Margin + amount });
        }
    }
}
