using Ballast.Application.Competing;
using Ballast.Application.Reading;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>How the modes of the paper competition stand, or one of them with its trades and decisions.</summary>
public sealed class Leaderboard(ReadLeaderboard leaderboard, CompetitionSettings competition)
{
    [Function("Leaderboard")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "leaderboard/{mode?}")] HttpRequest request, string? mode, CancellationToken cancel)
    {
        var read = await leaderboard.ReadAsync(cancel);
        if (mode is null)
        {
            return Answer.Json(Show.Leaderboard(read, competition.Leaderboard), ApiJson.Web.LeaderboardView);
        }

        var query = new QueryReader(request);
        var limit = query.Limit();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return read.Bands.SelectMany(b => b.Rows).FirstOrDefault(r => r.Standing.Mode.Name == mode) is { } row
            ? Answer.Json(
                new CompetitorView(
                    Show.Place(row, read, competition.Leaderboard),
                    [.. (await leaderboard.TradesAsync(mode, limit, cancel)).Select(Show.Trade)],
                    [.. (await leaderboard.DecisionsAsync(mode, limit, cancel)).Select(d => Show.Decision(d, withTrace: false))]),
                ApiJson.Web.CompetitorView)
            : Answer.Problem(404, "UNKNOWN_MODE", $"There is no mode '{mode}' in the competition.", "mode", mode);
    }
}
