using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Ballast.Research.Data;
using Ballast.Research.Luck;
using Ballast.Research.Optimising;
using Ballast.Research.Results;

namespace Ballast.Cli.Inputs;

/// <summary>Where a search writes what it found, and what the gate wants. Source: docs/research.md.</summary>
internal sealed class ResultInputs
{
    private const string FitToTrade = "Research__FitToTrade";
    private static readonly GateOptions Default = new();

    private readonly TextOption _out = new("--out", "a file that ends in .json", text => text.EndsWith(".json", StringComparison.Ordinal) && !Directory.Exists(text), "Write the best point as settings that the app can load, and FILE.evidence.json beside it");
    private readonly NumberOption _minTrades = new("--min-trades", NumberRange.Whole(1, 1_000_000), $"Trades out of sample that the gate wants (default {Default.LeastTrades})");
    private readonly NumberOption _minProbability = new("--min-probability", new NumberRange(0, 1), $"Probability of the deflated Sharpe that the gate wants (default {Default.LeastProbability.ToString(CultureInfo.InvariantCulture)})");

    public IEnumerable<Option> All => [_out, _minTrades, _minProbability];

    /// <summary>Told before hours of search, not after them.</summary>
    /// <exception cref="UsageException">What is searched for cannot become settings of the app, or the file is not to be overwritten.</exception>
    /// <param name="problem">Why what is searched for cannot become settings of the app; null where it can.</param>
    public void Check(ParseResult parsed, Func<string?> problem)
    {
        if (parsed.GetValue(_out) is not { } path)
        {
            if (_minTrades.From(parsed) is not null || _minProbability.From(parsed) is not null)
            {
                throw new UsageException($"{_minTrades.Name} and {_minProbability.Name} need {_out.Name}.");
            }

            return;
        }

        if ((problem() ?? ResultFiles.Problem(path)) is { } wrong)
        {
            throw new UsageException($"{_out.Name}: {wrong}");
        }
    }

    /// <summary>Writes both files; null where none was asked for.</summary>
    /// <exception cref="UsageException">They cannot be written.</exception>
    public ResultView? Write(ParseResult parsed, Found found)
    {
        if (parsed.GetValue(_out) is not { } path)
        {
            return null;
        }

        var gate = new GateOptions { LeastTrades = (int)(_minTrades.From(parsed) ?? Default.LeastTrades), LeastProbability = (double?)_minProbability.From(parsed) ?? Default.LeastProbability };
        var judged = Gate.Check(found.Walk?.Figures, found.Luck, gate, [found.Problem, .. BareAppSettings.ProblemsOf(found.Settings)]);
        var marked = found.Settings.Where(s => s.Key != FitToTrade).Prepend(new(FitToTrade, judged.IsPassed ? "true" : "false")).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        try
        {
            ResultFiles.Write(path, marked, Evidence(found, judged, gate, marked));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The value of {_out.Name} is '{path}'; allowed: {_out.Allowed}. {e.Message}");
        }

        return new ResultView(path, ResultFiles.EvidenceOf(path), judged.IsPassed, judged.Reasons);
    }

    private static EvidenceView Evidence(Found found, Gate judged, GateOptions gate, IReadOnlyDictionary<string, string> settings)
    {
        var (goal, best) = (found.Search.Goal, found.Search.Best!);
        return new EvidenceView
        {
            MadeBy = $"ballast {typeof(Gate).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            FitToTrade = judged.IsPassed,
            Reasons = judged.Reasons,
            Gate = gate,
            Settings = settings,
            Data = Data(found.Data[0]),
            MoreData = found.Data.Count > 1 ? [.. found.Data.Skip(1).Select(Data)] : null,
            Search = new EvidenceSearch(found.Header.Settings, found.Header.Space, found.Search.Plan.Seed, found.Search.Points, found.Search.Plan.Skipped, found.Search.TooDeep, SearchInputs.WordOf(goal.Objective), goal.Bound, found.Header.Windows),
            Best = new BestPoint(BestPoint.ParamsOf(best.Point), best.Value),
            InSample = found.Search.Records.First(r => found.Search.Plan.Points[r.Index] == best.Point).Figures,
            Luck = LuckView.Of(found.Luck),
            WalkForward = found.Walk is null ? null : WalkForwardView.Of(found.Walk),
        };
    }

    private static EvidenceData Data((string File, BarSeries Bars) data)
    {
        var stamp = BarStamp.Of(data.Bars);
        return new EvidenceData(data.File, stamp.Bars, stamp.From, stamp.To, stamp.Checksum.ToString("x8", CultureInfo.InvariantCulture), GapsView.Of(data.Bars.Gaps));
    }
}

/// <summary>A whole search and what was made of it.</summary>
/// <param name="Data">Names and bars.</param>
/// <param name="Settings">The best point as settings of the app.</param>
/// <param name="Problem">Why the data says nothing about the app; null where it does.</param>
internal sealed record Found(IReadOnlyList<(string File, BarSeries Bars)> Data, SearchResult Search, JournalHeader Header, LuckReport Luck, WalkForward? Walk, IReadOnlyDictionary<string, string> Settings, string? Problem = null);
