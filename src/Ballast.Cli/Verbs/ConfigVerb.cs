using System.CommandLine;
using Ballast.Application.Configuration;
using Ballast.Cli.Inputs;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast config</c>: the settings in force, and where each value comes from.</summary>
internal sealed class ConfigVerb
{
    private readonly SettingsInputs _settings = new(readsMachine: true);
    private readonly Option<bool> _changed = new("--changed") { Description = "Only what differs from the defaults." };
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private ConfigVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("config", "The settings of the trading rules in force here, where each value comes from, and what is wrong. Reads ./local.settings.json and the environment, as the app does. Exit code 1 when a setting is wrong.",
        [
            "ballast config",
            "ballast config --changed",
            "ballast config --set RM_PRESET=recommended --set Symbol__BTCUSDT__RM_MAX_POSITION_USD=2000 --json",
        ]);
        foreach (var option in (Option[])[.. _settings.All, _changed])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
    }

    public static VerbCommand Create(Printer printer) => new ConfigVerb(printer)._command;

    private int Run(ParseResult parsed)
    {
        var bound = _settings.Bind(parsed);
        var shown = bound.Effective.Where(s => !parsed.GetValue(_changed) || !s.IsDefault).ToList();
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(new ConfigView(bound.Environment, bound.Problems, bound.Warnings, shown), CliJson.Plain.ConfigView);
        }
        else
        {
            Print(bound, shown);
        }

        return bound.Problems.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    private void Print(BoundSettings bound, List<EffectiveSetting> shown)
    {
        var table = new Table();
        foreach (var heading in (string[])["scope", "setting", "value", "from", "allowed", "section"])
        {
            table.AddColumn(heading);
        }

        foreach (var setting in shown)
        {
            var source = setting.Origin.Length == 0 ? setting.Source : $"{setting.Source} ({setting.Origin})";
            table.AddRow(new[] { setting.Scope, setting.Name, setting.Value, source, setting.Allowed, setting.Section }.Select(t => new Markup(setting.IsDefault ? Markup.Escape(t) : $"[bold]{Markup.Escape(t)}[/]")));
        }

        _printer.Line($"Environment {bound.Environment}: {bound.Effective.Count} settings, {bound.Effective.Count(s => !s.IsDefault)} of them not the default.");
        _printer.Table(table);
        foreach (var problem in bound.Problems)
        {
            _printer.Line($"wrong: {problem}");
        }

        foreach (var warning in bound.Warnings)
        {
            _printer.Line($"* {warning}");
        }
    }
}
