using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>docs/operations.md names every notice that the code has, with its level.</summary>
public sealed partial class NoticeDocTests
{
    [Fact]
    public void Every_notice_stands_in_the_table_with_its_level()
    {
        var rows = Row().Matches(Repository.Read("docs/operations.md")).SelectMany(r => Code().Matches(r.Groups["codes"].Value).Select(c => (Code: c.Groups[1].Value, Levels: r.Groups["levels"].Value.Split(", ")))).ToList();
        var notices = Notice().Matches(InfraFiles.Source).Select(m => (Code: m.Groups["code"].Value, Level: m.Groups["level"].Value.ToLowerInvariant())).ToList();

        Assert.True(notices.Count > 20);
        Assert.Empty(notices.Where(n => !rows.Any(r => r.Code == n.Code && r.Levels.Contains(n.Level))).Distinct());
        Assert.Equal(rows.Count, rows.Select(r => r.Code).Distinct().Count());
    }

    [GeneratedRegex(@"^\| (?<codes>`[A-Z_]+`(, `[A-Z_]+`)*) \| (?<levels>(critical|warning|info)(, (critical|warning|info))*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z_]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"new Notice\(NoticeLevel\.(?<level>\w+), ""(?<code>[A-Z_]+)""")]
    private static partial Regex Notice();
}
