using Ballast.Cli.Labels;

namespace Ballast.Cli.Output;

/// <summary>The JSON of <c>regimes</c>. Times are closes, ISO UTC; changes and shares are fractions.</summary>
/// <param name="Labelled">Candles that have a label.</param>
/// <param name="Changes">How often the label changed.</param>
/// <param name="Gaps">Of the file.</param>
internal sealed record RegimesView(
    string File, string Model, string Interval, int Candles, int Labelled, DateTimeOffset From, DateTimeOffset To, int Changes, GapsView Gaps,
    IReadOnlyList<RegimeShareView> Labels, IReadOnlyList<RegimeYearView> Years, IReadOnlyList<RegimeRunView> Runs, IReadOnlyList<string> Notes)
{
    public static RegimesView Of(string file, string model, string interval, IReadOnlyList<LabelledCandle> candles, GapsView gaps, IReadOnlyList<string> notes)
    {
        var runs = LabelRun.Of(candles);
        return new RegimesView(
            file, model, interval, candles.Count, runs.Sum(r => r.Candles), candles[0].ClosedAt, candles[^1].ClosedAt, Math.Max(0, runs.Count - 1), gaps,
            [.. LabelShare.Of(runs).Select(s => new RegimeShareView(s.Label.Name(), s.Candles, s.Share, s.Runs, s.Change))],
            [.. LabelYear.Of(candles).Select(RegimeYearView.Of)],
            [.. runs.Select(r => new RegimeRunView(r.From, r.To, r.Candles, r.Label.RegimeName(), r.Label.DirectionName(), r.FromPrice, r.ToPrice, r.Change))],
            notes);
    }
}

/// <param name="Label">Regime, and the direction of a trend.</param>
/// <param name="Change">All its runs after one another.</param>
internal sealed record RegimeShareView(string Label, int Candles, double Share, int Runs, double Change);

/// <param name="Fading">Share of TRENDING without a direction.</param>
/// <param name="Unlabelled">Candles without a label; the shares are of the others.</param>
internal sealed record RegimeYearView(int Year, int Candles, int Unlabelled, double? Up, double? Down, double? Fading, double? Ranging, double? Normal, double Change)
{
    public static RegimeYearView Of(LabelYear year)
    {
        return new RegimeYearView(year.Year, year.Candles, year.Unlabelled, Share(MarketLabel.Up), Share(MarketLabel.Down), Share(MarketLabel.Fading), Share(MarketLabel.Ranging), Share(MarketLabel.Normal), year.Change);

        double? Share(MarketLabel label) => year.Shares.Count == 0 ? null : year.Shares.GetValueOrDefault(label);
    }
}

/// <param name="From">The close that gave the label.</param>
/// <param name="To">The close that gave another one.</param>
/// <param name="Direction">Of a trend; else null.</param>
internal sealed record RegimeRunView(DateTimeOffset From, DateTimeOffset To, int Candles, string Regime, string? Direction, double FromPrice, double ToPrice, double Change);
