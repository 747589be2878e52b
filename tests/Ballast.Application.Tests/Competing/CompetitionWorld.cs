using Ballast.Application.Codec;
using Ballast.Application.Competing;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Competing;

namespace Ballast.Application.Tests.Competing;

/// <summary>A world with a competition, and what is stored of it.</summary>
internal static class CompetitionWorld
{
    /// <summary>The four modes, and one that observes.</summary>
    public static CompetitionSettings Settings { get; } = new([.. CompetitionModes.Four.Append(new CompetitionMode { Name = "watch", Leverage = 0 }).Select(m => ConfiguredMode.Of(m, World.Options))]);

    public static World Start(int conflictEvery = 0) => World.Start(conflictEvery, competition: Settings);

    public static CompetitionReport Compete(this World world, App? app = null) => world.Run(() => (app ?? world.App).Graph.Compete.RunAsync());

    /// <summary>To ten seconds behind the next minute but one, when every candle of now has closed, and a look.</summary>
    public static CompetitionReport CompeteAfterMinute(this World world)
    {
        world.Pump(TimeSpan.FromMinutes(1));
        world.Pump(TimeSpan.FromSeconds(70 - world.Time.GetUtcNow().Second));
        return world.Compete();
    }

    public static LeaderboardRead Leaderboard(this World world) => world.Run(() => world.App.Graph.Leaderboard.ReadAsync());

    public static CompetitorState State(this World world, string mode)
    {
        var store = new CompetitionStore(world.App.Store, "main");
        return world.Run(async () => await store.WholeAsync((await store.HeadAsync(mode))!));
    }

    public static IReadOnlyList<StoredEntity> Rows(this World world, string prefix = "") =>
        world.Run(() => world.App.Store.QueryAsync(new EntityQuery(Tables.Competition, "main", RowPrefix: prefix))).Items;

    public static IEnumerable<CompetitionSignal> Waiting(this World world) => world.Rows(Tables.PendingPrefix).Select(r => StateCodec.Decode<CompetitionSignal>(r.Body));
}
