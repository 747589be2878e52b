using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Reading;

/// <summary>Slippage by symbol, from the trades that are kept.</summary>
public sealed class SlippageRead(History history, TradingOptions options)
{
    private const int Page = 1000;

    public decimal Target => options.Entry.SlippageTarget;

    public async ValueTask<EquatableList<SymbolSlippage>> ReadAsync(Symbol? symbol, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancel = default)
    {
        var trades = new List<Trade>();
        for (string? after = null; ;)
        {
            var page = await history.TradesAsync(symbol, from, to, Page, after, cancel);
            trades.AddRange(page.Items);
            after = page.Next;
            if (after is null)
            {
                return SlippageReport.Of(trades, Target);
            }
        }
    }
}
