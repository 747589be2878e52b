using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

public sealed class SearchJournalTests : IDisposable
{
    private static readonly BarKernel Kernel = new(BarSeries.Of(Candles.Walk(new Random(21), 4_000)), isShared: true);
    private static readonly BareTrials Engine = new(Kernel, new BareOptions());
    private static readonly SearchPlan Plan = RandomDraw.Of([.. ((string[])["fast=2:10", "slow=12:60:log", "atr-stop=0:3"]).Select(a => SearchAxis.Parse(a, BareTrials.Settings, out _)!)], Engine.Allows, 24, seed: 5);
    private static readonly WalkForwardPlan Windows = WalkForwardPlan.Of(WalkForwardOptions.Parse("train=20d,test=10d")!, Engine.Whole);
    private static readonly JournalHeader Header = new($"{BarStamp.Of(Kernel.Bars)}", "settings", Plan.Text, "goal", "windows");

    private readonly TempFolder _folder = new();

    private string File => _folder.Path("search.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_cut_anywhere_leads_to_the_same_result()
    {
        var whole = Told(Search(out _));
        var bytes = System.IO.File.ReadAllBytes(File);
        var ends = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] == '\n').Select(i => i + 1).ToList();
        Assert.Equal(Plan.Points.Count + 1, ends.Count);
        foreach (var cut in ends.SelectMany(end => (int[])[end, end - 1, Math.Max(0, end - 90)]).Prepend(0).Prepend(5))
        {
            System.IO.File.WriteAllBytes(File, bytes[..cut]);
            var result = Search(out var journal);

            Assert.Equal(whole, Told(result));
            Assert.Equal(Math.Max(0, ends.Count(e => e <= cut) - 1), journal.Known.Count);
            Assert.Equal(ends.Contains(cut) || cut == 0 ? 0 : 1, journal.Cut);
            Assert.Equal(Plan.Points.Count + 1, System.IO.File.ReadAllLines(File).Length);
        }
    }

    [Fact]
    public void A_bayesian_search_goes_on_from_every_line_with_the_same_points_and_none_is_tried_twice()
    {
        var plan = Bayesian.Of(Plan.Axes, Engine.Allows, 22, seed: 5);
        var header = Header with { Space = plan.Text };
        var trials = Research.Optimising.Search.TrialsOf(plan, Windows);
        SearchResult Run(out SearchJournal journal)
        {
            using var opened = SearchJournal.Open(File, header, trials);
            journal = opened;
            return new Search(Engine, plan, new Goal(Objective.Sharpe)) { Windows = Windows, Journal = opened }.Run();
        }

        var found = Run(out _);
        var whole = Told(found);
        var lines = System.IO.File.ReadAllLines(File);
        Assert.Equal(22 * (Windows.Windows.Count + 1), trials);
        Assert.Equal((trials, trials + 1), (found.Done, lines.Length));
        for (var kept = 1; kept < lines.Length; kept += kept < 4 ? 1 : lines.Length / 5)
        {
            System.IO.File.WriteAllText(File, $"{string.Join('\n', lines[..kept])}\nf0");

            Assert.Equal(whole, Told(Run(out var journal)));
            Assert.Equal((kept - 1, 1), (journal.Known.Count, journal.Cut));
            Assert.Equal(lines.Order(), System.IO.File.ReadAllLines(File).Order());
        }
    }

    [Fact]
    public void A_journal_whose_points_another_build_has_chosen_is_refused()
    {
        var plan = Bayesian.Of(Plan.Axes, Engine.Allows, 20, seed: 5);
        using (var journal = SearchJournal.Open(File, Header, 20))
        {
            var tried = new Search(Engine, plan, new Goal(Objective.Sharpe)).Run();
            journal.Append(tried.Records[15] with { Point = "fast=2,slow=12,atr-stop=1" });
        }

        using var again = SearchJournal.Open(File, Header, 20);
        var refused = Assert.Throws<SearchJournalException>(() => new Search(Engine, plan, new Goal(Objective.Sharpe)) { Journal = again }.Run());
        Assert.StartsWith("The journal has fast=2,slow=12,atr-stop=1 where this build chooses fast=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bayesian_search_that_is_stopped_says_how_many_trials_it_made_and_goes_on()
    {
        var plan = Bayesian.Of(Plan.Axes, Engine.Allows, 30, seed: 5);
        using var stop = new CancellationTokenSource();
        SearchResult part, whole;
        using (var journal = SearchJournal.Open(File, Header, Research.Optimising.Search.TrialsOf(plan, Windows)))
        {
            part = new Search(Engine, plan, new Goal(Objective.Sharpe)) { Windows = Windows, Journal = journal, Progress = done => Cancel(stop, done - 20) }.Run(stop.Token);
        }

        using (var journal = SearchJournal.Open(File, Header, Research.Optimising.Search.TrialsOf(plan, Windows)))
        {
            whole = new Search(Engine, plan, new Goal(Objective.Sharpe)) { Windows = Windows, Journal = journal }.Run();
        }

        Assert.False(part.IsWhole);
        Assert.InRange(part.Done, 25, 60);
        Assert.Equal(Told(new Search(Engine, plan, new Goal(Objective.Sharpe)) { Windows = Windows }.Run()), Told(whole));
    }

    [Fact]
    public void What_is_known_is_not_tried_again_and_what_was_stopped_goes_on()
    {
        using var stop = new CancellationTokenSource();
        using (var journal = SearchJournal.Open(File, Header, Plan.Points.Count))
        {
            var part = new Search(Engine, Plan, new Goal(Objective.Sharpe)) { Windows = Windows, Journal = journal, Progress = done => Cancel(stop, done) }.Run(stop.Token);
            Assert.InRange(part.Points, 5, 23);
        }

        var result = Search(out var resumed);
        Assert.InRange(resumed.Known.Count, 5, 23);
        System.IO.File.Delete(File);
        Assert.Equal(Told(Search(out _)), Told(result));
    }

    [Fact]
    public void A_changed_byte_cuts_the_line_and_all_behind_it()
    {
        var whole = Told(Search(out _));
        var bytes = System.IO.File.ReadAllBytes(File);
        var middle = Array.IndexOf(bytes, (byte)'\n', bytes.Length / 2) - 20;
        bytes[middle] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);
        var result = Search(out var journal);

        Assert.Equal(whole, Told(result));
        Assert.Equal(Plan.Points.Count, journal.Known.Count + journal.Cut);
        Assert.True(journal.Cut > 3);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("settings")]
    [InlineData("points")]
    [InlineData("objective")]
    [InlineData("walk-forward")]
    public void Another_searchs_journal_is_refused_and_left_as_it_is(string what)
    {
        Search(out _);
        var before = System.IO.File.ReadAllBytes(File);
        var other = what switch
        {
            "data" => Header with { Data = "x" },
            "settings" => Header with { Settings = "x" },
            "points" => Header with { Space = "x" },
            "objective" => Header with { Goal = "x" },
            _ => Header with { Windows = "x" },
        };
        var refused = Assert.Throws<SearchJournalException>(() => SearchJournal.Open(File, other, 24));

        Assert.Contains($"differs in its {what}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'x' here", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Theory]
    [InlineData("fast,slow\n1,2\n")]
    [InlineData("1")]
    public void A_file_that_is_no_journal_is_refused_and_left_as_it_is(string text)
    {
        System.IO.File.WriteAllText(File, text);

        Assert.Contains("is no journal of a search", Assert.Throws<SearchJournalException>(() => SearchJournal.Open(File, Header, 24)).Message, StringComparison.Ordinal);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Two_at_once_are_refused()
    {
        using var journal = SearchJournal.Open(File, Header, 24);

        Assert.Throws<SearchJournalException>(() => SearchJournal.Open(File, Header, 24));
    }

    private static void Cancel(CancellationTokenSource stop, int done)
    {
        if (done >= 5)
        {
            stop.Cancel();
        }
    }

    private SearchResult Search(out SearchJournal journal)
    {
        using var opened = SearchJournal.Open(File, Header, Plan.Points.Count);
        journal = opened;
        return new Search(Engine, Plan, new Goal(Objective.Sharpe)) { Windows = Windows, Journal = opened }.Run();
    }

    /// <summary>Everything of a result, number by number.</summary>
    private static string Told(SearchResult result) => string.Join('\n', result.Records.Select(r =>
        $"{r.Index} {r.Figures} [{string.Join(' ', r.Windows)}] [{string.Join(' ', r.Blocks)}]").Append($"{result.Best} {string.Join(' ', Enumerable.Range(0, Windows.Windows.Count).Select(result.BestIn))}"));
}
