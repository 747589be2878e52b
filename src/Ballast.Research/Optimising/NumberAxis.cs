using System.Globalization;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>A setting of numbers, from the first to the last that does not pass the end.</summary>
/// <param name="Step">0: every number between the ends, to six digits. Only points that are drawn may have such an axis.</param>
public sealed record NumberAxis(string Name, decimal From, decimal To, decimal Step) : SearchAxis(Name)
{
    /// <summary>What counts as a step where there is none: this share of the way from end to end.</summary>
    private const double FreeStep = 0.1;

    private static readonly int[] Distances = [-2, -1, 1, 2];

    /// <summary>Equal ratios are equally likely, not equal differences.</summary>
    public bool IsLog { get; init; }

    public bool IsWhole { get; init; }

    /// <summary>The step is not of the axis: every whole number counts, and the neighbours of one are those of an axis without steps.</summary>
    public bool IsStepless { get; init; }

    public override int? Count => Spacing > 0 && (To - From) / Spacing < int.MaxValue - 1 ? (int)((To - From) / Spacing) + 1 : To == From ? 1 : null;

    public override SettingValue this[int index] => new(Name, From + (index * Spacing));

    /// <summary>From one value to the next; 0 where there is no next.</summary>
    private decimal Spacing => Step > 0 ? Step : IsWhole ? 1 : 0;

    public override SettingValue At(double share) => Step > 0 ? this[(int)(share * Count!.Value)] : new(Name, Free(share));

    public override IEnumerable<(int Steps, SettingValue Value)> Around(SettingValue value) =>
        Distances.Select(steps => (Steps: steps, At: Beside(value.Value, steps))).Where(n => n.At is not null).Select(n => (n.Steps, new SettingValue(Name, n.At!.Value)));

    /// <summary>The value so many steps away; null beyond the ends.</summary>
    public decimal? Beside(decimal value, int steps)
    {
        if (Step > 0 && !IsStepless)
        {
            return value + (steps * Step) is var there && there >= From && there <= To ? there : null;
        }

        // Of no way there is no share.
        if (From == To)
        {
            return null;
        }

        var share = ShareOf((double)value) + (steps * FreeStep);
        if (share is < -1e-9 or > 1 + 1e-9)
        {
            return null;
        }

        var moved = Free(Math.Clamp(share, 0, 1));
        var next = !IsWhole ? moved : steps > 0 ? Math.Max(moved, value + steps) : Math.Min(moved, value + steps);
        return next >= From && next <= To && next != value ? next : null;
    }

    /// <summary>The shares of the way at which <see cref="At"/> gives this value; both the same where every number counts.</summary>
    public (double Low, double High) CellOf(decimal value)
    {
        if (Count == 1)
        {
            return (0, 1);
        }

        if (Step > 0)
        {
            var index = (double)((value - From) / Step);
            return (index / Count!.Value, (index + 1) / Count.Value);
        }

        var half = IsWhole ? 0.5 : 0;
        return (Math.Clamp(ShareOf((double)value - half), 0, 1), Math.Clamp(ShareOf((double)value + half), 0, 1));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={From}:{To}{(Step > 0 ? $":{Step.ToString(CultureInfo.InvariantCulture)}" : IsLog ? ":log" : "")}");

    private double ShareOf(double value)
    {
        var (from, to) = ((double)From, (double)To);
        return IsLog ? Math.Log(Math.Max(value, double.Epsilon) / from) / Math.Log(to / from) : (value - from) / (to - from);
    }

    private decimal Free(double share)
    {
        var (from, to) = ((double)From, (double)To);
        var value = IsLog ? from * Math.Pow(to / from, share) : from + (share * (to - from));
        var rounded = IsWhole ? (decimal)Math.Round(value) : decimal.Parse(value.ToString("G6", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Clamp(rounded, From, To);
    }
}
