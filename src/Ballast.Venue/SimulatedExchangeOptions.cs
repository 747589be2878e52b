using Ballast.Venue.Limits;

namespace Ballast.Venue;

/// <summary>How the simulated exchange behaves. Rates are fractions (0.0005 = 0.05 %).</summary>
public sealed record SimulatedExchangeOptions
{
    /// <summary>The name in logs and health. Default "simulated".</summary>
    public string Name { get; init; } = "simulated";

    /// <summary>The account's partition in the store: letters, digits, '-'. Default "main".</summary>
    public string Account { get; init; } = "main";

    /// <summary>USDT, booked as TRANSFER when the account is opened. 0 or more, default 1,000.</summary>
    public decimal StartBalance { get; init; } = 1_000m;

    /// <summary>0 to 0.01, default 0.0005 (VIP 0, facts.md §4).</summary>
    public decimal TakerFeeRate { get; init; } = 0.0005m;

    /// <summary>0 to 0.01, default 0.0002.</summary>
    public decimal MakerFeeRate { get; init; } = 0.0002m;

    /// <summary>Liquidation clearance fee on the notional, 0 to 0.1, default 0.0125; never more than the margin that is left.</summary>
    public decimal LiquidationFeeRate { get; init; } = 0.0125m;

    /// <summary>Leverage of a symbol that was never prepared, 1 to 125, default 20 as on Binance.</summary>
    public int DefaultLeverage { get; init; } = 20;

    /// <summary>How many levels of the book an order can take, 1 to 50, default 20.</summary>
    public int MatchDepth { get; init; } = 20;

    /// <summary>Most open orders per symbol, and most open conditional orders in all, 1 to 200, default 200.</summary>
    public int MaxOpenOrders { get; init; } = 200;

    /// <summary>Request weight and order counts; default Binance's figures, counted but not enforced. <see cref="VenueLimits.Binance"/> enforces them.</summary>
    public VenueLimits Limits { get; init; } = new();

    /// <summary>True: every symbol begins with CROSSED margin, as on a new Binance account, and takes no entry before it was prepared. Default false: ISOLATED.</summary>
    public bool BeginsCrossed { get; init; }

    /// <summary>Names setting, value and range of the first option that is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public void Validate()
    {
        Check(nameof(StartBalance), StartBalance, 0, 1_000_000_000_000m);
        Check(nameof(TakerFeeRate), TakerFeeRate, 0, 0.01m);
        Check(nameof(MakerFeeRate), MakerFeeRate, 0, 0.01m);
        Check(nameof(LiquidationFeeRate), LiquidationFeeRate, 0, 0.1m);
        Check(nameof(DefaultLeverage), DefaultLeverage, 1, 125);
        Check(nameof(MatchDepth), MatchDepth, 1, 50);
        Check(nameof(MaxOpenOrders), MaxOpenOrders, 1, 200);
        Check(nameof(Limits.WeightPerMinute), Limits.WeightPerMinute, 1, int.MaxValue);
        Check(nameof(Limits.OrdersPer10Seconds), Limits.OrdersPer10Seconds, 1, int.MaxValue);
        Check(nameof(Limits.OrdersPerMinute), Limits.OrdersPerMinute, 1, int.MaxValue);
        Check(nameof(Limits.CallsBeforeBan), Limits.CallsBeforeBan, 0, int.MaxValue);
        Check("FirstBan.TotalSeconds", (decimal)Limits.FirstBan.TotalSeconds, 1, 259_200);
        if (Account.Length is 0 or > 64 || !Account.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentOutOfRangeException(nameof(Account), Account, "Account must be 1 to 64 letters, digits or '-'.");
        }
    }

    private static void Check(string name, decimal value, decimal least, decimal most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be {least} to {most}."));
        }
    }
}
