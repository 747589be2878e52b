using Ballast.Core.Signals;

namespace Ballast.Core.Tests.Signals;

/// <summary>The dedup key: account|strategy|id, else a hash of what tells alerts apart (design §4).</summary>
public sealed class DecisionIdTests
{
    [Fact]
    public void The_same_alert_has_the_same_id_in_any_form()
    {
        Assert.Equal(Id(), Id());
        Assert.Equal(Id(), Id(f => f.Symbol = "BINANCE:BTCUSDT.P"));
        Assert.Equal(Id(), Id(f => f.Secret = "rotated"));
        Assert.Equal(Id(f => f.Id = "7"), Id(f => (f.Id, f.SentAt, f.Price) = ("7", "2026-03-10T12:00:01Z", "5")));
    }

    [Fact]
    public void Whatever_tells_alerts_apart_changes_the_id()
    {
        var ids = new[]
        {
            Id(), Id(account: "other"), Id(f => f.Strategy = "mean"), Id(f => f.Symbol = "ETHUSDT"), Id(f => f.Interval = "60"), Id(f => f.Time = "2026-03-10T11:00:00Z"),
            Id(f => f.SentAt = "2026-03-10T12:00:01Z"), Id(f => f.Action = "sell"), Id(f => f.MarketPosition = "flat"), Id(f => f.OrderId = "L1"),
            Id(f => f.Id = "7"), Id(f => f.Id = "8"), Id(f => (f.Id, f.Strategy) = ("7", "mean")), Id(f => f.Id = "7", "other"),
        };
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void A_separator_inside_a_label_does_not_make_two_alerts_one() =>
        Assert.NotEqual(Id(f => (f.Strategy, f.Id) = ("a|b", "c")), Id(f => (f.Strategy, f.Id) = ("a", "b|c")));

    private static string Id(Action<AlertFields>? change = null, string account = "main")
    {
        var fields = new AlertFields { Strategy = "trend", Symbol = "BTCUSDT", Action = "buy", SentAt = "2026-03-10T12:00:00Z" };
        change?.Invoke(fields);
        return SignalReader.Read(fields, account, _ => true, new SignalOptions(), out _)!.DecisionId;
    }
}
