using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>What follows at once from the venue's no; whether and when an order is sent again is <see cref="PositionDiff"/>'s to say.</summary>
internal static class PositionRefusals
{
    public static PositionState React(PositionState state, KnownOrder refused, bool isNews, DateTimeOffset now, List<Notice> notices, List<PositionEffect> effects)
    {
        // Without a code it is the venue's own report of a failed stop: see PositionTimes.
        if (refused.RejectCode is not { } code)
        {
            return state;
        }

        var row = VenueCodes.Of(code);
        if (isNews)
        {
            notices.Add(new Notice(LevelOf(refused.Role, row.Meaning), "ORDER_REFUSED", $"The venue refused the {refused.Role} order {refused.Id} on {state.Symbol} with code {code}: {row.Says} ({row.Meaning.Name})."));
        }

        if (refused.Role == OrderRole.Close && row.Meaning.Close == CloseReaction.ReadPosition)
        {
            effects.Add(new PositionEffect.ReadPosition(state.LastTradeId + 1));
        }

        if (!refused.IsStop || state.Quantity.IsZero)
        {
            return state;
        }

        switch (row.Meaning.Stop)
        {
            case StopReaction.CloseNow:
                return state.Closing is null ? state with { Closing = new Closing("STOP_REFUSED", now) } : state;
            case StopReaction.ReadPosition:
                effects.Add(new PositionEffect.ReadPosition(state.LastTradeId + 1));
                return state;
            case StopReaction.AdoptOrReplace:
                effects.Add(new PositionEffect.FindStop(refused));
                return state;
            case StopReaction.LookUp or StopReaction.OnceMore or StopReaction.SendAgain or StopReaction.SendSoon or StopReaction.WaitForDeadline:
                return state;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>
    /// The stop that stands in the way of ours: ours and right, it is the backstop from now on (an order proved absent may have arrived
    /// after all); any other is cancelled, and ours is sent a moment later.
    /// </summary>
    public static PositionState TakeFound(PositionState state, PositionFact.StopFound found, DateTimeOffset now, List<Notice> notices, List<PositionEffect> effects)
    {
        if (state.Plan is not { } plan || state.Quantity.IsZero || found.Standing is not { } standing || standing.Symbol != state.Symbol || state.Find(found.Refused) is not { IsLive: false, IsStop: true } refused
            || state.Orders.Any(o => o is { Role: OrderRole.Backstop, IsLive: true }))
        {
            return state;
        }

        var spec = new OrderSpec.Conditional(standing.Id, plan.Symbol, plan.Side.Exit(), ConditionalType.StopMarket, plan.StopPrice, null, WorkingType.MarkPrice);
        var order = refused with
        {
            Spec = spec,
            Role = OrderRole.Backstop,
            Number = state.Orders.Where(o => o.Role == OrderRole.Backstop).Max(o => o.Number) + 1,
            Stage = OrderStage.Working,
            OrderId = standing.OrderId,
            RejectCode = null,
            ConfirmedAt = now,
            NextLookAt = null,
            Expected = plan.StopPrice,
        };
        if (OrderIds.IsOurs(standing.Id) && standing.Status == VenueOrderStatus.New && OrderLife.IsAsOrdered(order, standing))
        {
            notices.Add(new Notice(NoticeLevel.Info, "STOP_ADOPTED", $"The close-position stop {standing.Id} on {state.Symbol} stands already and is right: it is the backstop."));
            return state with { Orders = EquatableList.From(state.Orders.Where(o => o.Id != standing.Id).Append(order)) };
        }

        notices.Add(new Notice(NoticeLevel.Warning, "STOP_REPLACED", $"The close-position stop {standing.Id} on {state.Symbol} at {standing.Trigger} is not the one wanted at {plan.StopPrice}: it is cancelled and ours sent."));
        effects.Add(new PositionEffect.CancelStray(standing));
        return state;
    }

    private static NoticeLevel LevelOf(OrderRole role, VenueMeaning meaning) => meaning.Account switch
    {
        AccountReaction.KillSwitch or AccountReaction.HaltAccount or AccountReaction.HaltSymbol => NoticeLevel.Critical,
        AccountReaction.Alert or AccountReaction.BackOffAndAlert or AccountReaction.PauseEntries => NoticeLevel.Warning,
        _ => role == OrderRole.Entry ? NoticeLevel.Info : NoticeLevel.Warning,
    };
}
