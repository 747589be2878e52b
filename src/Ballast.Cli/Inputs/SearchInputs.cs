using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Core.Market;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Cli.Inputs;

/// <summary>Which points are tried, and what is looked for. Source: docs/research.md.</summary>
internal sealed class SearchInputs
{
    private static readonly string Names = string.Join(", ", BareTrials.Settings.Keys);

    private static readonly Dictionary<string, Objective> ObjectiveWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["netPnl"] = Objective.NetPnl,
        ["sharpe"] = Objective.Sharpe,
        ["sortino"] = Objective.Sortino,
        ["calmar"] = Objective.Calmar,
        ["winRate"] = Objective.WinRate,
        ["growth"] = Objective.Growth,
    };

    private readonly Option<string[]> _grid = new("--grid") { HelpName = SearchAxis.GridShape, Description = $"An axis of the grid, such as fast=10:28:2; once for each. NAME is one of {Names}; in full mode any setting of the app, also of words, such as Sizing=tier/fixed.", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _axis = new("--axis") { HelpName = SearchAxis.Shape, Description = $"An axis of a random or Bayesian search, such as atr-stop=0.5:4 or slow=20:2000:log (equal ratios equally likely); once for each. NAME is one of {Names}; in full mode any setting of the app, also of words, such as Sizing=tier/fixed.", DefaultValueFactory = _ => [] };
    private readonly NumberOption _random = new("--random", NumberRange.Whole(1, SearchPlan.MaxPoints), "Points to draw at random from the axes, none twice");
    private readonly NumberOption _bayes = new("--bayes", NumberRange.Whole(1, Bayesian.MostPoints), "Points to choose from the axes, none twice, each by what earlier ones made; with --walk-forward so many for each training too");
    private readonly NumberOption _round = new("--round", NumberRange.Whole(1, Bayesian.MostRound), $"Points that --bayes chooses together and tries at once (default {Bayesian.DefaultRound}): fewer learn more, more keep more processors at work");
    private readonly NumberOption _seed = new("--seed", NumberRange.Whole(0, long.MaxValue), "Of the random or Bayesian search (default 1)");
    private readonly ChoiceOption<Objective> _objective = new("--objective", ObjectiveWords, "What there shall be the most of (default netPnl)");
    private readonly NumberOption _maxDrawdown = new("--max-drawdown", new NumberRange(0, 1), $"A point whose equity falls deeper does not count, a fraction of the peak (default none; with growth {Goal.GrowthDrawdown})");
    private readonly TextOption _walkForward = new("--walk-forward", WalkForwardOptions.Shape, text => WalkForwardOptions.Parse(text) is not null, "Also chooses anew for each test window by the days before it, and joins what was made there");
    private readonly TextOption _purge = Time("--purge", "Training ends so long before its test window (default 0m)");
    private readonly TextOption _embargo = Time("--embargo", "So long after a test window later windows do not train (default 0m)");

    public IEnumerable<Option> All => [_grid, _axis, _random, _bayes, _round, _seed, _objective, _maxDrawdown, _walkForward, _purge, _embargo];

    public Goal GoalOf(ParseResult parsed) => new(_objective.Or(parsed, Objective.NetPnl), (double?)_maxDrawdown.From(parsed));

    public static string WordOf(Objective objective) => ObjectiveWords.First(w => w.Value == objective).Key;

    /// <summary>What the axes are called.</summary>
    public IEnumerable<string> AxisNames(ParseResult parsed) => parsed.GetValue(_grid)!.Concat(parsed.GetValue(_axis)!).Select(text => text.Split('=')[0]);

    /// <summary>The points, whether from a grid, drawn, or chosen one after the other.</summary>
    public SearchPlan PlanOf(ParseResult parsed, SearchSpace space)
    {
        var counts = ((NumberOption[])[_random, _bayes]).Where(o => o.From(parsed) is not null).ToList();
        var isDrawn = counts.Count > 0 || parsed.GetValue(_axis)!.Length > 0 || _seed.From(parsed) is not null || _round.From(parsed) is not null;
        var option = isDrawn ? _axis : _grid;
        if (counts.Count > 1 || (isDrawn && parsed.GetValue(_grid)!.Length > 0))
        {
            throw new UsageException("Give either --grid, or --random with --axis, or --bayes with --axis, not more of them.");
        }

        if (_round.From(parsed) is not null && _bayes.From(parsed) is null)
        {
            throw new UsageException($"{_round.Name} needs {_bayes.Name}.");
        }

        var axes = parsed.GetValue(option)!.Select(text => Parse(option, isDrawn, text, space)).ToList();
        var name = $"with NAME one of {SettingPoint.NamesOf(space.Allowed)}";
        if (isDrawn && (axes.Count == 0 || counts.Count == 0))
        {
            throw new UsageException($"A search over --axis needs --random or --bayes, and at least one --axis; allowed: {SearchAxis.Shape} {name}.");
        }

        if (axes.Count == 0)
        {
            throw new UsageException($"Give at least one --grid; allowed: {SearchAxis.GridShape} {name}, such as fast=10:28:2. Or --random or --bayes with at least one --axis.");
        }

        if (axes.Select(a => (Axis: a.Name, Option: space.Contradicted(a.Name))).FirstOrDefault(a => a.Option is not null) is { Option: { } twice } contradicted)
        {
            throw new UsageException($"{twice} and {option.Name} {contradicted.Axis}=… contradict each other; give one of them.");
        }

        return PlanOf(parsed, option.Name, axes, space);
    }

    /// <summary>The windows of the walk-forward that fit into the data; null where none is wanted.</summary>
    public WalkForwardPlan? WindowsOf(ParseResult parsed, TrialRange whole, out string text)
    {
        text = "";
        var (purge, embargo) = (parsed.GetValue(_purge), parsed.GetValue(_embargo));
        if (parsed.GetValue(_walkForward) is not { } given)
        {
            return purge is null && embargo is null ? null : throw new UsageException("--purge and --embargo need --walk-forward.");
        }

        var options = WalkForwardOptions.Parse(given)! with { Purge = Length(purge), Embargo = Length(embargo) };
        text = options.ToString();
        try
        {
            var plan = WalkForwardPlan.Of(options, whole);
            return plan.Windows.Count > 0 ? plan : throw new UsageException($"--walk-forward: the data is shorter than {options.TrainDays} days of training and {options.TestDays} of test.");
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"--walk-forward: {wrong.Message}");
        }
    }

    private SearchPlan PlanOf(ParseResult parsed, string option, List<SearchAxis> axes, SearchSpace space)
    {
        try
        {
            var seed = (long)(_seed.From(parsed) ?? 1);
            var plan = _random.From(parsed) is { } drawn ? RandomDraw.Of(axes, space.Allows, (int)drawn, seed)
                : _bayes.From(parsed) is { } chosen ? Bayesian.Of(axes, space.Allows, (int)chosen, seed, (int)(_round.From(parsed) ?? Bayesian.DefaultRound))
                : Grid.Of(axes, space.Allows);
            return plan.Points.Count > 0 ? plan : throw new UsageException($"No point of the {(plan.Seed is null ? "grid" : "axes")} {space.Nothing}");
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"{option}: {wrong.Message}");
        }
    }

    private static SearchAxis Parse(Option option, bool isDrawn, string text, SearchSpace space)
    {
        string problem;
        return (isDrawn ? SearchAxis.Parse(text, space.Allowed, out problem, space.Words) : SearchAxis.ParseGrid(text, space.Allowed, out problem, space.Words))
            ?? throw new UsageException(ParseProblem.Value(option.Name, text, problem));
    }

    private static TextOption Time(string name, string description) => new(name, WalkForwardOptions.DurationShape, text => WalkForwardOptions.Duration(text) is not null, description);

    private static TimeSpan Length(string? text) => text is null ? TimeSpan.Zero : WalkForwardOptions.Duration(text)!.Value;
}
