using Ballast.Application.Recording;

namespace Ballast.Cli.Output;

/// <summary>What a replay found.</summary>
internal sealed record ReplayView(
    DateTimeOffset RecordedAt, bool SameBuild, int Lines, bool Torn, int Commits, int Decisions, int Orders, int Trades, int Different, IReadOnlyList<SessionDifference> Differences)
{
    public static ReplayView Of(SessionResult r) => new(r.Began.At, r.IsSameBuild, r.Lines, r.IsTorn, r.Commits, r.Decisions, r.Orders, r.Trades, r.Different, r.Differences);
}
