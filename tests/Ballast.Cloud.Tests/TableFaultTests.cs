using System.Diagnostics;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Ballast.Application.Ports;
using Ballast.Cloud.Storage;

namespace Ballast.Cloud.Tests;

/// <summary>What the store says when the way to the service is bad: whether it was written, and in time.</summary>
public sealed class TableFaultTests : IAsyncLifetime, IDisposable
{
    // A write has one try of 2 s, a read several, of 6 s in all; the rest is for slow machines.
    private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(9);

    private readonly FaultyLink _link = new();
    private readonly HttpClientTransport _transport;
    private readonly TableStore _store;
    private readonly string _table = $"Faults{Guid.NewGuid():N}";

    public TableFaultTests() => _store = new TableStore(Outside.Tables, _transport = new HttpClientTransport(_link));

    public async Task InitializeAsync() => await _store.PrepareAsync([_table]);

    public async Task DisposeAsync() => await new TableServiceClient(Outside.Tables).DeleteTableAsync(_table);

    public void Dispose()
    {
        _transport.Dispose();
        _link.Dispose();
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_made_once_and_not_sent_again()
    {
        await Insert("a", "0");
        var before = (await _store.ReadAsync(_table, "p", "a"))!.ETag;
        var requests = _link.Requests;

        _link.LosesAnswers = true;
        var lost = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Replace("a", "1", before));
        Assert.True(lost.MayBeWritten);
        Assert.Equal(1, _link.Requests - requests);

        // Read before trying again: it was written, and the old ETag is refused.
        _link.LosesAnswers = false;
        Assert.Equal("1", (await _store.ReadAsync(_table, "p", "a"))!.Body.Data);
        Assert.Equal(new CommitResult.Conflict("a"), await Replace("a", "2", before));
    }

    [Fact]
    public async Task A_service_that_is_silent_is_given_up_in_time()
    {
        _link.IsSilent = true;
        var (write, wrote) = await TimeAsync(() => Insert("a", "1"));
        var (read, readTook) = await TimeAsync(async () => await _store.ReadAsync(_table, "p", "a"));
        var (query, queryTook) = await TimeAsync(async () => await _store.QueryAsync(new EntityQuery(_table)));
        Assert.Equal((true, false, false), (write.MayBeWritten, read.MayBeWritten, query.MayBeWritten));
        Assert.InRange(wrote, TimeSpan.FromSeconds(1.5), WriteWithin);
        Assert.InRange(readTook, TimeSpan.FromSeconds(1.5), ReadWithin);
        Assert.InRange(queryTook, TimeSpan.FromSeconds(1.5), ReadWithin);
    }

    [Fact]
    public async Task A_read_is_tried_again_and_a_write_is_not()
    {
        _link.Answer = (500, "OperationTimedOut");
        var requests = _link.Requests;
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Insert("a", "1"));
        Assert.Equal(1, _link.Requests - requests);

        var read = _store.ReadAsync(_table, "p", "a").AsTask();
        await Task.Delay(50);
        _link.Answer = null;
        Assert.Null(await read);
    }

    [Theory]
    [InlineData(500, "OperationTimedOut", true)]
    [InlineData(500, "InternalError", true)]
    [InlineData(502, null, true)]
    [InlineData(503, null, true)]
    [InlineData(504, null, true)]
    [InlineData(503, "ServerBusy", false)]
    [InlineData(403, "AuthorizationPermissionMismatch", false)]
    [InlineData(403, "AuthenticationFailed", false)]
    [InlineData(404, "TableNotFound", false)]
    [InlineData(409, "TableBeingDeleted", false)]
    [InlineData(429, "TooManyRequests", false)]
    public async Task An_answer_says_whether_the_write_may_have_been_made(int status, string? code, bool mayBeWritten)
    {
        _link.Answer = (status, code);
        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Insert("a", "1"));
        Assert.Equal(mayBeWritten, failed.MayBeWritten);
    }

    [Fact]
    public async Task A_service_that_wants_to_be_left_alone_for_long_does_not_hold_up_a_read()
    {
        (_link.Answer, _link.RetryAfter) = ((503, "ServerBusy"), "30");
        var (_, took) = await TimeAsync(async () => await _store.ReadAsync(_table, "p", "a"));
        Assert.True(took < ReadWithin, $"{took}");
    }

    [Fact]
    public async Task Whoever_gives_up_while_waiting_is_told_so()
    {
        _link.IsSilent = true;
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _store.ReadAsync(_table, "p", "a", soon.Token));
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_says_what_to_do()
    {
        _link.Answer = (409, "TableBeingDeleted");
        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.PrepareAsync([_table]));
        Assert.Contains("start again", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_use_a_table_and_make_none_can_prepare_it()
    {
        _link.MakesNoTables = true;
        await _store.PrepareAsync([_table]);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.PrepareAsync([$"Missing{Guid.NewGuid():N}"]));
        Assert.Contains("refuses us", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<(StoreUnavailableException Failed, TimeSpan Took)> TimeAsync(Func<Task> call)
    {
        var from = Stopwatch.GetTimestamp();
        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(call);
        return (failed, Stopwatch.GetElapsedTime(from));
    }

    private async Task<CommitResult> Insert(string row, string data) => await _store.CommitAsync(_table, "p", [new EntityWrite.Insert(row, new EntityBody("test", 1, data))]);

    private async Task<CommitResult> Replace(string row, string data, string etag) => await _store.CommitAsync(_table, "p", [new EntityWrite.Replace(row, new EntityBody("test", 1, data), etag)]);
}
