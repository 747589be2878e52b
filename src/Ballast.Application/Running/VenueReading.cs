using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Application.Running;

/// <summary>Reads whole lists from a venue that answers in pages of 1000; null when any page is not to be had.</summary>
public static class VenueReading
{
    private const int Page = 1000;

    public static async ValueTask<EquatableList<Fill>?> FillsAsync(IExchange exchange, Symbol symbol, long fromTradeId, CancellationToken cancel)
    {
        var all = new List<Fill>();
        for (var from = fromTradeId; ;)
        {
            if (await exchange.FillsAsync(symbol, from, cancel) is not VenueReply<IReadOnlyList<Fill>>.Accepted page)
            {
                return null;
            }

            all.AddRange(page.Value);
            if (page.Value.Count < Page)
            {
                return EquatableList.From(all);
            }

            from = page.Value[^1].TradeId + 1;
        }
    }

    /// <summary>Ledger lines; a page that ends within one millisecond overlaps the next, so lines are told apart by their ids.</summary>
    public static async ValueTask<EquatableList<IncomeEntry>?> IncomeAsync(IExchange exchange, DateTimeOffset from, CancellationToken cancel)
    {
        var all = new List<IncomeEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (await exchange.IncomeAsync(from, cancel) is not VenueReply<IReadOnlyList<IncomeEntry>>.Accepted page)
            {
                return null;
            }

            var before = all.Count;
            all.AddRange(page.Value.Where(line => seen.Add(line.Kind + line.Id)));
            if (page.Value.Count < Page || all.Count == before)
            {
                return EquatableList.From(all);
            }

            from = page.Value[^1].At;
        }
    }
}
