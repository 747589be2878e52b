using System.Runtime.Versioning;
using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

public sealed class FailureTests
{
    private readonly MemoryFiles memory = new();
    private readonly FaultyFiles files;
    private readonly List<JournalNotice> notices = [];
    private readonly List<Exception> fatal = [];

    public FailureTests() => files = new FaultyFiles(memory);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_refuses_the_write_and_the_log_goes_on_when_there_is_room_again(bool isInline)
    {
        await using var journal = await Open(isInline);
        await Insert(journal, "before");
        files.Fault = (act, _) => act == FileAct.Write ? FailOnce() : null;
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(journal, "refused"));
        Assert.False(error.MayBeWritten);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(["before"], await Rows(journal));
        await Insert(journal, "refused");
        Assert.Equal(["before", "refused"], await Rows(journal));
        Assert.Equal(["WRITE_REFUSED"], notices.Select(notice => notice.Code));
        Assert.Empty(fatal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_write_does_not_come_back(bool byPowerLoss)
    {
        files.FailsAfterWriting = true;
        var journal = await Open(isInline: true);
        await Insert(journal, "before");
        files.Fault = (act, _) => act == FileAct.Write ? FailOnce() : null;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(journal, "refused"));
        journal.Kill();
        if (byPowerLoss)
        {
            memory.PowerLost(new Random(1));
        }
        else
        {
            memory.ProcessKilled();
        }

        await using var again = await Open(isInline: true);
        Assert.Equal(["before"], await Rows(again));
    }

