using Ballast.Application.Caches;
using Ballast.Core.Decisions;
using Ballast.Core.Microstructure;

namespace Ballast.Application.Limits;

/// <summary>Request weights of the venue's calls as our ports make them. Source: facts.md §4 (forceOrders: its page).</summary>
public static class CallWeights
{
    public const int One = 1;
    public const int Positions = 5;
    public const int Fills = 5;
    public const int Income = 30;

    /// <summary>Account and its configuration.</summary>
    public const int Account = 10;

    public const int Forced = 20;
    public const int Countdown = 10;
    public const int Marks = 10;

    /// <summary>exchangeInfo and leverageBracket.</summary>
    public const int Instruments = 2;

    /// <summary>The bars of the order flow since a minute ago.</summary>
    public const int NewestFlow = 1;

    /// <summary>Margin type and leverage.</summary>
    public const int Prepare = 2;

    /// <summary>Plain and conditional orders: 1 each for a symbol, 40 each for all.</summary>
    public static int OpenOrders(bool isOneSymbol) => isOneSymbol ? 2 : 80;

    /// <summary>Candles come in pages of 1,500.</summary>
    public static int Candles(int count) => count switch
    {
        <= 100 => 1,
        <= 500 => 2,
        <= 1000 => 5,
        <= 1500 => 10,
        _ => 10 + Candles(count - 1500),
    };

    public static int Book(int depth) => depth switch
    {
        <= 50 => 2,
        <= 100 => 5,
        <= 500 => 10,
        _ => 20,
    };

    /// <summary>What refreshing the policy of so many symbols costs in its dearest minute, the first, when every window is read whole; the Crypto-VIX in it.</summary>
    public static int PolicyPerMinute(int symbols, TradingOptions options)
    {
        var perSymbol = options.FramePlan.Reads.Sum(r => Candles(r.Count)) + Book(options.Flow.BookLevels) + NewestFlow;
        var days = Math.Min(symbols, FlowMemory.DaysPerMinute) * (Candles(FlowWindow.Most) - NewestFlow);
        return Instruments + Marks + (symbols * perSymbol) + days + Candles(options.Vix.Candles);
    }

    /// <summary>What a quiet round of supervision costs: account, income, positions, orders, marks.</summary>
    public const int SupervisionPerMinute = Account + Income + Positions + 80 + Marks;
}
