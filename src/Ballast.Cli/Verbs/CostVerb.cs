using System.CommandLine;
using System.Globalization;
using Ballast.Cli.Cost;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast cost</c>: what a month on Azure costs, line by line. Source: infra/cost.md.</summary>
internal sealed class CostVerb
{
    private static readonly Dictionary<string, int> Memories = new(StringComparer.Ordinal) { ["512"] = 512, ["2048"] = 2048, ["4096"] = 4096 };
    private static readonly Dictionary<string, AlertSet> AlertSets = new(StringComparer.OrdinalIgnoreCase) { ["all"] = AlertSet.All, ["core"] = AlertSet.Core, ["none"] = AlertSet.None };

    private readonly NumberOption _signals = new("--signals-per-day", new NumberRange(0, 1_000_000), "Alerts that arrive in a day") { Required = true };
    private readonly NumberOption _symbols = new("--symbols", NumberRange.Whole(1, 500), "Symbols that are traded") { Required = true };
    private readonly NumberOption _orders = new("--orders-per-day", new NumberRange(0, 1_000_000), "Orders in a day (default: every alert becomes one)");
    private readonly NumberOption _alwaysReady = new("--always-ready", NumberRange.Whole(0, 20), "Instances kept warm for the webhook (default 0)");
    private readonly ChoiceOption<int> _memory = new("--memory", Memories, "Memory of an instance in MB (default 512)");
    private readonly Option<bool> _nat = new("--nat") { Description = "A NAT gateway with a fixed outbound address." };
    private readonly NumberOption _logGb = new("--log-gb", new NumberRange(0, 10_000), "Telemetry in a month, GB (default: estimated)");
    private readonly NumberOption _competition = new("--competition", NumberRange.Whole(0, 24), "Modes of the paper competition (default 0: it is off in Azure)");
    private readonly ChoiceOption<AlertSet> _alerts = new("--alerts", AlertSets, "Alert rules that are deployed (default all)");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private CostVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("cost", "What a month on Azure costs: quantities, prices with their source, sums. An estimate, not an offer.",
        [
            "ballast cost --signals-per-day 20 --symbols 3 --always-ready 1",
            "ballast cost --signals-per-day 200 --symbols 6 --always-ready 1 --memory 2048 --nat --log-gb 4 --json",
        ]);
        foreach (var option in (Option[])[_signals, _symbols, _orders, _alwaysReady, _memory, _nat, _logGb, _competition, _alerts])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
    }

    public static VerbCommand Create(Printer printer) => new CostVerb(printer)._command;

    private int Run(ParseResult parsed)
    {
        var view = CostView.Of(new CostInputs
        {
            SignalsPerDay = _signals.Of(parsed),
            Symbols = (int)_symbols.Of(parsed),
            OrdersPerDay = Orders(parsed),
            AlwaysReady = (int)(_alwaysReady.From(parsed) ?? 0),
            MemoryMb = _memory.Or(parsed, 512),
            Nat = parsed.GetValue(_nat),
            LogGb = _logGb.From(parsed),
            CompetitionModes = (int)(_competition.From(parsed) ?? 0),
            Alerts = _alerts.Or(parsed, AlertSet.All),
        });
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.CostView);
        }
        else
        {
            Print(view);
        }

        return ExitCode.Fine;
    }

    private decimal? Orders(ParseResult parsed)
    {
        var orders = _orders.From(parsed);
        return orders > _signals.Of(parsed)
            ? throw new UsageException($"--orders-per-day is {SettingOf(orders.Value)}, more than --signals-per-day {SettingOf(_signals.Of(parsed))}: an alert makes at most one order.")
            : orders;
    }

    private void Print(CostView view)
    {
        var table = new Table().AddColumn("a month").AddColumn(new TableColumn("quantity").RightAligned()).AddColumn("unit").AddColumn(new TableColumn("price, USD").RightAligned()).AddColumn(new TableColumn("USD").RightAligned()).AddColumn("why");
        foreach (var line in view.Lines)
        {
            table.AddRow(Markup.Escape(line.Item), Quantity(line.Quantity), Markup.Escape(line.Unit), SettingOf(line.UnitPrice) + (line.Confirmed ? "" : " ?"), Amount(line.Usd), Markup.Escape(line.Why));
        }

        table.AddRow("total", "", "", "", Amount(view.Total), "");
        _printer.Table(table);
        if (view.Lines.Any(l => !l.Confirmed))
        {
            _printer.Line("? This price is not confirmed.");
        }

        foreach (var note in view.Notes)
        {
            _printer.Line($"* {note}");
        }
    }

    private static string Quantity(decimal quantity) => quantity.ToString(quantity >= 1000 ? "#,##0" : "0.##", CultureInfo.InvariantCulture);

    private static string Amount(decimal usd) => usd.ToString("0.00", CultureInfo.InvariantCulture);

    private static string SettingOf(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
