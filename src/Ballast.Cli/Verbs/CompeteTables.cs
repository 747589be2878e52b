using System.Globalization;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>The board of a competition, a table for each band.</summary>
internal static class CompeteTables
{
    private static readonly string[] Columns = ["", "equity", "trades", "win rate", "fees", "funding", "drawdown", "Sharpe", "Calmar", "by risk"];

    public static void Print(CompeteView view, Printer printer)
    {
        foreach (var band in view.Items.GroupBy(i => i.Band))
        {
            var table = new Table().AddColumn(Markup.Escape(band.Key ?? string.Join(", ", view.Symbols)));
            foreach (var column in view.Stopped ? [.. Columns, "to"] : Columns)
            {
                table.AddColumn(new TableColumn(column).RightAligned());
            }

            foreach (var item in band)
            {
                table.AddRow([.. Row(item, view.Stopped).Select(Markup.Escape)]);
            }

            printer.Table(table);
        }

        if (view.Stopped)
        {
            printer.Line("Stopped: the modes have come to different times, so none is ranked and nothing is proposed.");
        }

        FullTables.Gaps(view.Gaps, printer);
        foreach (var item in view.Items.Where(i => i.Refusals.Count > 0))
        {
            printer.Line($"{item.Mode} refused: {string.Join(", ", item.Refusals.Take(5).Select(r => $"{r.Key} {r.Value}"))}");
        }

        foreach (var proposal in view.Proposals)
        {
            printer.Line($"{proposal.Evidence} {(proposal.IsProposed ? "PROPOSED for real money: " + string.Join(", ", proposal.Settings) : "Not proposed: " + string.Join(" ", proposal.Objections.Select(o => o.Text)))}");
        }

        foreach (var assumption in view.Assumptions)
        {
            printer.Line(assumption);
        }
    }

    private static string[] Row(CompeteItem item, bool isStopped) =>
    [
        $"{item.Mode}{(item.Leverage is { } leverage ? string.Create(CultureInfo.InvariantCulture, $" ({item.Filter}, {leverage}x)") : "")}",
        item.Medal ?? (item.Rank is { } rank ? Shown.Whole(rank) : ""),
        item.Equity.ToString("#,##0.00", CultureInfo.InvariantCulture),
        Shown.Whole(item.Trades),
        Shown.Percent((double?)item.WinRate),
        item.Fees.ToString("#,##0.00", CultureInfo.InvariantCulture),
        item.Funding.ToString("#,##0.00", CultureInfo.InvariantCulture),
        Shown.Percent((double)item.MaxDrawdown),
        Shown.Number(item.Sharpe),
        Shown.Number(item.Calmar),
        item.RiskMedal ?? (item.RiskRank is { } by ? Shown.Whole(by) : item.Unranked?.Code ?? ""),
        .. isStopped ? (string[])[item.To.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)] : [],
    ];
}
