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
