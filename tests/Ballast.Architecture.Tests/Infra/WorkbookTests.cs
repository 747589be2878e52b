using System.Text.Json;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>Workbooks: JSON of the right kind, deployed, with queries about things that exist.</summary>
public sealed class WorkbookTests
{
    public static TheoryData<string> Files => [.. InfraFiles.Workbooks];

    [Fact]
    public void Every_workbook_is_deployed() =>
        Assert.Equal(InfraFiles.Workbooks, InfraFiles.Find(Repository.Read("bicep/modules/workbooks.bicep"), @"loadTextContent\('\.\./\.\./(infra/workbooks/[^']+)'\)").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_workbook_is_one(string path)
    {
        using var book = JsonDocument.Parse(Repository.Read(path));

        Assert.Equal("Notebook/1.0", book.RootElement.GetProperty("version").GetString());
        var items = book.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(items, i => i.GetProperty("type").GetInt32() == 9);
        Assert.Equal(items.Count, items.Select(i => i.GetProperty("name").GetString()).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_queries_use_known_tables_metrics_and_codes_in_the_chosen_time(string path)
    {
        using var book = JsonDocument.Parse(Repository.Read(path));
        var queries = book.RootElement.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("type").GetInt32() == 3).Select(i => i.GetProperty("content")).ToList();

        Assert.NotEmpty(queries);
        Assert.All(queries, q =>
        {
            KqlText.AssertKnown(q.GetProperty("query").GetString()!);
            Assert.Equal("TimeRange", q.GetProperty("timeContextFromParameter").GetString());
            Assert.NotEqual("", q.GetProperty("title").GetString());
        });
    }

    [Fact]
    public void Every_metric_is_shown_somewhere()
    {
        var shown = string.Concat(InfraFiles.Workbooks.Select(Repository.Read));

        Assert.All(KqlText.Metrics.Keys, metric => Assert.Contains(metric, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_metric_stands_in_the_operations_page() =>
        Assert.All(KqlText.Metrics.Keys, metric => Assert.Contains($"`{metric}`", Repository.Read("docs/operations.md"), StringComparison.Ordinal));

    [Fact]
    public void What_the_code_emits_has_these_names()
    {
        // Until the code has meters, the names are an agreement; once it has one, it has them all.
        if (InfraFiles.Source.Contains("\"ballast.heartbeat\"", StringComparison.Ordinal))
        {
            Assert.All(KqlText.Metrics.Keys, metric => Assert.Contains($"\"{metric}\"", InfraFiles.Source, StringComparison.Ordinal));
        }
    }
}
