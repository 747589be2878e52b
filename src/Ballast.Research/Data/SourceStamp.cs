using System.Numerics;
using System.Runtime.InteropServices;
using Ballast.Venue.Markets;

namespace Ballast.Research.Data;

/// <summary>What a cache must agree with to stand for its source: length, time of the last change, and a checksum of the beginning.</summary>
/// <param name="Bytes">Length of the file as it lies there, zipped or not.</param>
/// <param name="ModifiedTicks">UTC, in units of 100 ns.</param>
/// <param name="HeadChecksum">CRC-32C of the first 64 KiB.</param>
internal readonly record struct SourceStamp(long Bytes, long ModifiedTicks, long HeadChecksum)
{
    private const int HeadBytes = 1 << 16;

    /// <exception cref="MarketSourceException">The file cannot be read.</exception>
    public static SourceStamp Of(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var head = new byte[HeadBytes];
            var length = 0;
            while (length < HeadBytes && RandomAccess.Read(file, head.AsSpan(length), length) is > 0 and var read)
            {
                length += read;
            }

            return new SourceStamp(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(path).Ticks, Checksum(0, head));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketSourceException($"The kline file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>CRC-32C, continued from <paramref name="checksum"/>; the length is a multiple of 8.</summary>
    public static uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            checksum = BitOperations.Crc32C(checksum, word);
        }

        return checksum;
    }
}
