using System.Globalization;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Traces;
using Spectre.Console;

namespace Ballast.Cli.Output;

/// <summary>A size as tables: the result, and how it came about.</summary>
internal static class FiguresTables
{
    public static void Print(string title, SizeFigures figures, bool explain, Printer printer)
    {
        if (explain)
        {
            printer.Table(Steps(figures));
        }

        printer.Table(Result(title, figures));
        foreach (var notice in figures.Notices)
        {
            printer.Line($"* {notice}");
        }
    }

    private static Table Result(string title, SizeFigures figures)
    {
        var table = new Table().AddColumn(Markup.Escape(title)).AddColumn(new TableColumn("value").RightAligned());
        table.AddRow("status", figures.Refusal is null ? "[green]accepted[/]" : "[red]refused[/]");
        Add("leverage", figures.Leverage?.Value, "x");
        Add("leverage, raw", figures.RawLeverage, "x");
        AddUsdt("notional", figures.Notional);
        AddUsdt("order notional", figures.OrderNotional);
        Add("quantity", figures.Quantity?.Value, "");
        AddUsdt("margin", figures.Margin);
        AddUsdt("risk budget", figures.RiskBudget);
        AddUsdt("loss at stop", figures.LossAtStop);
        Add("ratio", figures.Ratio, "");
        if (figures.LiftedToMinimum)
        {
            table.AddRow("lifted to the minimum", "yes");
        }

        foreach (var reason in (IEnumerable<Reason>)(figures.Refusal is { } first ? [first, .. figures.OtherRefusals] : []))
        {
            table.AddRow("refused by", Markup.Escape(reason.ToString()));
        }

        return table;

        void AddUsdt(string name, Money? amount)
        {
            if (amount is not null)
            {
                table.AddRow(name, $"{Shown.Usdt(amount)} USDT");
            }
        }

        void Add(string name, decimal? value, string unit)
        {
            if (value is { } known)
            {
                table.AddRow(name, $"{Number(known)} {unit}".TrimEnd());
            }
        }
    }

    private static Table Steps(SizeFigures figures)
    {
        var table = new Table().AddColumn("rule").AddColumn("section").AddColumn("inputs").AddColumn(new TableColumn("output").RightAligned()).AddColumn(new TableColumn("running").RightAligned()).AddColumn("unit");
        foreach (var step in figures.Trace)
        {
            var inputs = string.Join(", ", step.Inputs.Select(i => $"{i.Name} {(i.Number is { } number ? Number(number) : i.Text)}"));
            table.AddRow(Markup.Escape(step.Rule), step.Section, Markup.Escape(inputs), Number(step.Output), Number(step.Running), Markup.Escape(step.Unit));
        }

        return table;
    }

    /// <summary>Up to eight digits behind the point; JSON has all of them. A limit that is none is shown as such.</summary>
    private static string Number(decimal number) => number == decimal.MaxValue ? "none" : number.ToString("#,##0.########", CultureInfo.InvariantCulture);
}
