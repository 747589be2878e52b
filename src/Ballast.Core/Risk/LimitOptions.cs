namespace Ballast.Core.Risk;

/// <summary>How much of the venue's limits is used for what. Source: facts.md §4; the share is ours.</summary>
public sealed record LimitOptions
{
    /// <summary>Calls that serve new entries stop at this share of any limit; exits have the rest. A fraction, default 0.60 (ours).</summary>
    public decimal EntryShare { get; init; } = 0.60m;

    /// <summary>A ban stored by another instance is seen this much later at most. Default 5 s (ours).</summary>
    public TimeSpan BanReadEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An exit waits so long for a back-off (429) to end, and is then sent first; a longer one refuses it. Default 20 s (ours).</summary>
    public TimeSpan ExitPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A call that the venue has not answered by then counts as unknown and is looked up: an entry that may have filled must get its stop within 10 s. Default 2 s (ours).</summary>
    public TimeSpan CallWithin { get; init; } = TimeSpan.FromSeconds(2);
}
