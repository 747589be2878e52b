using Ballast.Core.Market;

namespace Ballast.Core.News;

/// <summary>Settings of the news rule. Source: requirements §9.</summary>
public sealed record NewsOptions
{
    /// <summary>Entries pause from this severity on. 1–5, default 4.</summary>
    public int PauseFrom { get; init; } = 4;

    /// <summary>… for this long from the item's time on. 1 min – 1 day, default 60 min (ours).</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>An item dated further ahead than this is refused. 0–300 s, default 30 s (ours, as for alerts).</summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pauses of single symbols that are kept; one more becomes a pause of all. 1–64, default 64 (ours): so many fit into one row.</summary>
    public int MaxSymbols { get; init; } = 64;

    /// <summary>An item that names no expiry is good for this long. 1 min – 7 days, default 1 day (ours).</summary>
    public TimeSpan ExpiresAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What makes an item of a feed grave; see <see cref="NewsText.Severity"/>. The words are ours.</summary>
    public EquatableList<NewsKeyword> Keywords { get; init; } =
    [
        new("hack*", 5), new("exploit*", 5), new("insolven*", 5), new("bankrupt*", 5), new("depeg*", 5),
        new("halt*", 4), new("suspend*", 4), new("delist*", 4), new("outage*", 4), new("lawsuit*", 3),
    ];

    /// <summary>What feeds call a coin besides its ticker; see <see cref="NewsText.Symbols"/>. The names are ours.</summary>
    public EquatableList<CoinName> Coins { get; init; } =
    [
        new("bitcoin", "BTC"), new("ethereum", "ETH"), new("ether", "ETH"), new("solana", "SOL"), new("binance coin", "BNB"), new("dogecoin", "DOGE"), new("ripple", "XRP"),
    ];
}
