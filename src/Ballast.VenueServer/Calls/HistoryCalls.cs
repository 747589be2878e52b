using System.Text.Json.Nodes;
using Ballast.Core.Market;
using Ballast.Venue.Accounts;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>Our executions and the ledger.</summary>
internal static class HistoryCalls
{
    private const int UsualTrades = 500;
    private const int UsualIncome = 100;
    private const int Most = 1_000;
    private const long SevenDaysMs = 7 * 86_400_000L;

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/fapi/v1/userTrades", Access.Signed, _ => CallWeights.UserTrades, BindTrades) { Call = VenueCall.Fills },
        new("GET", "/fapi/v1/income", Access.Signed, _ => CallWeights.Income, BindIncome) { Call = VenueCall.Income },
    ];

    /// <summary>From a trade id or in a window, the first ones; else the last ones of seven days.</summary>
    private static Act BindTrades(Parameters parameters)
    {
        var limit = parameters.Limit(UsualTrades, Most);
        var (fromId, orderId) = (parameters.Whole("fromId"), parameters.Whole("orderId"));
        var (from, until) = parameters.Window();
        if (fromId is not null && (from ?? until) is not null)
        {
            throw new ParameterException(-1128, "Combination of optional parameters invalid: fromId cannot be sent with startTime or endTime.");
        }

        return Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) =>
        {
            var since = fromId is not null ? 0 : from ?? (until ?? desk.NowMs) - SevenDaysMs;
            var found = desk.Books.Fills.Items.Where(f => f.Symbol == feed.Symbol.Name && f.AtMs >= since
                && (fromId is null || f.Id >= fromId) && (orderId is null || f.OrderId == orderId) && (until is null || f.AtMs <= until));
            return Answers.List((fromId is null && from is null ? found.TakeLast(limit) : found.Take(limit)).Select(Trade));
        });
    }

    private static JsonObject Trade(FillRecord fill) => new()
    {
        ["symbol"] = fill.Symbol,
        ["id"] = fill.Id,
        ["orderId"] = fill.OrderId,
        ["side"] = fill.Side.Word(),
        ["price"] = fill.Price.Text(),
        ["qty"] = fill.Quantity.Text(),
        ["realizedPnl"] = fill.Realised.Text(),
        ["quoteQty"] = (fill.Price * fill.Quantity).Text(),
        ["commission"] = fill.Fee.Text(),
        ["commissionAsset"] = "USDT",
        ["time"] = fill.AtMs,
        ["positionSide"] = "BOTH",
        ["buyer"] = fill.Side == OrderSide.Buy,
        ["maker"] = fill.IsMaker,
    };

    private static Act BindIncome(Parameters parameters)
    {
        var limit = parameters.Limit(UsualIncome, Most);
        var (symbol, kind) = (parameters.Text("symbol"), parameters.Text("incomeType"));
        var (from, until) = (parameters.Whole("startTime"), parameters.Whole("endTime"));
        return desk =>
        {
            var since = from ?? (until ?? desk.NowMs) - SevenDaysMs;
            var found = desk.Books.Income.Items.Where(i => i.AtMs >= since && (until is null || i.AtMs <= until) && (symbol is null || i.Symbol == symbol) && (kind is null || i.Kind == kind));
            return Answers.List((from is null ? found.TakeLast(limit) : found.Take(limit)).Select(Income));
        };
    }

    private static JsonObject Income(IncomeRecord income) => new()
    {
        ["symbol"] = income.Symbol,
        ["incomeType"] = income.Kind,
        ["income"] = income.Amount.Text(),
        ["asset"] = "USDT",
        ["time"] = income.AtMs,
        ["info"] = income.Kind,
        ["tranId"] = income.Id,
        ["tradeId"] = "",
    };
}
