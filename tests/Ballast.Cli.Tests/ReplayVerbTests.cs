using Ballast.Application.Recording;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Cli.Tests;

public sealed class ReplayVerbTests
{
    [Fact]
    public async Task A_session_is_replayed_and_what_it_makes_is_written()
    {
        using var sample = new CandleSample();
        var json = await CommandLine.JsonAsync($"replay --session {sample.Session} --out {sample.Folder}/replayed");

        Assert.Equal((true, false, 0, 2), (json.GetProperty("sameBuild").GetBoolean(), json.GetProperty("torn").GetBoolean(), json.GetProperty("different").GetInt32(), json.GetProperty("commits").GetInt32()));
        Assert.Equal(["decisions.jsonl", "orders.jsonl", "trades.jsonl"], Directory.GetFiles($"{sample.Folder}/replayed").Select(Path.GetFileName).Order());
        Assert.Contains("│ by this very build    │", (await CommandLine.RunAsync($"replay --session {sample.Session}")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_differs_is_shown_and_fails()
    {
        using var sample = new CandleSample();
        var lines = File.ReadAllLines(sample.Session);
        var decided = (SessionEntry.PositionDecided)SessionText.EntryOf(SessionText.JsonOf(lines[2]));
        lines[2] = SessionText.LineOf(SessionText.JsonOf(decided with { After = "0" }));
        File.WriteAllLines(sample.Session, lines);
        var ran = await CommandLine.RunAsync($"replay --session {sample.Session}");

        Assert.Equal((1, "1 of 2 commits differ from the recording; the first at line 3.\n"), (ran.ExitCode, ran.Error));
        Assert.Contains("line 3, 2026-03-02T00:00:01.000Z, position main|BTCUSDT\n  recorded …", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\"after\":\"0\"", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "The option --session is missing; allowed: a file that the app has written into Record__Folder.")]
    [InlineData("replay --session nowhere.jsonl", "The value of --session is 'nowhere.jsonl'; allowed: a file")]
    [InlineData("replay --session CSV", "--session: Line 1: its checksum is wrong.")]
    [InlineData("replay --session SESSION --out CSV", "The value of --out is ")]
    public async Task What_is_wrong_is_said_with_what_is_allowed(string line, string beginning)
    {
        using var sample = new CandleSample();
        var ran = await CommandLine.RunAsync(line.Replace("CSV", sample.File, StringComparison.Ordinal).Replace("SESSION", sample.Session, StringComparison.Ordinal));

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith(beginning, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A session of two facts.</summary>
    internal static void Write(string path)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        var recorder = new SessionRecorder(new Lines(file), "Local", [], TimeProvider.System);
        var state = new PositionState { Account = "main", Symbol = new Symbol("BTCUSDT") };
        for (var second = 1; second <= 2; second++)
        {
            var (at, fact, before) = (new DateTimeOffset(2026, 3, 2, 0, 0, second, TimeSpan.Zero), new PositionFact.Woken(), state);
            var step = PositionDecider.Decide(before, fact, at, new PositionOptions());
            recorder.Add(new SessionCommit("main|BTCUSDT", before, step.Next, () => new SessionEntry.PositionStands(before), () => SessionEntry.PositionDecided.Of(at, fact, before, step)));
            state = step.Next;
        }
    }

    private sealed class Lines(StreamWriter file) : ISessionSink
    {
        private bool _hasBegun;

        public bool Begins() => !_hasBegun && (_hasBegun = true);

        public void Write(string line) => file.WriteLine(line);
    }
}
