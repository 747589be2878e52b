using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.UseCases;
using Ballast.Cli.Inputs;
using Ballast.Cli.Output;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Journal;
using Ballast.Journal.Log;
using Ballast.Venue;
using Ballast.Venue.Markets;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>What a balance can trade on a whole market: the app's own refresh of policy and prices, then a decision per symbol. Nothing is kept.</summary>
internal static class AllSymbols
{
    public static async Task<int> RunAsync(IReadOnlyList<MarketSource> sources, AccountFigures account, EntrySignal signal, TradingOptions options, bool asJson, Printer printer, CancellationToken cancel)
    {
        // The question is about the balance: a longer frame that trends against the long assumed here is no answer to it.
        options = options with { Frames = options.Frames with { Veto = [] }, Signals = options.Signals with { DefaultConfidence = signal.Confidence ?? options.Signals.DefaultConfidence } };
        var list = new TradableList(account.Balance.Value, string.Join(';', sources.Select(s => s.Identity)), TimeProvider.System.GetUtcNow(), await ReadAsync(sources, account, options, cancel));
        if (asJson)
        {
            printer.Json(list, CliJson.Plain.TradableList);
        }
        else
        {
            Print(list, printer);
        }

        return ExitCode.Fine;
    }

    private static async Task<IReadOnlyList<TradableRow>> ReadAsync(IReadOnlyList<MarketSource> sources, AccountFigures account, TradingOptions options, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        using var venue = new SimulatedExchange(time, sources);
        await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true }, time, new MemoryFiles(), cancel: cancel);
        var cache = new MarketCache(journal.Store);
        var symbols = await SymbolsAsync(venue, cancel);
        if (!symbols.Contains(new Symbol(options.Vix.Symbol)))
        {
            options = options with { Vix = options.Vix with { Symbol = symbols[0].Name } };
        }

        var settings = new AccountSettings("calculator", EquatableList.From(symbols), "paper");
        var candles = new CandleMemory(venue, time);
        await new RefreshPolicy(venue, new InstrumentMemory(venue, time), new ReadFrames(candles, options, time), cache, new RefreshCorrelations(cache, options, time), new RefreshVix(candles, cache, options, time), new ReadFlow(venue, new FlowMemory(venue, time), options, time), settings, options, time).RunAsync(cancel: cancel);
        var now = time.GetUtcNow();
        var state = AccountState.Empty(settings.Account) with { Risk = account.ToRecord(now, options) };
        var rows = new List<TradableRow>();
        foreach (var symbol in symbols)
        {
            var own = state.With(new SymbolSlot { Symbol = symbol, Results = AccountFigures.Results(account.OnSymbol) });
            var view = await cache.ViewAsync(symbol, cancel);
            var tradable = await TradableSymbol.ReadAsync(own, symbol, cache, options, now, cancel);
            var entry = tradable.Decision.Entry;
            rows.Add(new TradableRow(
                symbol.Name, entry is not null, view?.Mark.Value, view?.Atr, entry?.Quantity.Value, entry?.Notional.Value, entry?.Margin.Value, entry?.Leverage.Value, entry?.LossAtStop.Value,
                tradable.FromBalance, tradable.Decision.Refusals.Count > 0 ? tradable.Decision.Refusals[0] : null));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<Symbol>> SymbolsAsync(SimulatedExchange venue, CancellationToken cancel)
    {
        try
        {
            return await venue.InstrumentsAsync(cancel) is VenueReply<IReadOnlyList<Instrument>>.Accepted { Value: var instruments }
                ? [.. instruments.Select(i => i.Symbol).Order()]
                : throw new UsageException("The market does not answer.");
        }
        catch (MarketSourceException wrong)
        {
            throw new UsageException($"--market: {wrong.Message}");
        }
    }

    private static void Print(TradableList list, Printer printer)
    {
        var table = new Table().AddColumn("symbol").AddColumn("tradable");
        foreach (var heading in (string[])["price", "quantity", "notional, USDT", "margin, USDT", "leverage", "loss at stop, USDT", "from balance, USDT"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var row in list.Items)
        {
            table.AddRow(
                row.Symbol, row.Tradable ? "[green]yes[/]" : "[red]no[/]", row.Price?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–", row.Quantity?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–", Shown.Usdt(Money(row.OrderNotional)),
                Shown.Usdt(Money(row.Margin)), row.Leverage is { } leverage ? $"{leverage}x" : "–", Shown.Usdt(Money(row.LossAtStop)), row.FromBalance is { } balance ? balance.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture) : "no balance");
        }

        printer.Line($"With a balance of {Shown.Usdt(new Money(list.Balance))} USDT, a long at the mark; prices of market {list.Market} at {list.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z:");
        printer.Table(table);
        foreach (var row in list.Items.Where(r => r.Reason is not null))
        {
            printer.Line($"* {row.Symbol}: {row.Reason!.Text}");
        }
    }

    private static Money? Money(decimal? amount) => amount is { } value ? new Money(value) : null;
}
