using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application.UseCases;

/// <summary>
/// Arms the venue's countdown for every symbol on which a plain order of ours rests, when the setting says so: if nobody comes back in
/// time, the venue cancels them. Stops are conditional orders and stay. Source: facts.md §4.
/// </summary>
public sealed class DeadMan(IExchange exchange, INotifier notifier, TradingOptions options)
{
    /// <summary>How many symbols were armed.</summary>
    public async ValueTask<int> ArmAsync(VenueSnapshot snapshot, CancellationToken cancel = default)
    {
        var countdown = options.Emergency.DeadMan;
        if (countdown <= TimeSpan.Zero)
        {
            return 0;
        }

        var armed = 0;
        foreach (var symbol in snapshot.Orders.Where(o => !o.IsConditional && OrderIds.IsOurs(o.Id)).Select(o => o.Symbol).Distinct().Order())
        {
            var reply = await exchange.ArmCountdownAsync(symbol, countdown, cancel);
            if (reply is VenueReply<bool>.Accepted)
            {
                armed++;
                continue;
            }

            await notifier.NotifyAsync(new Notice(NoticeLevel.Warning, "DEAD_MAN_NOT_ARMED", $"The countdown of {symbol} could not be armed: {reply}."), cancel);
        }

        return armed;
    }
}
