using System.Runtime.InteropServices;

namespace Ballast.Research.Data;

/// <summary>What a result was found on, wherever the file lies and whatever it is called: count, ends and a checksum of all times and prices, and of what takers bought where it was read.</summary>
/// <param name="Checksum">CRC-32C of the columns.</param>
public sealed record BarStamp(int Bars, DateTimeOffset From, DateTimeOffset To, uint Checksum)
{
    public static BarStamp Of(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var checksum = SourceStamp.Checksum(0, MemoryMarshal.AsBytes(bars.OpenTimesMs));
        checksum = SourceStamp.Checksum(checksum, MemoryMarshal.AsBytes(bars.Opens));
        checksum = SourceStamp.Checksum(checksum, MemoryMarshal.AsBytes(bars.Highs));
        checksum = SourceStamp.Checksum(checksum, MemoryMarshal.AsBytes(bars.Lows));
        checksum = SourceStamp.Checksum(checksum, MemoryMarshal.AsBytes(bars.Closes));
        checksum = bars.Takers is { } takers ? SourceStamp.Checksum(checksum, MemoryMarshal.AsBytes(takers.Bought.AsSpan(0, bars.Count))) : checksum;
        return new BarStamp(bars.Count, Time(bars.OpenTimesMs[0]), Time(bars.OpenTimesMs[^1]), checksum);
    }

    public override string ToString() => FormattableString.Invariant($"{Bars} bars from {From:yyyy-MM-ddTHH:mm:ss.fffZ} to {To:yyyy-MM-ddTHH:mm:ss.fffZ}, checksum {Checksum:x8}");

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
