using Ballast.Application.Ports;

namespace Ballast.Contracts;

/// <summary>Keys, data and commits up to the limits of Table Storage, which every store has.</summary>
public abstract partial class StateStoreContract
{
    [Fact]
    public async Task A_commit_holds_at_most_a_hundred_writes()
    {
        var writes = Enumerable.Range(0, 101).Select(i => new EntityWrite.Insert($"r{i}", Body("1"))).ToArray<EntityWrite>();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit(writes));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit());
        Assert.IsType<CommitResult.Committed>(await Commit(writes[..100]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(99)]
    public async Task Of_a_hundred_writes_the_one_that_fails_is_named_and_none_is_made(int at)
    {
        await Insert($"r{at}", "1");
        var writes = Enumerable.Range(0, 100).Select(i => new EntityWrite.Insert($"r{i}", Body("2"))).ToArray<EntityWrite>();
        Assert.Equal(new CommitResult.Conflict($"r{at}"), await Commit(writes));
        Assert.Equal("1", Assert.Single((await Store.QueryAsync(new EntityQuery(Table, Partition))).Items).Body.Data);
    }

    [Fact]
    public async Task The_largest_commit_is_taken_and_a_larger_one_refused()
    {
        // As JSON a quote has up to 6 bytes.
        var quotes = new string('"', EntityBody.MaxDataLength);
        var most = Enumerable.Range(0, TableNames.MostCommitBytes / (6 * EntityBody.MaxDataLength)).Select(i => new EntityWrite.Insert($"q{i}", Body(quotes))).ToArray<EntityWrite>();
        Assert.IsType<CommitResult.Committed>(await Commit(most));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit([.. most.Select(w => new EntityWrite.Upsert(w.Row, w.BodyOrNull!)), new EntityWrite.Insert("more", Body(quotes))]));
        var plain = new string('a', 31_000);
        Assert.IsType<CommitResult.Committed>(await Commit([.. Enumerable.Range(0, 100).Select(i => new EntityWrite.Insert($"p{i}", Body(plain)))]));
    }

    [Fact]
    public async Task A_row_is_written_once_per_commit() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit(new EntityWrite.Insert("a", Body("1")), new EntityWrite.Delete("a")));

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public async Task A_name_that_table_storage_refuses_is_refused(string name)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit(new EntityWrite.Insert(name, Body("1"))));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadAsync(Table, name, "a"));
    }

    [Theory]
    [InlineData("a'b")]
    [InlineData("a''b'")]
    [InlineData("a b ")]
    [InlineData("a%b")]
    [InlineData("a%2Fb")]
    [InlineData("a+b")]
    [InlineData("a&b=c")]
    [InlineData("a,b;c:d")]
    [InlineData("(a)")]
    [InlineData("$a@b!")]
    [InlineData("\"a\"")]
    [InlineData("<a>{b}[c]")]
    [InlineData("..")]
    [InlineData("ä日本😀")]
    [InlineData("")]
    public async Task A_key_may_have_any_other_character(string key)
    {
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(Table, key, [new EntityWrite.Insert(key, Body("1")), new EntityWrite.Insert(key + "~", Body("1"))]));
        var read = await Store.ReadAsync(Table, key, key);
        Assert.Equal((key, key, "1"), (read!.Partition, read.Row, read.Body.Data));
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(Table, key, [new EntityWrite.Replace(key, Body("2"), read.ETag), new EntityWrite.Upsert(key + "~", Body("2"))]));
        var found = await All(new EntityQuery(Table, key, RowPrefix: key, RowFrom: key), 1, (_, _) => Task.CompletedTask);
        Assert.Equal([(key, "2"), (key + "~", "2")], found.Select(item => (item.Row, item.Body.Data)));
        Assert.Equal(2, (await All(new EntityQuery(Table, PartitionPrefix: key), 1, (_, _) => Task.CompletedTask)).Count);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(Table, key, [new EntityWrite.Delete(key), new EntityWrite.Delete(key + "~")]));
        Assert.Null(await Store.ReadAsync(Table, key, key));
    }

    [Theory]
    [InlineData('r')]
    [InlineData('日')]
    public async Task The_longest_keys_are_kept(char letter)
    {
        var longest = new string(letter, 512 / System.Text.Encoding.UTF8.GetByteCount([letter]));
        var (partition, row) = (longest, longest);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(Table, partition, [new EntityWrite.Insert(row, Body("1"))]));
        Assert.Equal(row, (await Store.ReadAsync(Table, partition, row))!.Row);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{\"price\":\"1.2300\",\"text\":\"<&'+\\u0000\\n>\"}")]
    [InlineData("2026-11-22T03:00:00Z")]
    [InlineData("\r\n\t\u0001日😀")]
    public async Task Data_is_kept_to_the_letter(string data)
    {
        await Insert("a", data);
        Assert.Equal(Body(data), (await Store.ReadAsync(Table, Partition, "a"))!.Body);
        Assert.Equal(Body(data), Assert.Single((await Store.QueryAsync(new EntityQuery(Table, Partition))).Items).Body);
    }

    [Fact]
    public async Task A_key_longer_than_512_bytes_is_refused() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit(new EntityWrite.Insert(new string('a', 513), Body("1"))));

    [Fact]
    public async Task The_longest_data_is_kept_and_longer_data_refused()
    {
        var longest = new string('ü', EntityBody.MaxDataLength);
        await Insert("a", longest);
        Assert.Equal(longest, (await Store.ReadAsync(Table, Partition, "a"))!.Body.Data);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit(new EntityWrite.Insert("b", Body(longest + "x"))));
    }

    [Fact]
    public async Task More_than_a_thousand_entities_come_in_pages_and_leave_in_commits_of_a_hundred()
    {
        var rows = Enumerable.Range(0, 1_050).Select(i => $"r{i:D4}").ToList();
        foreach (var chunk in rows.Chunk(IStateStore.MaxWrites))
        {
            await Commit([.. chunk.Select(row => new EntityWrite.Insert(row, Body("1")))]);
        }

        await Store.CommitAsync(Table, "z", [new EntityWrite.Insert("z", Body("1"))]);
        var pages = 0;
        var found = await All(new EntityQuery(Table), 5_000, (_, _) => Task.FromResult(pages++));
        Assert.Equal([.. rows, "z"], found.Select(item => item.Row));
        Assert.True(pages > 1);
        foreach (var chunk in rows.Chunk(IStateStore.MaxWrites))
        {
            Assert.IsType<CommitResult.Committed>(await Commit([.. chunk.Select(row => new EntityWrite.Delete(row))]));
        }

        Assert.Equal("z", Assert.Single((await Store.QueryAsync(new EntityQuery(Table))).Items).Row);
    }
}
