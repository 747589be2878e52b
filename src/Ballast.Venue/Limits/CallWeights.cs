namespace Ballast.Venue.Limits;

/// <summary>The request weights of Binance's calls (facts.md §4). A member of the port that stands for several calls weighs their sum.</summary>
internal static class CallWeights
{
    private const int KlinesPerCall = 1_500;

    public const int One = 1;
    public const int Positions = 5;
    public const int UserTrades = 5;
    public const int AllOrders = 5;
    public const int Balance = 5;
    public const int Account = 5;
    public const int AccountConfig = 5;
    public const int Income = 30;
    public const int PositionMode = 30;
    public const int MultiAssets = 30;
    public const int CommissionRate = 20;
    public const int Countdown = 10;
    public const int ForceOrders = 20;

    public static int OpenOrders(bool ofOneSymbol) => ofOneSymbol ? 1 : 40;

    public static int Klines(int limit) => limit switch
    {
        <= 100 => 1,
        <= 500 => 2,
        <= 1_000 => 5,
        _ => 10,
    };

    /// <summary>Several calls when one cannot hold as many.</summary>
    public static int KlinePages(int count) => (count / KlinesPerCall * Klines(KlinesPerCall)) + (count % KlinesPerCall > 0 ? Klines(count % KlinesPerCall) : 0);

    public static int Depth(int limit) => limit switch
    {
        <= 50 => 2,
        <= 100 => 5,
        <= 500 => 10,
        _ => 20,
    };

    /// <summary>premiumIndex: 1 for one symbol, 10 for all.</summary>
    public static int Marks(int symbols) => Math.Min(symbols, 10);

    public static int BookTicker(bool ofOneSymbol) => ofOneSymbol ? 2 : 5;

    public static int PriceTicker(bool ofOneSymbol) => ofOneSymbol ? 1 : 2;

    public static int DayTicker(bool ofOneSymbol) => ofOneSymbol ? 1 : 40;
}
