using Ballast.Application.Competing;
using Ballast.Core.Accounting;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Reading;

/// <summary>How the modes of the competition stand, from what is stored of them.</summary>
public sealed class ReadLeaderboard(CompetitionStore store, CompetitionSettings competition, TimeProvider time)
{
    /// <summary>Modes without a signal yet stand with what they would begin with.</summary>
    public async ValueTask<LeaderboardRead> ReadAsync(CancellationToken cancel = default)
    {
        if (!competition.IsEnabled)
        {
            return LeaderboardRead.None;
        }

        var (read, now) = (await store.ReadAsync(cancel), time.GetUtcNow());
        var heads = competition.Modes.Select(m => (m.Mode, State: read.Heads.GetValueOrDefault(m.Mode.Name)?.State)).ToList();
        var standings = heads.Select(h => h.State?.ToStanding(h.Mode, now) ?? new Standing { Mode = h.Mode, Since = now, AsOf = now, Balance = h.Mode.Balance }).ToList();
        var proposals = Promotion.Judge(standings, competition.Promotion).Select(p => p with { Settings = EquatableList.From(p.Settings.Concat(competition.Modes.First(m => m.Mode.Name == p.Mode).Own)) });
        return new LeaderboardRead(
            IsEnabled: true,
            read.Signals.Count,
            Leaderboard.Of(standings, competition.Leaderboard),
            EquatableList.From(proposals),
            heads.Where(h => h.State?.Halt is not null).ToDictionary(h => h.Mode.Name, h => h.State!.Halt!));
    }

    /// <summary>The trades of one mode, the newest first.</summary>
    public ValueTask<IReadOnlyList<Trade>> TradesAsync(string mode, int limit, CancellationToken cancel = default) => store.TradesAsync(mode, limit, cancel);

    /// <summary>Its decisions, the newest first, without their traces.</summary>
    public ValueTask<IReadOnlyList<EntryDecision>> DecisionsAsync(string mode, int limit, CancellationToken cancel = default) => store.DecisionsAsync(mode, limit, cancel);
}

/// <summary>The leaderboard as it is now.</summary>
/// <param name="Waiting">Signals that the modes have not taken yet.</param>
/// <param name="Proposals">A verdict on each mode that could follow the current one. Only a person follows it.</param>
/// <param name="Halts">Modes whose entries are halted, and why.</param>
public sealed record LeaderboardRead(bool IsEnabled, int Waiting, EquatableList<LeaderboardBand> Bands, EquatableList<Proposal> Proposals, IReadOnlyDictionary<string, string> Halts)
{
    /// <summary>There is no competition.</summary>
    public static LeaderboardRead None { get; } = new(IsEnabled: false, 0, [], [], new Dictionary<string, string>());
}
