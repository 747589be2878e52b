using Ballast.Application.Configuration;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Research.Trials;

/// <summary>
/// Points as settings of the app, bound as the app binds its own: names and ranges are the catalogue's, also for one strategy, one symbol, or both.
/// <c>fast</c> and <c>slow</c> are short for those of sma-cross.
/// </summary>
public sealed class AppPoints
{
    private const string Origin = "search";

    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal) { ["fast"] = "Strategies__SmaCross__Fast", ["slow"] = "Strategies__SmaCross__Slow" };

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Func<TradingOptions, TradingOptions> _over;

    /// <param name="settings">What no point names.</param>
    /// <param name="symbols">That are traded.</param>
    /// <param name="over">What settings cannot say, such as a strategy's frame of one minute; it comes after all settings.</param>
    /// <exception cref="ArgumentException">They are wrong by themselves.</exception>
    public AppPoints(IReadOnlyDictionary<string, string> settings, IEnumerable<Symbol> symbols, Func<TradingOptions, TradingOptions>? over = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(symbols);
        (_settings, _over) = (settings, over ?? (o => o));
        string[] ofSymbols = [.. symbols.Select(s => $"Symbol__{s}__")];
        string[] scopes = [.. ofSymbols, .. BuiltIns.All.Select(b => $"Strategy__{b.Name()}__").SelectMany(b => ofSymbols.Select(s => b + s).Prepend(b))];
        var known = Short.ToDictionary(s => s.Key, s => SettingCatalogue.Find(s.Value)!, StringComparer.Ordinal);
        foreach (var setting in SettingCatalogue.All)
        {
            foreach (var scope in setting.Scope == SettingScope.Entry ? scopes.Prepend("") : [""])
            {
                known[scope + setting.Name] = setting;
            }
        }

        Known = known;
        Allowed = known.Where(s => s.Value.Range is not null).ToDictionary(s => s.Key, s => s.Value.Range!.Value, StringComparer.Ordinal);
        _ = At(SettingPoint.Nothing);
    }

    /// <summary>Every name that an axis of numbers may have.</summary>
    public IReadOnlyDictionary<string, NumberRange> Allowed { get; }

    /// <summary>Every name that an axis of words may have; those of numbers too, some of which take a word beside them.</summary>
    public IReadOnlyDictionary<string, Setting> Known { get; }

    /// <summary>What a name of a point is called in the app.</summary>
    public static string SettingOf(string name) => Short.GetValueOrDefault(name, name);

    /// <summary>A point as settings of the app.</summary>
    public static IReadOnlyDictionary<string, string> TextOf(SettingPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in point.Values)
        {
            settings[SettingOf(value.Name)] = value.Text;
        }

        return settings;
    }

    /// <summary>
    /// Reads settings such as <c>Sizing=tier,Leverage=fixed</c>: what follows a comma without a name is more of the value before it. Null where a part has no
    /// name or a name stands there twice.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (settings, last) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), "");
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 && last.Length > 0)
            {
                settings[last] += $",{part}";
                continue;
            }

            last = equals > 0 ? SettingOf(part[..equals].Trim()) : "";
            if (last.Length == 0 || !settings.TryAdd(last, part[(equals + 1)..]))
            {
                return null;
            }
        }

        return settings;
    }

    /// <summary>Why settings do not go with the others, in one sentence; null where they do.</summary>
    public string? Problem(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Bind(settings, out var problem) is null ? problem : null;
    }

    /// <exception cref="ArgumentException">They do not go together, see <see cref="Problem"/>.</exception>
    public TradingOptions At(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Bind(settings, out var problem) ?? throw new ArgumentException(problem);
    }

    public TradingOptions At(SettingPoint point) => At(TextOf(point));

    /// <summary>The settings together with those that no point names.</summary>
    public IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var all = new Dictionary<string, string>(_settings, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }

    private TradingOptions? Bind(IReadOnlyDictionary<string, string> settings, out string problem)
    {
        problem = settings.Keys.FirstOrDefault(name => !SettingCatalogue.IsOurs(name)) is { } other ? $"There is no setting {other}; 'ballast config' lists them all." : "";
        if (problem.Length > 0)
        {
            return null;
        }

        var bound = TradingSettings.Bind(new SettingsDictionary().Add(With(settings), Origin), TradingSettings.LocalEnvironment);
        var options = _over(bound.Options);
        problem = bound.Problems.Count > 0 ? bound.Problems[0]
            : options.Strategies.SmaCross is { } cross && cross.Fast >= cross.Slow ? $"fast is {cross.Fast} and slow {cross.Slow}; allowed: fast under slow."
            : "";
        return problem.Length > 0 ? null : options;
    }
}
