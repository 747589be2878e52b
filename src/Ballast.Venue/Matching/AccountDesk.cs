using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>Cancels, queries, account and leverage.</summary>
internal sealed class AccountDesk(VenueDesk desk)
{
    private const int PageSize = 1_000;

    public VenueReply<VenueOrder> Cancel(Symbol symbol, ClientOrderId id, bool isConditional)
    {
        if (desk.Books.FindOpen(isConditional, id.Value) is not { } order || order.Symbol != symbol.Name)
        {
            return Refusal.UnknownCancel.As<VenueOrder>();
        }

        var canceled = order.With(VenueOrderStatus.Canceled, desk.NowMs);
        desk.Books.Close(canceled);
        return new VenueReply<VenueOrder>.Accepted(canceled.ToVenueOrder());
    }

    public VenueReply<VenueOrder> Query(Symbol symbol, ClientOrderId id, bool isConditional) =>
        new OrderLookup(desk).Find(symbol.Name, isConditional, id.Value) is { } order
            ? new VenueReply<VenueOrder>.Accepted(order.ToVenueOrder())
            : Refusal.UnknownOrder.As<VenueOrder>();

    public VenueReply<IReadOnlyList<VenueOrder>> OpenOrders(Symbol? symbol) =>
        new VenueReply<IReadOnlyList<VenueOrder>>.Accepted([.. desk.Books.Open.Values.Where(o => symbol is null || o.Symbol == symbol.Value.Name).Select(o => o.ToVenueOrder())]);

    public VenueReply<IReadOnlyList<VenuePosition>> Positions(Symbol? symbol) =>
        new VenueReply<IReadOnlyList<VenuePosition>>.Accepted([.. desk.Books.Positions.Values.Where(p => symbol is null || p.Symbol == symbol.Value.Name).Select(Show)]);

    /// <summary>Trade ids count from 1 without a gap over all symbols.</summary>
    public VenueReply<IReadOnlyList<Fill>> Fills(Symbol symbol, long fromTradeId) =>
        new VenueReply<IReadOnlyList<Fill>>.Accepted([.. desk.Books.Fills.Items
            .Skip((int)Math.Clamp(fromTradeId - 1, 0, desk.Books.Fills.Items.Count))
            .Where(f => f.Symbol == symbol.Name).Take(PageSize).Select(f => f.ToFill())]);

    public VenueReply<IReadOnlyList<IncomeEntry>> Income(DateTimeOffset from)
    {
        var fromMs = from.ToUnixTimeMilliseconds();
        var lines = desk.Books.Income.Items;

        // In the order of time, and mostly the last few are asked for.
        var first = lines.Count;
        while (first > 0 && lines[first - 1].AtMs >= fromMs)
        {
            first--;
        }

        return new VenueReply<IReadOnlyList<IncomeEntry>>.Accepted([.. lines.Skip(first).Take(PageSize).Select(i => i.ToEntry())]);
    }

    public VenueReply<VenueAccount> Account() => new VenueReply<VenueAccount>.Accepted(new VenueAccount(
        new Money(desk.Books.Account.Balance),
        new Money(desk.Books.Positions.Values.Sum(p => p.PnlAt(desk.FeedOf(p.Symbol)!.Current.Mark))),
        new Money(MarginRules.Available(desk.Books, desk.LeverageOf)),
        IsHedgeMode: false,
        IsMultiAssets: false,
        CanTrade: true,
        CanWithdraw: false));

    public VenueReply<Money> Transfer(Money amount)
    {
        if (amount.Value < -Math.Max(0, MarginRules.Available(desk.Books, desk.LeverageOf)))
        {
            return Refusal.NoMargin.As<Money>();
        }

        desk.Books.Book("TRANSFER", "", amount.Value, desk.NowMs);
        return new VenueReply<Money>.Accepted(new Money(desk.Books.Account.Balance));
    }

    /// <summary>Isolated margin, which may be set already, then the leverage.</summary>
    public VenueReply<Leverage> Prepare(Symbol symbol, Leverage leverage) =>
        desk.FeedOf(symbol.Name) is null ? Refusal.BadSymbol.As<Leverage>()
        : new MarginTypeChange(desk).To(symbol.Name, isIsolated: true) is { } no && no != Refusal.SameMarginType ? no.As<Leverage>()
        : SetLeverage(symbol, leverage);

    public VenueReply<Leverage> SetLeverage(Symbol symbol, Leverage leverage)
    {
        if (desk.FeedOf(symbol.Name) is not { } feed)
        {
            return Refusal.BadSymbol.As<Leverage>();
        }

        var position = desk.Books.PositionOf(symbol.Name);
        var notional = position.Size * feed.Current.Mark;
        var refusal = leverage.Value > feed.Instrument.Brackets[0].MaxLeverage ? Refusal.BadLeverage
            : position.Signed != 0 && leverage.Value < desk.LeverageOf(symbol.Name) ? Refusal.LeverageReduction
            : notional > MarginRules.MostNotional(feed.Instrument, leverage.Value) ? Refusal.AboveBracket
            : MarginRules.Available(desk.Books, s => s == symbol.Name ? leverage.Value : desk.LeverageOf(s)) < 0 ? Refusal.LeverageTooSmall
            : null;
        if (refusal is not null)
        {
            return refusal.As<Leverage>();
        }

        if (leverage.Value != desk.Books.Account.Leverages.GetValueOrDefault(symbol.Name))
        {
            desk.Books.Change(a => a with { Leverages = new SortedDictionary<string, int>(a.Leverages, StringComparer.Ordinal) { [symbol.Name] = leverage.Value } });
        }

        return new VenueReply<Leverage>.Accepted(leverage);
    }

    private VenuePosition Show(PositionRecord position)
    {
        var feed = desk.FeedOf(position.Symbol)!;
        return new VenuePosition(
            feed.Symbol,
            position.Signed,
            new Price(position.EntryPrice),
            new Price(feed.Current.Mark),
            new Money(position.PnlAt(feed.Current.Mark)),
            new Price(Math.Round(MarginRules.LiquidationPrice(feed.Instrument, position), 8)),
            new Money(position.Margin));
    }
}
