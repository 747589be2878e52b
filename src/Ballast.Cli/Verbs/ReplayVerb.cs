using System.CommandLine;
using System.Globalization;
using Ballast.Application.Recording;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Positions;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast replay</c>: decides a recorded session of the app again and compares every byte. Source: docs/research.md.</summary>
internal sealed class ReplayVerb
{
    private readonly TextOption _session = new("--session", "a file that the app has written into Record__Folder", File.Exists, "Recorded session") { Required = true };
    private readonly TextOption _out = new("--out", "a folder, made when it is missing", text => text.Length > 0 && !File.Exists(text), "Write decisions.jsonl, orders.jsonl and trades.jsonl as the replay makes them");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private ReplayVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("replay", "Decides a recorded session of the app again, fact by fact, and compares decisions, orders and trades byte for byte. Exit 1 when one differs.",
        [
            "ballast replay --session session.jsonl",
            "ballast replay --session session.jsonl --out replayed --json",
        ]);
        foreach (var option in (Option[])[_session, _out])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new ReplayVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetRequiredValue(_session)!;
        var folder = parsed.GetValue(_out);
        try
        {
            using var files = folder is null ? null : new ReplayFiles(folder);
            var result = Replay(parsed, path, files is null ? null : files.Take, cancel);
            if (parsed.GetValue(_command.Json))
            {
                _printer.Json(ReplayView.Of(result), CliJson.Plain.ReplayView);
            }
            else
            {
                Print(Path.GetFileName(path), result);
            }

            return result.IsSame ? ExitCode.Fine : Ending.Stopped(parsed, string.Create(CultureInfo.InvariantCulture,
                $"{result.Different} of {result.Commits} commits differ from the recording{(result.IsSameBuild ? "" : ", which was made by another build")}; the first at line {result.Differences[0].Line}."));
        }
        catch (InvalidDataException wrong)
        {
            throw new UsageException($"--session: {wrong.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{folder ?? path}': {e.Message}");
        }
    }

    private static SessionResult Replay(ParseResult parsed, string path, Action<SessionEntry>? take, CancellationToken cancel)
    {
        using var progress = ProgressBar.On(parsed, "replay");
        return SessionReplay.Run(Lines(path, progress), take, cancel);
    }

    private static IEnumerable<string> Lines(string path, ProgressBar progress)
    {
        using var file = new StreamReader(path);
        while (file.ReadLine() is { } line)
        {
            yield return line;
            progress.Done((double)file.BaseStream.Position / Math.Max(1, file.BaseStream.Length));
        }
    }

    private void Print(string name, SessionResult result)
    {
        var table = new Table().AddColumn(Markup.Escape(name)).AddColumn(new TableColumn("value").RightAligned());
        table.AddRow("recorded from", result.Began.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        table.AddRow("by this very build", result.IsSameBuild ? "yes" : "no");
        table.AddRow("lines", Whole(result.Lines) + (result.IsTorn ? " and a torn one" : ""));
        table.AddRow("commits decided again", Whole(result.Commits));
        table.AddRow("decisions", Whole(result.Decisions));
        table.AddRow("orders", Whole(result.Orders));
        table.AddRow("trades", Whole(result.Trades));
        table.AddRow("different", Whole(result.Different));
        _printer.Table(table);
        foreach (var difference in result.Differences)
        {
            _printer.Line($"line {difference.Line}, {difference.At:yyyy-MM-ddTHH:mm:ss.fffZ}, {difference.What}");
            _printer.Line($"  recorded …{difference.Recorded}");
            _printer.Line($"  replayed …{difference.Replayed}");
        }
    }

    private static string Whole(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>What the replay made, one JSON object a line, as the app stores it.</summary>
    private sealed class ReplayFiles : IDisposable
    {
        private readonly StreamWriter _decisions;
        private readonly StreamWriter _orders;
        private readonly StreamWriter _trades;

        public ReplayFiles(string folder)
        {
            Directory.CreateDirectory(folder);
            (_decisions, _orders, _trades) = (Open("decisions"), Open("orders"), Open("trades"));

            StreamWriter Open(string name) => new(Path.Combine(folder, $"{name}.jsonl")) { NewLine = "\n" };
        }

        public void Take(SessionEntry entry)
        {
            if (entry is SessionEntry.AccountDecided account)
            {
                foreach (var decision in account.Decisions)
                {
                    _decisions.WriteLine(SessionText.Of(decision));
                }
            }

            if (entry is SessionEntry.PositionDecided position)
            {
                foreach (var effect in position.Effects)
                {
                    if (effect is PositionEffect.Place place)
                    {
                        _orders.WriteLine(SessionText.Of(place.Order));
                    }
                }

                foreach (var outgoing in position.Outgoing)
                {
                    if (outgoing is Outgoing.ClosedTrade closed)
                    {
                        _trades.WriteLine(SessionText.Of(closed.Trade));
                    }
                }
            }
        }

        public void Dispose()
        {
            _decisions.Dispose();
            _orders.Dispose();
            _trades.Dispose();
        }
    }
}
