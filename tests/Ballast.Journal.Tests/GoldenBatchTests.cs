using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

/// <summary>The stored format, version 1. When this fails, old journals can no longer be read: raise the version and keep a reader.</summary>
public sealed class GoldenBatchTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden", "segment-v1.hex");

    [Fact]
    public async Task A_segment_is_written_as_it_always_was()
    {
        var files = new MemoryFiles();
        await using (var journal = await Open(files))
        {
            await Fill(journal);
        }

        var bytes = files.Bytes("log-0000000001.seg");
        var end = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        Assert.Equal(await File.ReadAllTextAsync(Golden), Lines(bytes[..end]));
    }

    [Fact]
    public async Task A_segment_written_long_ago_is_read()
    {
        var files = new MemoryFiles();
        using (var file = files.Create("log-0000000001.seg", 4096))
        {
            file.Write(0, Convert.FromHexString((await File.ReadAllTextAsync(Golden)).ReplaceLineEndings("")));
            file.Flush();
        }

        await using var journal = await Open(files);
        var entity = await journal.Store.ReadAsync("State", "main|BTCUSDT", "position");
        Assert.Equal(new StoredEntity("main|BTCUSDT", "position", "1", new EntityBody("position", 3, "{\"q\":\"1.5\"}")), entity);
        Assert.Equal(new QueueCounts(0, 1, 1), journal.Queue.Counts("exits"));
    }

    [Fact]
    public async Task A_segment_of_a_later_version_is_refused_by_its_version()
    {
        var files = new MemoryFiles();
        await using (var journal = await Open(files))
        {
            await Fill(journal);
        }

        var header = files.Bytes("log-0000000001.seg")[..SegmentHeader.Bytes];
        header[8] = 2;
        BitConverter.TryWriteBytes(header.AsSpan(28), Frame.Crc(header.AsSpan(0, 28)));
        files.Open("log-0000000001.seg").Write(0, header);
        var error = await Assert.ThrowsAsync<JournalDamagedException>(async () => await Open(files));
        Assert.Contains("format version 2, this program reads version 1", error.Message, StringComparison.Ordinal);
    }

    private static async Task Fill(JournalHost journal)
    {
        var body = new EntityBody("position", 3, "{\"q\":\"1.5\"}");
        await journal.Store.CommitAsync("State", "main|BTCUSDT", [new EntityWrite.Insert("position", body), new EntityWrite.Upsert("gone", body)]);
        await journal.Store.CommitAsync("State", "main|BTCUSDT", [new EntityWrite.Delete("gone")]);
        await journal.Queue.DeclareAsync(new QueueOptions("exits", false, TimeSpan.FromSeconds(30), 10, TimeSpan.FromMinutes(10)));
        await journal.Queue.SendAsync("exits", new QueueMessage("one", "session", "{}", TimeSpan.FromMinutes(1)));
        await journal.Queue.DeadLetterAsync((await journal.Queue.ReceiveAsync("exits", 1, default))[0], "WHY", "because");
        await journal.Queue.SendAsync("exits", new QueueMessage("two", null, "{}"));
        await journal.Queue.CompleteAsync((await journal.Queue.ReceiveAsync("exits", 1, default))[0]);
        await journal.Queue.SendAsync("exits", new QueueMessage("three", null, "{}", null, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    private static string Lines(byte[] bytes) => string.Concat(bytes.Chunk(32).Select(line => Convert.ToHexStringLower(line) + "\n"));

    private static ValueTask<JournalHost> Open(IJournalFiles files) => JournalHost.OpenAsync(
        new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 4096 }, new ManualTimeProvider(), files);
}
