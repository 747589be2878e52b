namespace Ballast.Core.Microstructure;

/// <summary>A well-formed <see cref="FlowBar"/> with its volumes in <see cref="VolumeUnits"/>.</summary>
internal readonly record struct FlowUnits(long OpenTimeMs, long Volume, long TakerBuyVolume, long CloseTimeMs)
{
    public static FlowUnits Of(in FlowBar bar) => new(bar.OpenTimeMs, VolumeUnits.Of(bar.Volume), VolumeUnits.Of(bar.TakerBuyVolume), bar.CloseTimeMs);
}
