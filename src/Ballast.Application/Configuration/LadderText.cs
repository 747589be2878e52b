using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>Which way a ladder's factors go while its value falls.</summary>
internal enum LadderShape
{
    /// <summary>They never rise: less confidence, less size.</summary>
    Falling,

    /// <summary>They never fall: less volatility, more leverage.</summary>
    Rising,
}

/// <summary>Ladders as text: <c>0.95:1.5,0.85:1.2,0:0.5</c>, each step from its value on.</summary>
/// <param name="Lowest">Where the last step must begin, so that no value is left without a factor.</param>
internal sealed record LadderText(decimal Lowest, decimal Highest, decimal MaxFactor, LadderShape Shape)
{
    private const decimal MostMultiple = 100;

    public string Allowed =>
        $"value:factor steps separated by commas, values falling from at most {SettingText.Of(Highest)} to exactly {SettingText.Of(Lowest)}, factors from 0 to {SettingText.Of(MaxFactor)} that never {(Shape == LadderShape.Falling ? "rise" : "fall")} on the way down";

    public static string ExitsAllowed => $"distance:share steps separated by commas, distances rising to at most {MostMultiple}, in multiples of the risk (1 or 1R) or per cent of the price (1.5%), shares above 0 (0.5 or 50%) that sum up to at most 1; or none";

    public static string Of(EquatableList<Rung> ladder) => SettingText.Of(ladder, r => $"{SettingText.Of(r.From)}:{SettingText.Of(r.Factor)}");

    public static string Of(EquatableList<LadderStep> ladder) => SettingText.Of(ladder, s => $"{SettingText.Of(s.Distance)}{(s.Unit == LadderUnit.Percent ? "%" : "")}:{SettingText.Of(s.Fraction)}");

    public EquatableList<Rung>? Read(string text)
    {
        var rungs = new List<Rung>();
        foreach (var (key, factor) in SettingText.Pairs(text, 0, MaxFactor) ?? [])
        {
            if (SettingText.Number(key, Lowest, Highest) is not { } from || (rungs.Count > 0 && !Follows(rungs[^1], from, factor)))
            {
                return null;
            }

            rungs.Add(new Rung(from, factor));
        }

        return rungs.Count > 0 && rungs[^1].From == Lowest ? EquatableList.From(rungs) : null;
    }

    /// <summary>Steps such as <c>1R:50%</c>, <c>1:0.5</c> (the same) or <c>1.5%:0.25</c> (1.5 per cent of the price).</summary>
    public static EquatableList<LadderStep>? ReadExits(string text)
    {
        var steps = new List<LadderStep>();
        foreach (var part in SettingText.Parts(text))
        {
            if (part.Split(':', StringSplitOptions.TrimEntries) is not [var where, var much] || Distance(where) is not var (distance, unit) || Share(much) is not { } share
                || steps.FindLast(s => s.Unit == unit) is { } before && distance <= before.Distance)
            {
                return null;
            }

            steps.Add(new LadderStep(distance, share, unit));
        }

        return steps.Sum(s => s.Fraction) <= 1 ? EquatableList.From(steps) : null;
    }

    private static (decimal Distance, LadderUnit Unit)? Distance(string text) =>
        text.EndsWith('%')
            ? SettingText.Number(text[..^1], 0.01m, MostMultiple) is { } percent ? (percent, LadderUnit.Percent) : null
            : SettingText.Number(text.EndsWith('R') || text.EndsWith('r') ? text[..^1] : text, 0.1m, MostMultiple) is { } multiple ? (multiple, LadderUnit.Risk) : null;

    private static decimal? Share(string text) =>
        text.EndsWith('%') ? SettingText.Number(text[..^1], 1, 100) / 100 : SettingText.Number(text, 0.01m, 1);

    private bool Follows(Rung before, decimal from, decimal factor) =>
        from < before.From && (Shape == LadderShape.Falling ? factor <= before.Factor : factor >= before.Factor);
}
