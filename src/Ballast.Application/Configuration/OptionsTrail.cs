using Ballast.Core.Decisions;

namespace Ballast.Application.Configuration;

/// <summary>Options on their way from the defaults to one scope, with the source of every value that is no default.</summary>
internal sealed class OptionsTrail
{
    private readonly Dictionary<string, SettingTrace> _traces = new(StringComparer.Ordinal);

    public TradingOptions Options { get; private set; } = SettingCatalogue.Defaults;

    public OptionsTrail()
    {
    }

    private OptionsTrail(OptionsTrail other)
    {
        Options = other.Options;
        _traces = new(other._traces, StringComparer.Ordinal);
    }

    /// <summary>This one with a further scope's values, the broadest first, each rank's in the catalogue's order.</summary>
    public OptionsTrail With(IEnumerable<Assignment> assignments)
    {
        var trail = new OptionsTrail(this);
        foreach (var assignment in assignments.OrderBy(a => a.Rank).ThenBy(a => SettingCatalogue.PlaceOf(a.Setting)))
        {
            trail.Take(assignment);
        }

        return trail;
    }

    /// <summary>Where the value came from.</summary>
    public SettingTrace TraceOf(Setting setting) => _traces.TryGetValue(setting.Name, out var trace) ? trace : SettingTrace.Default;

    /// <summary>A preset's name stays what it was chosen as; single values may have moved on from it.</summary>
    public string ValueOf(Setting setting) => setting.IsPreset ? TraceOf(setting).Text ?? setting.ValueIn(SettingCatalogue.Defaults) : setting.ValueIn(Options);

    private void Take(Assignment assignment)
    {
        var before = Options;
        Options = assignment.Setting.Apply(before, assignment.Text) ?? before;
        foreach (var touched in SettingCatalogue.All)
        {
            var isNew = assignment.Setting.IsPreset ? touched.Group == assignment.Setting.Group : !touched.IsPreset && touched.ValueIn(before) != touched.ValueIn(Options);
            if (touched == assignment.Setting)
            {
                _traces[touched.Name] = new SettingTrace(assignment.Source, assignment.Origin, assignment.Name, assignment.Text.Trim().ToLowerInvariant());
            }
            else if (isNew)
            {
                _traces[touched.Name] = new SettingTrace(assignment.Setting.IsPreset ? $"preset {assignment.Text.Trim().ToLowerInvariant()}" : assignment.Source, assignment.Origin, assignment.Setting.IsPreset ? touched.Name : assignment.Name, null);
            }
        }
    }
}

/// <summary>Where a value came from.</summary>
/// <param name="Name">The name to tell a person who must change it; null: the setting's own.</param>
/// <param name="Text">As written, for the setting itself.</param>
internal sealed record SettingTrace(string Source, string Origin, string? Name, string? Text)
{
    public static SettingTrace Default { get; } = new(EffectiveSetting.Default, "", null, null);
}
