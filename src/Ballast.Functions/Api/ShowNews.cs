using Ballast.Application.Messages;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Regimes;

namespace Ballast.Functions.Api;

/// <summary>Shows news, sentiment, and the policy that they leave.</summary>
internal static partial class Show
{
    private const string All = "all";

    public static NewsAnswer News(NewsTaken taken, Symbol? symbol) => new(
        "taken", symbol?.Name ?? All, taken.Pause?.Until,
        taken.Pause is { } pause ? $"No entries on {symbol?.Name ?? "any symbol"} until {pause.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}, by news of severity {pause.Severity}; exits go on." : "Nothing is paused by it.");

    public static SentimentAnswer Sentiment(SentimentTaken taken, Symbol? symbol) => new(
        "taken", symbol?.Name ?? All, taken.Counted?.Score, [.. taken.Reduced.Select(side => side.ToString())], taken.Counted?.Expiry,
        taken.Counted is null ? "There are as many stronger readings as are kept: it does not count."
        : taken.Reduced.Count == 0 ? "It makes no entry smaller, and never one larger."
        : $"Entries that go {string.Join(" or ", taken.Reduced)} are made smaller until then.");

    public static PolicyView Policy(MarketView view, NewsState? news, SentimentState? sentiment, TradingOptions options, DateTimeOffset now)
    {
        var (symbol, policy) = (view.Instrument.Symbol, view.Policy);
        var pause = news is null ? null : NewsRules.Running(news, symbol, now);
        return new PolicyView(
            symbol.Name, Upper(policy.Regime), Upper(policy.Volatility), (pause is null ? policy.Profile : RiskProfile.NoNewTrades).Word(), policy.MinConfidence,
            policy.RegimeMultiplier, policy.Adx, policy.AtrPercentile, view.Mark, view.Atr, view.SyntheticCandles, pause is null ? policy.Why : $"{policy.Why} News pauses entries: NO_NEW_TRADES.", policy.AsOf, policy.ValidUntil, policy.IsStale(now) || now > view.ValidUntil)
        {
            Direction = Upper(policy.Direction),
            Frames = [.. policy.Frames.Select(f => new FrameView(f.Interval.Name, Upper(f.Regime), Upper(f.Direction), f.Adx, f.Slope, f.Evidence, f.AsOf, f.IsTooYoung, f.IsStale(now, options.Frames)))],
            Model = policy.Model is { } model ? new ModelView(Upper(model.Phase), model.Posterior, Upper(model.Regime), Upper(model.Direction), model.States, model.AsOf, model.TrainedAt, model.ValidUntil) : null,
            ProfileSince = pause is null ? policy.ProfileSince : null,
            ProfileReason = pause is null ? policy.ProfileReason : null,
            NewsPause = pause is null ? null : new NewsPauseView(pause.Symbol?.Name, pause.Until, pause.Severity, pause.Text),
            Sentiment = Readings(symbol, sentiment, now),
            OrderFlow = FlowView.Of(view, options),
        };
    }

    public static RegimesView Regimes(Symbol symbol, IEnumerable<RegimeChange> changes) => new(
        symbol.Name,
        [.. changes.Select(c => c.Policy is { } p ? new RegimeChangeView(c.At, Upper(p.Regime), Upper(p.Direction), Upper(p.Volatility), p.Profile.Word()) : new RegimeChangeView(c.At, null, null, null, null))]);

    private static string Upper<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    private static List<SentimentView>? Readings(Symbol symbol, SentimentState? sentiment, DateTimeOffset now)
    {
        var alive = (sentiment?.Readings ?? []).Where(r => r.IsAlive(now) && (r.Symbol is null || r.Symbol == symbol)).Select(r => new SentimentView(r.Source, r.Symbol?.Name, r.Score, r.Text, r.At, r.Expiry)).ToList();
        return alive.Count > 0 ? alive : null;
    }
}
