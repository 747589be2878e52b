using Ballast.Application.Caches;
using Ballast.Application.Messages;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Portfolio;
using Ballast.Core.Volatility;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

public sealed class Decisions(History history)
{
    [Function("Decisions")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "decisions/{id?}")] HttpRequest request, string? id, CancellationToken cancel)
    {
        if (id is not null)
        {
            return await history.DecisionAsync(id, cancel) is { } decision
                ? Answer.Json(Show.Decision(decision, withTrace: true), ApiJson.Web.DecisionView)
                : Answer.Problem(404, "UNKNOWN_DECISION", $"There is no decision '{id}'.", "id", id);
        }

        var query = new QueryReader(request);
        var (limit, after) = (query.Limit(), query.Cursor());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await history.DecisionsAsync(limit, after, cancel);
        return Answer.Json(new ListView<DecisionView>([.. page.Items.Select(d => Show.Decision(d, withTrace: false))], page.Next), ApiJson.Web.ListViewDecisionView);
    }
}

public sealed class Orders(History history, KnownSymbols symbols, PositionList positions, AccountSettings settings)
{
    [Function("Orders")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "orders/{id?}")] HttpRequest request, string? id, CancellationToken cancel)
    {
        var live = (await positions.ReadAsync(settings.Account, cancel))
            .Where(p => p.State.Plan is not null)
            .SelectMany(p => p.State.Orders.Select(o => Show.Order(p.State.Plan!.DecisionId, o)));
        if (id is not null)
        {
            var found = live.FirstOrDefault(o => o.Id == id) ?? (await history.OrderAsync(id, cancel) is { } row ? Show.Order(row.DecisionId, row.Order) : null);
            return found is null ? Answer.Problem(404, "UNKNOWN_ORDER", $"There is no order '{id}'.", "id", id) : Answer.Json(found, ApiJson.Web.OrderView);
        }

        var query = new QueryReader(request);
        var (limit, symbol, after) = (query.Limit(), await query.SymbolAsync("symbol", symbols, cancel), query.Cursor());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        // Live orders stand on the first page, before all ended ones.
        var page = await history.OrdersAsync(symbol, limit, after, cancel);
        var first = after is null ? live.Where(o => symbol is null || o.Symbol == symbol.Value.Name).OrderByDescending(o => o.SentAt) : Enumerable.Empty<OrderView>();
        return Answer.Json(new ListView<OrderView>([.. first, .. page.Items.Select(r => Show.Order(r.DecisionId, r.Order))], page.Next), ApiJson.Web.ListViewOrderView);
    }
}

public sealed class Positions(PositionList positions, MarketCache cache, AccountSettings settings)
{
    [Function("Positions")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "positions")] HttpRequest request, CancellationToken cancel)
    {
        var views = new List<PositionView>();
        foreach (var position in await positions.ReadAsync(settings.Account, cancel))
        {
            if (position.State.Plan is not null)
            {
                views.Add(Show.Position(position.State, await cache.ViewAsync(position.State.Symbol, cancel)));
            }
        }

        return Answer.Json(new ListView<PositionView>(views, null), ApiJson.Web.ListViewPositionView);
    }
}

public sealed class Trades(History history, KnownSymbols symbols)
{
    [Function("Trades")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "trades")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var (symbol, from, to, limit, after) = (await query.SymbolAsync("symbol", symbols, cancel), query.Time("from"), query.Time("to"), query.Limit(), query.Cursor());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await history.TradesAsync(symbol, from, to, limit, after, cancel);
        return Answer.Json(new ListView<TradeView>([.. page.Items.Select(Show.Trade)], page.Next), ApiJson.Web.ListViewTradeView);
    }
}

public sealed class Risk(AccountRunner accounts, MarketCache cache, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    [Function("Risk")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "risk")] HttpRequest request, CancellationToken cancel)
    {
        var (account, now) = (await accounts.ReadAsync(settings.Account, cancel), time.GetUtcNow());
        var known = new Dictionary<Symbol, SymbolCorrelations>();
        foreach (var slot in account.Slots.Values.Where(s => (s.Open ?? s.Reserved) is not null || s.Foreign is not null))
        {
            if (await cache.CorrelationsAsync(slot.Symbol, cancel) is { } reading && now <= reading.ValidUntil)
            {
                known[slot.Symbol] = reading;
            }
        }

        return ShowRisk.From(account, options, await cache.BanAsync(cancel), (left, right) => known.GetValueOrDefault(left)?.With(right)?.Correlation, now) is { } view
            ? Answer.Json(view, ApiJson.Web.RiskView)
            : Answer.Problem(503, "NOT_RECONCILED", $"Account '{settings.Account}' has not been reconciled with the exchange yet.");
    }
}

public sealed class Policy(MarketCache cache, TradingOptions options, TimeProvider time)
{
    [Function("Policy")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "policy")] HttpRequest request, CancellationToken cancel)
    {
        var (news, sentiment) = (await cache.NewsAsync(cancel), await cache.SentimentAsync(cancel));
        var views = (await cache.ViewsAsync(cancel)).Select(v => Show.Policy(v, news, sentiment, options, time.GetUtcNow()));
        return Answer.Json(new ListView<PolicyView>([.. views], null), ApiJson.Web.ListViewPolicyView);
    }
}

public sealed class Vix(MarketCache cache, TradingOptions options, TimeProvider time)
{
    // A week of readings is kept.
    private static readonly NumberRange HistoryCount = NumberRange.Whole(1, 2016);

    [Function("Vix")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "vix")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var count = query.Number("history", HistoryCount);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (await cache.VixAsync(cancel) is not { } vix)
        {
            return Answer.Problem(503, "VIX_UNKNOWN", "There is no Crypto-VIX reading yet.");
        }

        var view = new VixView(vix.Score, vix.Level.ToString().ToUpperInvariant(), CryptoVix.Factor(vix.Level, options.Vix), vix.Percentile, vix.Candles, vix.SyntheticCandles, vix.AsOf, vix.ValidUntil, time.GetUtcNow() > vix.ValidUntil);
        if (count is not null)
        {
            var history = await cache.VixHistoryAsync(cancel) ?? new VixHistory([]);
            view = view with { History = [.. history.Scores.TakeLast((int)count)], HistoryAt = [.. history.Times(vix.AsOf, options.Vix.Period).TakeLast((int)count)] };
        }

        return Answer.Json(view, ApiJson.Web.VixView);
    }
}

public sealed class Tradable(TradableNow tradable)
{
    [Function("Tradable")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "tradable")] HttpRequest request, CancellationToken cancel)
    {
        var found = await tradable.ReadAsync(cancel);
        return Answer.Json(new ListView<TradableView>([.. found.Select(Show.Tradable)], null), ApiJson.Web.ListViewTradableView);
    }
}
