using Ballast.Application.Ports;

namespace Ballast.Contracts;

/// <summary>What every <see cref="IStateStore"/> does. Each test has an empty table <see cref="Table"/>.</summary>
public abstract partial class StateStoreContract : IAsyncLifetime
{
    protected const string Table = "State";
    private const string Partition = "main|BTCUSDT";

    protected IStateStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    /// <summary>After each test.</summary>
    protected virtual Task CloseAsync() => Task.CompletedTask;

    protected abstract Task<IStateStore> OpenAsync();

    [Fact]
    public async Task An_absent_entity_reads_as_null() =>
        Assert.Null(await Store.ReadAsync(Table, Partition, "position"));

    [Fact]
    public async Task An_inserted_entity_reads_back_with_its_etag()
    {
        var etag = await Insert("position", "{\"a\":\"ü\"}");
        var read = await Store.ReadAsync(Table, Partition, "position");
        Assert.Equal(new StoredEntity(Partition, "position", etag, Body("{\"a\":\"ü\"}")), read);
    }

    [Fact]
    public async Task Inserting_an_existing_row_conflicts()
    {
        await Insert("position", "1");
        Assert.Equal(new CommitResult.Conflict("position"), await Commit(new EntityWrite.Insert("position", Body("2"))));
        Assert.Equal("1", (await Store.ReadAsync(Table, Partition, "position"))!.Body.Data);
    }

    [Fact]
    public async Task A_replacement_changes_body_and_etag()
    {
        var first = await Insert("position", "1");
        var second = await Committed(new EntityWrite.Replace("position", Body("2"), first));
        Assert.NotEqual(first, second);
        Assert.Equal("2", (await Store.ReadAsync(Table, Partition, "position"))!.Body.Data);
    }

    [Fact]
    public async Task A_stale_etag_conflicts()
    {
        var first = await Insert("position", "1");
        await Committed(new EntityWrite.Replace("position", Body("2"), first));
        Assert.Equal(new CommitResult.Conflict("position"), await Commit(new EntityWrite.Replace("position", Body("3"), first)));
        Assert.Equal(new CommitResult.Conflict("position"), await Commit(new EntityWrite.Delete("position", first)));
    }

    [Fact]
    public async Task A_row_deleted_and_inserted_again_has_a_new_etag()
    {
        var first = await Insert("position", "1");
        await Commit(new EntityWrite.Delete("position", first));
        await Insert("position", "1");
        Assert.IsType<CommitResult.Conflict>(await Commit(new EntityWrite.Replace("position", Body("2"), first)));
    }

