using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;

namespace Ballast.Journal.Tests;

public sealed class JournalStoreOnDiskTests : StateStoreContract, IDisposable
{
    private readonly TempFolder folder = new();
    private JournalHost? journal;

    public void Dispose() => folder.Dispose();

    protected override async Task CloseAsync() => await journal!.DisposeAsync();

    protected override async Task<IStateStore> OpenAsync() =>
        (journal = await JournalHost.OpenAsync(new JournalOptions { Folder = folder.FullPath }, TimeProvider.System)).Store;
}

public sealed class JournalStoreInMemoryTests : StateStoreContract
{
    protected override async Task<IStateStore> OpenAsync() =>
        (await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true }, new ManualTimeProvider(), new MemoryFiles())).Store;

    [Fact]
    public async Task An_entity_is_the_same_object_until_it_is_written_again()
    {
        await Store.CommitAsync(Table, "p", [new EntityWrite.Insert("a", Body("1")), new EntityWrite.Insert("b", Body("1"))]);
        var first = await Store.ReadAsync(Table, "p", "a");
        await Store.CommitAsync(Table, "p", [new EntityWrite.Upsert("b", Body("2"))]);
        Assert.Same(first, await Store.ReadAsync(Table, "p", "a"));
        await Store.CommitAsync(Table, "p", [new EntityWrite.Upsert("a", Body("1"))]);
        Assert.NotSame(first, await Store.ReadAsync(Table, "p", "a"));
    }

    [Fact]
    public async Task A_sparse_row_prefix_gives_empty_pages_but_every_entity()
    {
        for (var i = 0; i < 2500; i++)
        {
            await Store.CommitAsync(Table, $"p{i:D4}", [new EntityWrite.Insert(i == 2400 ? "wanted" : "other", Body("1"))]);
        }

        var first = await Store.QueryAsync(new EntityQuery(Table, RowPrefix: "w"));
        Assert.Empty(first.Items);
        var second = await Store.QueryAsync(new EntityQuery(Table, RowPrefix: "w", After: first.Next));
        var third = await Store.QueryAsync(new EntityQuery(Table, RowPrefix: "w", After: second.Next));
        Assert.Equal("p2400", Assert.Single(third.Items).Partition);
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task A_made_up_continuation_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.QueryAsync(new EntityQuery(Table, After: "no base64!")));

    [Fact]
    public async Task A_lone_surrogate_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CommitAsync(Table, "p", [new EntityWrite.Insert("a", Body("\ud800"))]));
}
