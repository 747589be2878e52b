namespace Ballast.Core.Growth;

/// <summary>How one path ended.</summary>
/// <param name="Balance">USDT.</param>
/// <param name="IsRuined">The balance fell under the least balance; the path stopped there.</param>
/// <param name="ReachedAfter">Signals until the target was first reached, 0 when the start is there; negative when it was not.</param>
public readonly record struct PathEnd(double Balance, bool IsRuined, int ReachedAfter)
{
    /// <summary>The target was not reached.</summary>
    public const int Never = -1;

    public bool HasReached => ReachedAfter >= 0;
}
