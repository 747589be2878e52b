namespace Ballast.Research.Optimising;

/// <summary>What a journal belongs to. A search with another header may not go on with it. Texts, so that a refusal can show them.</summary>
/// <param name="Data">See <see cref="Data.BarStamp"/>.</param>
/// <param name="Settings">What no point changes.</param>
/// <param name="Space">The plan's text, with its seed.</param>
/// <param name="Goal">The objective and its bound.</param>
/// <param name="Windows">Of the walk-forward; empty without.</param>
public sealed record JournalHeader(string Data, string Settings, string Space, string Goal, string Windows)
{
    /// <summary>Of the lines' form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The first thing in which another search differs; null when there is none.</summary>
    internal string? DifferenceFrom(JournalHeader other)
    {
        (string What, string Mine, string Theirs)[] parts =
        [
            ("version", FormattableString.Invariant($"{Version}"), FormattableString.Invariant($"{other.Version}")),
            ("data", Data, other.Data),
            ("settings", Settings, other.Settings),
            ("points", Space, other.Space),
            ("objective", Goal, other.Goal),
            ("walk-forward", Windows, other.Windows),
        ];
        return parts.FirstOrDefault(p => p.Mine != p.Theirs) is { What: { } what } part ? $"its {what}: '{part.Mine}' there, '{part.Theirs}' here" : null;
    }
}

/// <summary>A journal that cannot be gone on with. The message names the file and why.</summary>
public sealed class SearchJournalException : Exception
{
    public SearchJournalException()
        : this("The journal cannot be used.")
    {
    }

    public SearchJournalException(string message)
        : base(message)
    {
    }

    public SearchJournalException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
