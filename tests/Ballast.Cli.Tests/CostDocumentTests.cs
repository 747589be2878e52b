using System.Globalization;
using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Cli.Tests;

/// <summary>The figures in infra/cost.md are what its commands say.</summary>
public sealed class CostDocumentTests
{
    private static readonly Lazy<string> Page = new(() => Repository.Read("infra/cost.md"));

    [Fact]
    public async Task Each_row_s_total_is_its_command_s()
    {
        var rows = Regex.Matches(Page.Value, @"\| `ballast (cost [^`]+)` \| ([\d.]+) \|");

        Assert.Equal(5, rows.Count);
        foreach (Match row in rows)
        {
            var total = (await CommandLine.JsonAsync(row.Groups[1].Value)).GetProperty("total").GetDecimal();
            Assert.Equal((row.Groups[1].Value, row.Groups[2].Value), (row.Groups[1].Value, total.ToString("0.00", CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("--signals-per-day 0 --symbols 6 --memory 2048", "Functions: execution on demand", "(75,200 GB-s, 1.96)", 1.96)]
    [InlineData("--signals-per-day 0 --symbols 6 --always-ready 1", "Functions: always-ready baseline", "5.26 with 512 MB", 5.26)]
    [InlineData("--signals-per-day 0 --symbols 6 --always-ready 1 --memory 2048", "Functions: always-ready baseline", "21.02 with 2 GB", 21.02)]
    [InlineData("--signals-per-day 0 --symbols 6", "Service Bus Standard: base fee", "(9.86)", 9.86)]
    public async Task A_figure_in_its_text_is_a_line_s(string options, string item, string words, double usd)
    {
        var line = (await CommandLine.JsonAsync($"cost {options}")).GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("item").GetString() == item);

        Assert.Contains(words, Page.Value, StringComparison.Ordinal);
        Assert.Equal((decimal)usd, Math.Round(line.GetProperty("usd").GetDecimal(), 2, MidpointRounding.AwayFromZero));
    }
}
