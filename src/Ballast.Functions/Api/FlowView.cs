using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Functions.Api;

/// <summary>A symbol's order flow as entries by the default strategy are judged, their own share of the depth apart.</summary>
/// <param name="RiskLevel">SAFE, WARNING or CRITICAL.</param>
/// <param name="Why">The measures that decided; absent while SAFE.</param>
/// <param name="Vpin">0–1; absent while it is not measured.</param>
/// <param name="Spread">A fraction of the middle price.</param>
/// <param name="Imbalance">−1 to 1, above 0: more to buy into.</param>
/// <param name="ImbalanceVelocity">Per second.</param>
/// <param name="SignedVolume">Taker buys less taker sells, base asset.</param>
/// <param name="BidDepth">USDT on the best levels.</param>
/// <param name="BookAsOf">Of spread, imbalance, its velocity and the depths; absent where the book could not be read.</param>
/// <param name="FlowAsOf">Of VPIN and signed volume.</param>
public sealed record FlowView(
    string RiskLevel, string? Why, decimal? Vpin, decimal? Spread, decimal? Imbalance, decimal? ImbalanceVelocity, decimal? SignedVolume,
    Money? BidDepth, Money? AskDepth, DateTimeOffset? BookAsOf, DateTimeOffset? FlowAsOf)
{
    public static FlowView Of(MarketView view, TradingOptions options)
    {
        var verdict = RiskLevels.Judge(view.Book, null, null, options.For(options.Signals.DefaultStrategy, view.Instrument.Symbol).Microstructure);
        return new FlowView(
            verdict.Level.Word(), verdict.Level == Core.Microstructure.RiskLevel.Safe ? null : verdict.Why, view.Book?.Vpin, view.Book?.Spread, view.Book?.Imbalance, view.Book?.ImbalanceVelocity, view.Book?.SignedVolume,
            view.Book?.BidDepth, view.Book?.AskDepth, view.Book?.AsOf, view.Book?.FlowAsOf);
    }
}