    [Fact]
    public async Task Replacing_or_deleting_an_absent_row_conflicts()
    {
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new EntityWrite.Replace("a", Body("1"), "0")));
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new EntityWrite.Delete("a")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("W/\"0\"")]
    [InlineData("\"quoted\"")]
    public async Task An_etag_that_the_store_never_gave_conflicts(string etag)
    {
        await Insert("a", "1");
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new EntityWrite.Replace("a", Body("2"), etag)));
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new EntityWrite.Delete("a", etag)));
        Assert.Equal("1", (await Store.ReadAsync(Table, Partition, "a"))!.Body.Data);
    }

    [Fact]
    public async Task A_delete_without_an_etag_removes_whatever_is_there()
    {
        await Insert("a", "1");
        var committed = Assert.IsType<CommitResult.Committed>(await Commit(new EntityWrite.Delete("a")));
        Assert.Equal([""], committed.ETags);
        Assert.Null(await Store.ReadAsync(Table, Partition, "a"));
    }

    [Fact]
    public async Task An_upsert_writes_whatever_is_there()
    {
        await Committed(new EntityWrite.Upsert("a", Body("1")));
        await Committed(new EntityWrite.Upsert("a", Body("2")));
        Assert.Equal("2", (await Store.ReadAsync(Table, Partition, "a"))!.Body.Data);
    }

    [Fact]
    public async Task A_transaction_with_one_failed_condition_writes_nothing()
    {
        await Insert("b", "1");
        var result = await Commit(new EntityWrite.Insert("a", Body("1")), new EntityWrite.Insert("b", Body("2")), new EntityWrite.Delete("c"));
        Assert.Equal(new CommitResult.Conflict("b"), result);
        Assert.Null(await Store.ReadAsync(Table, Partition, "a"));
    }

    [Fact]
    public async Task Of_concurrent_conditional_writes_on_one_row_exactly_one_wins()
    {
        var etag = await Insert("a", "0");
        for (var round = 1; round <= 20; round++)
        {
            var body = Body($"{round}");
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
                async () => await Commit(new EntityWrite.Replace("a", body, etag)))));
            etag = Assert.Single(results.OfType<CommitResult.Committed>()).ETags[0];
        }
    }

    [Fact]
    public async Task Whoever_loses_to_a_concurrent_write_reads_what_won()
    {
        await Insert("a", "0");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(AddOne)));
        Assert.Equal("80", (await Store.ReadAsync(Table, Partition, "a"))!.Body.Data);
    }

    [Fact]
    public async Task A_commit_mixes_all_kinds_of_writes_and_gives_their_etags_in_order()
    {
        var (first, second) = (await Insert("a", "1"), await Insert("b", "1"));
        var result = await Commit(new EntityWrite.Delete("b", second), new EntityWrite.Upsert("c", Body("2")), new EntityWrite.Replace("a", Body("2"), first), new EntityWrite.Insert("d", Body("2")));
        var etags = Assert.IsType<CommitResult.Committed>(result).ETags;
        var found = (await Store.QueryAsync(new EntityQuery(Table, Partition))).Items;
        Assert.Equal(["a", "c", "d"], found.Select(item => item.Row));
        Assert.Equal(["", found[1].ETag, found[0].ETag, found[2].ETag], etags);
    }

    [Fact]
    public async Task A_query_returns_one_partition_in_ordinal_order_of_rows()
    {
        foreach (var row in new[] { "b", "B", "a-2", "a-10", "ä" })
        {
            await Insert(row, row);
        }

        await Store.CommitAsync(Table, "other", [new EntityWrite.Insert("z", Body("1"))]);
        var page = await Store.QueryAsync(new EntityQuery(Table, Partition));
        Assert.Equal(["B", "a-10", "a-2", "b", "ä"], page.Items.Select(item => item.Row));
        Assert.Equal(["a-10", "a-2"], (await Store.QueryAsync(new EntityQuery(Table, Partition, RowPrefix: "a-"))).Items.Select(item => item.Row));
    }

    [Fact]
    public async Task A_query_by_prefix_reads_all_partitions_that_begin_so()
    {
        foreach (var partition in new[] { "a", "a|BTC", "a|ETH", "b" })
        {
            await Store.CommitAsync(Table, partition, [new EntityWrite.Insert("position", Body("1")), new EntityWrite.Insert("x", Body("1"))]);
        }

        var found = await All(new EntityQuery(Table, PartitionPrefix: "a|", RowPrefix: "pos"), 1, (_, _) => Task.CompletedTask);
        Assert.Equal(["a|BTC", "a|ETH"], found.Select(item => item.Partition));
    }

    [Theory]
    [InlineData(null, "a1", "r1,r3,row,s")]
    [InlineData(null, "r2", "r3,row,s")]
    [InlineData("r", "r2", "r3,row")]
    [InlineData("r", "a", "r1,r3,row")]
    [InlineData("r", "s", "")]
    public async Task A_query_from_a_row_leaves_out_what_stands_before_it(string? prefix, string from, string expected)
    {
        foreach (var row in new[] { "a", "r1", "r3", "row", "s" })
        {
            await Insert(row, row);
        }

        var found = await All(new EntityQuery(Table, Partition, RowPrefix: prefix, RowFrom: from), 2, (_, _) => Task.CompletedTask);
        Assert.Equal(expected, string.Join(',', found.Select(item => item.Row)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Pages_hold_every_entity_once_although_rows_are_deleted_between_them(int take)
    {
        for (var i = 0; i < 10; i++)
        {
            await Insert($"r{i}", "1");
        }

        var found = await All(new EntityQuery(Table, Partition), take, async (store, last) => await store.CommitAsync(Table, Partition, [new EntityWrite.Delete(last.Row)]));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"r{i}"), found.Select(item => item.Row));
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ReadAsync(Table, Partition, "a", given.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.QueryAsync(new EntityQuery(Table), given.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(Table, Partition, [new EntityWrite.Insert("a", Body("1"))], given.Token));
        Assert.Null(await Store.ReadAsync(Table, Partition, "a"));
    }

    protected static EntityBody Body(string data) => new("test", 1, data);

    private async Task<CommitResult> Commit(params EntityWrite[] writes) => await Store.CommitAsync(Table, Partition, writes);

    private async Task<string> Committed(EntityWrite write) => Assert.IsType<CommitResult.Committed>(await Commit(write)).ETags[0];

    private Task<string> Insert(string row, string data) => Committed(new EntityWrite.Insert(row, Body(data)));

    private async Task AddOne()
    {
        for (var done = 0; done < 10;)
        {
            var read = (await Store.ReadAsync(Table, Partition, "a"))!;
            var next = (int.Parse(read.Body.Data, null) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            done += await Commit(new EntityWrite.Replace("a", Body(next), read.ETag)) is CommitResult.Committed ? 1 : 0;
        }
    }

    private async Task<List<StoredEntity>> All(EntityQuery query, int take, Func<IStateStore, StoredEntity, Task> betweenPages)
    {
        var found = new List<StoredEntity>();
        string? next = null;
        do
        {
            var page = await Store.QueryAsync(query with { Take = take, After = next });
            Assert.True(page.Items.Count <= take);
            found.AddRange(page.Items);
            next = page.Next;
            if (page.Items.Count > 0)
            {
                await betweenPages(Store, page.Items[^1]);
            }
        }
        while (next is not null);
        return found;
    }
}
