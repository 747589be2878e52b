namespace Ballast.Core.Positions;

/// <summary>What a refused stop means, by the venue's code. Source: facts.md §4.</summary>
public static class StopRefusals
{
    /// <summary>
    /// -2021 and -4142: the price is already through the stop. -2022, -4118: reduce-only conflicts; -2019: no margin for it.
    /// None of these is mended by trying again, so the position is closed at once. Every other refusal is tried again until the deadline.
    /// </summary>
    public static bool ClosesAtOnce(int? code) => code is -2021 or -4142 or -2019 or -4118 or -2022;
}
