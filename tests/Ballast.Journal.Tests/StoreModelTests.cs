using System.Globalization;
using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Ballast.Journal.Tests;

public sealed class StoreModelTests
{
    private static readonly string[] Names = ["a", "B", "b", "b|c", "ä"];

    [Fact]
    public void The_store_does_what_a_dictionary_does_also_after_reopening()
    {
        var step = Gen.Choose(0, 9999).Select(dice => new Step(dice % 5, Names[dice / 5 % 5], Names[dice / 25 % 5], dice / 125 % 3 == 0));
        Prop.ForAll(step.ListOf().ToArbitrary(), steps => Agrees([.. steps])).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(80));
    }

    [Fact]
    public void The_index_does_what_a_sorted_list_does()
    {
        Prop.ForAll(Gen.Choose(0, 3000).ListOf(2000).ToArbitrary(), numbers =>
        {
            var index = new SortedIndex<string>();
            var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var number in numbers)
            {
                var key = (number / 3).ToString(CultureInfo.InvariantCulture);
                if (number % 3 == 0)
                {
                    index.Remove(key);
                    model.Remove(key);
                }
                else
                {
                    index.Set(key, key);
                    model[key] = key;
                }
            }

            return index.Count == model.Count
                && index.From("", false).Select(pair => pair.Key).SequenceEqual(model.Keys)
                && index.From("5", true).Select(pair => pair.Key).SequenceEqual(model.Keys.Where(key => string.CompareOrdinal(key, "5") > 0));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    private static bool Agrees(Step[] steps)
    {
        var files = new MemoryFiles();
        var journal = Open(files);
        var model = new SortedDictionary<(string, string), (string Data, string ETag)>(Comparer<(string A, string B)>.Create(
            (one, other) => string.CompareOrdinal(one.A, other.A) is var first && first != 0 ? first : string.CompareOrdinal(one.B, other.B)));
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            var key = (step.Partition, step.Row);
            var etag = step.IsStale || !model.TryGetValue(key, out var current) ? "stale" : current.ETag;
            var data = i.ToString(CultureInfo.InvariantCulture);
            var body = new EntityBody("test", 1, data);
            var (write, isExpected) = step.Kind switch
            {
                0 => ((EntityWrite)new EntityWrite.Insert(step.Row, body), !model.ContainsKey(key)),
                1 => (new EntityWrite.Replace(step.Row, body, etag), etag != "stale"),
                2 => (new EntityWrite.Delete(step.Row, etag), etag != "stale"),
                3 => (new EntityWrite.Delete(step.Row), model.ContainsKey(key)),
                _ => (new EntityWrite.Upsert(step.Row, body), true),
            };
            var result = Completed(journal.Store.CommitAsync("State", step.Partition, [write]));
            if (result is CommitResult.Committed != isExpected)
            {
                return false;
            }

            if (result is CommitResult.Committed committed)
            {
                model.Remove(key);
                if (write is not EntityWrite.Delete)
                {
                    model.Add(key, (data, committed.ETags[0]));
                }
            }
        }

        return Matches(journal, model) && Reopened(journal, files, model);
    }

    private static bool Reopened(JournalHost journal, MemoryFiles files, SortedDictionary<(string, string), (string Data, string ETag)> model)
    {
        journal.Kill();
        return Matches(Open(files), model);
    }

    private static bool Matches(JournalHost journal, SortedDictionary<(string, string), (string Data, string ETag)> model) =>
        Completed(journal.Store.QueryAsync(new EntityQuery("State"))).Items
            .Select(item => ((item.Partition, item.Row), (item.Body.Data, item.ETag)))
            .SequenceEqual(model.Select(pair => (pair.Key, pair.Value)));

    private static JournalHost Open(MemoryFiles files) => Completed(JournalHost.OpenAsync(
        new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 4096, SnapshotAfterBytes = 4096 }, new ManualTimeProvider(), files));

    /// <summary>In line, everything completes at once.</summary>
    private static T Completed<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.AsTask().GetAwaiter().GetResult();
    }

    private sealed record Step(int Kind, string Partition, string Row, bool IsStale);
}