    [Fact]
    public async Task No_room_for_a_new_segment_refuses_the_write_until_there_is_room()
    {
        await using var journal = await Open(isInline: true);
        files.Fault = (act, _) => act == FileAct.Create ? new IOException("No space left on device") : null;
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(journal, "a"));
        Assert.False(error.MayBeWritten);
        files.Fault = (_, _) => null;
        await Insert(journal, "a");
        Assert.Equal(["a"], await Rows(journal));
    }

    [Fact]
    public async Task A_completion_that_the_disk_refuses_leaves_the_message_locked()
    {
        await using var journal = await Open(isInline: true);
        await journal.Queue.DeclareAsync(new QueueOptions("exits", false, TimeSpan.FromSeconds(30), 10, null));
        await journal.Queue.SendAsync("exits", new QueueMessage("a", null, "{}"));
        var message = (await journal.Queue.ReceiveAsync("exits", 1, default))[0];
        files.Fault = (act, _) => act == FileAct.Write ? FailOnce() : null;
        await Assert.ThrowsAsync<QueueUnavailableException>(async () => await journal.Queue.CompleteAsync(message));
        Assert.True(journal.Queue.Renew(message));
        Assert.True(await journal.Queue.CompleteAsync(message));
        Assert.Equal(0, journal.Queue.Counts("exits").Active);
    }

    [Fact]
    public async Task A_send_that_the_disk_refuses_can_be_repeated_with_the_same_id()
    {
        await using var journal = await Open(isInline: true);
        await journal.Queue.DeclareAsync(new QueueOptions("exits", false, TimeSpan.FromSeconds(30), 10, TimeSpan.FromMinutes(10)));
        files.Fault = (act, _) => act == FileAct.Write ? FailOnce() : null;
        await Assert.ThrowsAsync<QueueUnavailableException>(async () => await journal.Queue.SendAsync("exits", new QueueMessage("a", null, "{}")));
        await journal.Queue.SendAsync("exits", new QueueMessage("a", null, "{}"));
        Assert.Equal(1, journal.Queue.Counts("exits").Active);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_flush_is_fatal_and_everything_after_it_is_refused(bool isInline)
    {
        var journal = await Open(isInline);
        await Insert(journal, "before");
        files.Fault = (act, _) => act == FileAct.Flush ? FailOnce("Input/output error") : null;
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(journal, "a"));
        Assert.True(error.MayBeWritten);
        Assert.Contains("Input/output error", Assert.Single(fatal).Message, StringComparison.Ordinal);
        var later = await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(journal, "b"));
        Assert.False(later.MayBeWritten);
        Assert.Contains("Input/output error", later.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Rows(journal));
        Assert.Throws<QueueUnavailableException>(() => journal.Queue.Counts("exits"));
        await journal.DisposeAsync();
    }

    [Fact]
    public async Task A_waiting_receiver_is_told_when_the_journal_closes()
    {
        var journal = await Open(isInline: true);
        await journal.Queue.DeclareAsync(new QueueOptions("exits", false, TimeSpan.FromSeconds(30), 10, null));
        var waiting = journal.Queue.ReceiveAsync("exits", 1, default).AsTask();
        await journal.DisposeAsync();
        await Assert.ThrowsAsync<QueueUnavailableException>(() => waiting);
    }

    [Fact]
    public async Task A_second_opener_is_refused_by_the_owners_process_id()
    {
        using var folder = new TempFolder();
        var options = new JournalOptions { Folder = folder.FullPath };
        await using (await JournalHost.OpenAsync(options, TimeProvider.System))
        {
            var error = await Assert.ThrowsAsync<IOException>(async () => await JournalHost.OpenAsync(options, TimeProvider.System));
            Assert.EndsWith($"{folder.FullPath} is in use by process {Environment.ProcessId}.", error.Message, StringComparison.Ordinal);
        }

        await using var again = await JournalHost.OpenAsync(options, TimeProvider.System);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_created_is_named()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.FullPath, "file");
        await File.WriteAllTextAsync(file, "");
        var error = await Assert.ThrowsAsync<IOException>(async () => await JournalHost.OpenAsync(new JournalOptions { Folder = file }, TimeProvider.System));
        Assert.Contains($"The journal folder {file} cannot be created", error.Message, StringComparison.Ordinal);
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_read_only_folder_is_named()
    {
        using var folder = new TempFolder();
        var inner = Directory.CreateDirectory(Path.Combine(folder.FullPath, "inner"), UnixFileMode.UserRead | UnixFileMode.UserExecute).FullName;
        var error = await Assert.ThrowsAsync<IOException>(async () => await JournalHost.OpenAsync(new JournalOptions { Folder = inner }, TimeProvider.System));
        Assert.Contains($"The journal folder {inner} cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_without_permission_are_an_error_at_open_that_names_the_folder()
    {
        await using (await Open(isInline: true))
        {
            files.Fault = (_, _) => null;
        }

        files.Fault = (act, _) => act == FileAct.Delete ? new UnauthorizedAccessException("Read-only file system") : null;
        var error = await Assert.ThrowsAsync<IOException>(async () => await Open(isInline: true));
        Assert.Contains("memory cannot be read or written: Read-only file system", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 8192, 8192, "Folder")]
    [InlineData("x", 4095, 8192, "SegmentBytes is 4095 bytes; it must be 4096 to 1073741824 bytes")]
    [InlineData("x", 8192, 1, "SnapshotAfterBytes is 1 bytes")]
    public async Task An_option_out_of_range_is_refused_by_name_value_and_range(string folder, long segment, long snapshot, string message)
    {
        var options = new JournalOptions { Folder = folder, SegmentBytes = segment, SnapshotAfterBytes = snapshot };
        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await JournalHost.OpenAsync(options, TimeProvider.System));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static async Task<string[]> Rows(JournalHost journal) =>
        [.. (await journal.Store.QueryAsync(new EntityQuery("State"))).Items.Select(item => item.Row)];

    private static async Task Insert(JournalHost journal, string row) =>
        await journal.Store.CommitAsync("State", "p", [new EntityWrite.Insert(row, new EntityBody("test", 1, "{}"))]);

    private IOException FailOnce(string message = "No space left on device")
    {
        files.Fault = (_, _) => null;
        return new IOException(message);
    }

    private ValueTask<JournalHost> Open(bool isInline) => JournalHost.OpenAsync(
        new JournalOptions { Folder = "memory", Inline = isInline, SegmentBytes = 65536 }, new ManualTimeProvider(), files, fatal.Add, notices.Add);
}

/// <summary>A test of permissions: the superuser has them all.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Skip = "Permissions cannot be taken from this user.";
        }
    }
}
