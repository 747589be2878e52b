using Ballast.Application.Ports;
using Ballast.Venue.Matching;

namespace Ballast.Venue.Limits;

/// <summary>
/// Counts what is asked and says no beyond the limits. It lives with the process, as the venue's counters do with an address:
/// nothing of it is stored. Called by one caller at a time.
/// </summary>
internal sealed class RateGate(VenueLimits limits)
{
    private static readonly TimeSpan LongestBan = TimeSpan.FromDays(3);
    private static readonly TimeSpan BanIsForgotten = TimeSpan.FromDays(1);
    private readonly CallCounter _weight = new(60_000);
    private readonly CallCounter _orders10s = new(10_000);
    private readonly CallCounter _orders1m = new(60_000);
    private int _callsAfterNo;
    private long _toldMinute = -1;
    private long _bannedUntilMs;
    private TimeSpan _ban;

    /// <summary>Counts a call; null when it may be performed.</summary>
    public RateRefusal? Admit(CallCost cost, long nowMs)
    {
        if (nowMs < _bannedUntilMs)
        {
            return new RateRefusal(Refusal.Banned, TimeSpan.FromMilliseconds(_bannedUntilMs - nowMs), IsBan: true);
        }

        if (_weight.Add(cost.Weight, nowMs) > limits.WeightPerMinute && limits.IsEnforced)
        {
            return TooMuch(nowMs);
        }

        if (cost.Orders == 0)
        {
            return null;
        }

        var ofMinute = _orders1m.Add(cost.Orders, nowMs) > limits.OrdersPerMinute;
        var of10s = _orders10s.Add(cost.Orders, nowMs) > limits.OrdersPer10Seconds;
        return !limits.IsEnforced ? null
            : ofMinute ? new RateRefusal(Refusal.TooManyNewOrders, _orders1m.Left(nowMs), IsBan: false)
            : of10s ? new RateRefusal(Refusal.TooManyNewOrders, _orders10s.Left(nowMs), IsBan: false)
            : null;
    }

    public VenueUsage Usage(long nowMs) => new(_weight.At(nowMs), _orders10s.At(nowMs), _orders1m.At(nowMs), DateTimeOffset.FromUnixTimeMilliseconds(nowMs))
    {
        WeightLimit = limits.WeightPerMinute,
        Orders10sLimit = limits.OrdersPer10Seconds,
        Orders1mLimit = limits.OrdersPerMinute,
    };

    private RateRefusal TooMuch(long nowMs)
    {
        var minute = nowMs / 60_000;
        _callsAfterNo = minute == _toldMinute ? _callsAfterNo + 1 : 0;
        _toldMinute = minute;
        if (_callsAfterNo <= limits.CallsBeforeBan)
        {
            return new RateRefusal(Refusal.TooManyRequests, _weight.Left(nowMs), IsBan: false);
        }

        var isRepeated = _ban > TimeSpan.Zero && nowMs - _bannedUntilMs < BanIsForgotten.TotalMilliseconds;
        _ban = isRepeated ? TimeSpan.FromTicks(Math.Min(_ban.Ticks * 2, LongestBan.Ticks)) : limits.FirstBan;
        _bannedUntilMs = nowMs + (long)_ban.TotalMilliseconds;
        _callsAfterNo = 0;
        return new RateRefusal(Refusal.Banned, _ban, IsBan: true);
    }
}

/// <summary>A no of the limits, and how long to wait.</summary>
internal sealed record RateRefusal(Refusal Why, TimeSpan RetryAfter, bool IsBan)
{
    public VenueReply<T> As<T>() => new VenueReply<T>.Rejected(Why.Code, Why.Message) { RetryAfter = RetryAfter, IsBan = IsBan };
}
