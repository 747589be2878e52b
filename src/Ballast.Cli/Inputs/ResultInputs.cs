using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Luck;
using Ballast.Research.Optimising;
using Ballast.Research.Results;
using Ballast.Research.Trials;

namespace Ballast.Cli.Inputs;

/// <summary>Where a search writes what it found, and what the gate wants. Source: docs/research.md.</summary>
internal sealed class ResultInputs
{
    private static readonly GateOptions Default = new();

    private readonly TextOption _out = new("--out", "a file that ends in .json", text => text.EndsWith(".json", StringComparison.Ordinal) && !Directory.Exists(text), "Write the best point as settings that the app can load, and FILE.evidence.json beside it");
    private readonly NumberOption _minTrades = new("--min-trades", NumberRange.Whole(1, 1_000_000), $"Trades out of sample that the gate wants (default {Default.LeastTrades})");
    private readonly NumberOption _minProbability = new("--min-probability", new NumberRange(0, 1), $"Probability of the deflated Sharpe that the gate wants (default {Default.LeastProbability.ToString(CultureInfo.InvariantCulture)})");

    public IEnumerable<Option> All => [_out, _minTrades, _minProbability];

    /// <summary>Told before hours of search, not after them.</summary>
    /// <exception cref="UsageException">What is searched for cannot become settings of the app, or the file is not to be overwritten.</exception>
    public void Check(ParseResult parsed, IReadOnlyList<SearchAxis> axes, BareOptions options)
    {
        if (parsed.GetValue(_out) is not { } path)
        {
            if (_minTrades.From(parsed) is not null || _minProbability.From(parsed) is not null)
            {
                throw new UsageException($"{_minTrades.Name} and {_minProbability.Name} need {_out.Name}.");
            }

            return;
        }

        if ((BareAppSettings.Problem(axes, options) ?? ResultFiles.Problem(path)) is { } problem)
        {
            throw new UsageException($"{_out.Name}: {problem}");
        }
    }

    /// <summary>Writes both files; null where none was asked for.</summary>
    /// <exception cref="UsageException">They cannot be written.</exception>
    public ResultView? Write(ParseResult parsed, Found found, OptimizeView view)
    {
        if (parsed.GetValue(_out) is not { } path)
        {
            return null;
        }

        var gate = new GateOptions { LeastTrades = (int)(_minTrades.From(parsed) ?? Default.LeastTrades), LeastProbability = (double?)_minProbability.From(parsed) ?? Default.LeastProbability };
        var interval = found.Bars.Gaps.IntervalMs;
        var settings = BareAppSettings.Of(found.At, interval);
        var judged = Gate.Check(found.Walk?.Figures, found.Luck, gate, [BareAppSettings.IntervalProblem(interval), .. BareAppSettings.ProblemsOf(settings)]);
        var marked = settings.Prepend(new("Research__FitToTrade", judged.IsPassed ? "true" : "false")).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        try
        {
            ResultFiles.Write(path, marked, Evidence(found, view, judged, gate, marked));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The value of {_out.Name} is '{path}'; allowed: {_out.Allowed}. {e.Message}");
        }

        return new ResultView(path, ResultFiles.EvidenceOf(path), judged.IsPassed, judged.Reasons);
    }

    private static EvidenceView Evidence(Found found, OptimizeView view, Gate judged, GateOptions gate, IReadOnlyDictionary<string, string> settings)
    {
        var stamp = BarStamp.Of(found.Bars);
        var goal = found.Search.Goal;
        return new EvidenceView
        {
            MadeBy = $"ballast {typeof(Gate).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            FitToTrade = judged.IsPassed,
            Reasons = judged.Reasons,
            Gate = gate,
            Settings = settings,
            Data = new EvidenceData(found.File, stamp.Bars, stamp.From, stamp.To, stamp.Checksum.ToString("x8", CultureInfo.InvariantCulture), view.Gaps),
            Search = new EvidenceSearch(found.Header.Settings, found.Header.Space, found.Search.Plan.Seed, view.Points, view.Skipped, view.TooDeep, view.Objective, goal.Bound, found.Header.Windows),
            Best = view.Best,
            InSample = found.Search.Records.First(r => found.Search.Plan.Points[r.Index] == found.Search.Best!.Point).Figures,
            Luck = view.Luck!,
            WalkForward = view.WalkForward,
        };
    }
}

/// <summary>A whole search and what was made of it.</summary>
/// <param name="File">The data's name.</param>
/// <param name="At">The engine's settings at the best point.</param>
internal sealed record Found(BarSeries Bars, string File, SearchResult Search, JournalHeader Header, BareOptions At, LuckReport Luck, WalkForward? Walk);
