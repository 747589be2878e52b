using Azure.Data.Tables;
using Ballast.Application.Ports;
using Ballast.Cloud.Storage;
using Ballast.Contracts;

namespace Ballast.Cloud.Tests;

/// <summary>The store's contract on Azurite, or on a storage account.</summary>
public sealed class TableStoreTests : StateStoreContract
{
    [Fact]
    public async Task A_table_that_is_missing_is_a_store_that_is_not_there()
    {
        var down = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.CommitAsync("Nowhere", "a", [new EntityWrite.Insert("a", Body("1"))]));
        Assert.False(down.MayBeWritten);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_says_so_and_that_a_write_may_have_happened()
    {
        var nobody = new TableStore("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:9/devstoreaccount1;");
        var read = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await nobody.ReadAsync(Table, "a", "a"));
        var write = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await nobody.CommitAsync(Table, "a", [new EntityWrite.Insert("a", Body("1"))]));
        Assert.Equal((false, true), (read.MayBeWritten, write.MayBeWritten));
    }

    [Fact]
    public async Task A_missing_table_is_not_an_absent_entity()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.ReadAsync("Nowhere", "a", "a"));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.QueryAsync(new EntityQuery("Nowhere", "a")));
    }

    [Fact]
    public async Task Processes_that_start_together_make_the_same_tables()
    {
        string[] tables = [$"Fresh{Guid.NewGuid():N}", $"Fresh{Guid.NewGuid():N}"];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new TableStore(Outside.Tables).PrepareAsync(tables))));
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(tables[1], "a", [new EntityWrite.Insert("a", Body("1"))]));
        foreach (var table in tables)
        {
            await new TableServiceClient(Outside.Tables).DeleteTableAsync(table);
        }
    }

    protected override async Task<IStateStore> OpenAsync()
    {
        var table = new TableServiceClient(Outside.Tables).GetTableClient(Table);
        await table.CreateIfNotExistsAsync();
        await foreach (var entity in table.QueryAsync<TableEntity>())
        {
            await table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey);
        }

        var store = new TableStore(Outside.Tables);
        await store.PrepareAsync([Table]);
        return store;
    }
}
