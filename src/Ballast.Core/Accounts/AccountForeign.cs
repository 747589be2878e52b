using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Core.Accounts;

/// <summary>Takes what the venue holds that is not ours: it counts in the exposure and closes its symbol to entries.</summary>
internal static class AccountForeign
{
    public static AccountStep Take(AccountState state, AccountFact.ForeignSeen fact, DateTimeOffset now)
    {
        if (state.Risk is not { } risk)
        {
            return new AccountStep(state);
        }

        var notices = new List<Notice>();
        var next = state;
        foreach (var slot in state.Slots.Values.OrderBy(s => s.Symbol))
        {
            if (slot.Foreign is not null && !fact.Positions.Any(p => p.Symbol == slot.Symbol))
            {
                notices.Add(new Notice(NoticeLevel.Info, "FOREIGN_POSITION_GONE", $"The position on {slot.Symbol} that was not ours is gone; entries are allowed there again."));
                next = next.With(slot with { Foreign = null });
            }
        }

        foreach (var seen in fact.Positions)
        {
            var slot = next.Slot(seen.Symbol);
            var foreign = new ForeignPosition(seen.SignedQuantity, seen.Notional, seen.Margin, slot.Foreign?.Since ?? now);
            next = slot.Foreign == foreign ? next : next.With(slot with { Foreign = foreign });
        }

        if (ReferenceEquals(next, state))
        {
            return new AccountStep(state);
        }

        var totals = ExposureTotals.Of(next.Slots.Values.OrderBy(s => s.Symbol).Select(s => s.Foreign).OfType<ForeignPosition>());
        return new AccountStep(next with { Risk = risk with { Foreign = totals } }, Notices: notices);
    }
}
