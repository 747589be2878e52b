namespace Ballast.Application.Configuration;

/// <summary>Where settings come from. Names have <c>__</c> between their parts and compare in any case.</summary>
public interface ISettingsSource
{
    /// <summary>The value in force; null when there is none.</summary>
    string? Read(string name);

    /// <summary>All names that have a value, each once, as they were written.</summary>
    IEnumerable<ConfiguredName> Names { get; }
}

/// <summary>A name that somebody set.</summary>
/// <param name="Origin">Where the value in force stands, such as "environment variable"; empty when that is not known.</param>
public readonly record struct ConfiguredName(string Name, string Origin);
