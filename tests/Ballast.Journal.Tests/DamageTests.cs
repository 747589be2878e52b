using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;

namespace Ballast.Journal.Tests;

public sealed class DamageTests
{
    private const string Segment = "log-0000000001.seg";
    private readonly List<JournalNotice> notices = [];

    [Fact]
    public async Task A_tail_torn_at_any_byte_of_the_last_batch_is_cut_off_with_a_notice()
    {
        var (bytes, last, end) = await ThreeBatches();
        for (var cut = last; cut < end; cut++)
        {
            if (bytes.AsSpan(cut, end - cut).ContainsAnyExcept((byte)0))
            {
                notices.Clear();
                var files = FilesWith([.. bytes[..cut], .. new byte[bytes.Length - cut]]);
                await using var journal = await Open(files);
                Assert.Equal(["r0", "r1"], await Rows(journal));
                Assert.Equal(cut > last ? ["TORN_TAIL"] : [], notices.Select(notice => notice.Code));
            }
        }
    }

    [Fact]
    public async Task After_a_torn_tail_the_log_goes_on()
    {
        var (bytes, last, _) = await ThreeBatches();
        bytes[last + 10] ^= 1;
        var files = FilesWith(bytes);
        await using (var journal = await Open(files))
        {
            await Insert(journal, "r9", length: 1);
        }

        await using var again = await Open(files);
        Assert.Equal(["r0", "r1", "r9"], await Rows(again));
        Assert.Single(notices);
    }

    [Fact]
    public async Task A_flipped_bit_before_the_last_batch_is_refused_by_file_and_offset()
    {
        var (bytes, last, _) = await ThreeBatches();
        var starts = Starts(bytes);
        for (var at = 0; at < last; at++)
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= (byte)(1 << (at % 8));
            var error = await Assert.ThrowsAsync<JournalDamagedException>(async () => await Open(FilesWith(flipped)));
            Assert.Equal(Segment, error.File);
            Assert.Equal(starts.Last(start => start <= at), error.Offset);
            Assert.Contains($"{Segment} is damaged at offset {error.Offset}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Zeros_in_place_of_an_earlier_batch_are_refused()
    {
        var (bytes, last, _) = await ThreeBatches();
        bytes.AsSpan(SegmentHeader.Bytes, last - SegmentHeader.Bytes).Clear();
        await Assert.ThrowsAsync<JournalDamagedException>(async () => await Open(FilesWith(bytes)));
    }

    [Fact]
    public async Task A_missing_segment_is_refused_by_name()
    {
        var files = new MemoryFiles();
        await using (var journal = await Open(files))
        {
            for (var i = 0; i < 60; i++)
            {
                await Insert(journal, $"r{i}", 300);
            }
        }

        files.Delete("log-0000000002.seg");
        var error = await Assert.ThrowsAsync<JournalDamagedException>(async () => await Open(files));
        Assert.Equal("log-0000000002.seg", error.File);
    }

    [Fact]
    public async Task A_flipped_bit_in_a_snapshot_is_refused_by_file_and_offset()
    {
        var files = new MemoryFiles();
        await using (var journal = await Open(files, 4096))
        {
            for (var i = 0; i < 30; i++)
            {
                await Insert(journal, $"r{i}", 300);
            }
        }

        var snapshot = files.List().Single(name => name.StartsWith("snapshot-", StringComparison.Ordinal));
        files.FlipBit(snapshot, 300, 3);
        var error = await Assert.ThrowsAsync<JournalDamagedException>(async () => await Open(files, 4096));
        Assert.Equal((snapshot, SegmentHeader.Bytes), (error.File, error.Offset));
    }

    private static int[] Starts(byte[] bytes)
    {
        var starts = new List<int> { 0, SegmentHeader.Bytes };
        while (Frame.TryRead(bytes.AsSpan(starts[^1]), out var frame))
        {
            starts.Add(starts[^1] + frame.Size);
        }

        return [.. starts];
    }

    private static MemoryFiles FilesWith(byte[] segment)
    {
        var files = new MemoryFiles();
        using var file = files.Create(Segment, segment.Length);
        file.Write(0, segment);
        file.Flush();
        return files;
    }

    private static async Task<string[]> Rows(JournalHost journal) =>
        [.. (await journal.Store.QueryAsync(new EntityQuery("State"))).Items.Select(item => item.Row)];

    private static async Task Insert(JournalHost journal, string row, int length = 50) =>
        await journal.Store.CommitAsync("State", "p", [new EntityWrite.Insert(row, new EntityBody("test", 1, new string('x', length)))]);

    private async Task<(byte[] Bytes, int Last, int End)> ThreeBatches()
    {
        var files = new MemoryFiles();
        await using (var journal = await Open(files))
        {
            foreach (var row in new[] { "r0", "r1", "r2" })
            {
                await Insert(journal, row);
            }
        }

        var bytes = files.Bytes(Segment);
        var starts = Starts(bytes);
        return (bytes, starts[^2], starts[^1]);
    }

    private ValueTask<JournalHost> Open(IJournalFiles files, long snapshotAfter = 1 << 20) => JournalHost.OpenAsync(
        new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 4096, SnapshotAfterBytes = snapshotAfter },
        new ManualTimeProvider(),
        files,
        notify: notices.Add);
}
