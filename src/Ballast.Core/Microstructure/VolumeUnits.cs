namespace Ballast.Core.Microstructure;

/// <summary>
/// Volumes as whole millionths of the base asset. Whole numbers split over buckets and slide through windows without a rest, so a long
/// stream does not drift; no USD-M symbol has a finer quantity step.
/// </summary>
internal static class VolumeUnits
{
    /// <summary>The largest single volume, base asset.</summary>
    public const double Most = 1e12;

    /// <summary>Units in one of the base asset.</summary>
    public const double PerOne = 1e6;

    /// <summary>False for what is negative, too large or no number.</summary>
    public static bool Holds(double quantity) => quantity is >= 0 and <= Most;

    public static long Of(double quantity) => (long)Math.Round(quantity * PerOne);

    public static double ToQuantity(long units) => units / PerOne;
}
