using System.Net;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests.Support;

/// <summary>One process for all tests that leave it as they found it.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public AppProcess App { get; private set; } = null!;

    /// <summary>Limits that would stop a test suite's many trades are lifted.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Safety__MaxTradesPerDay"] = "100000",
        ["Safety__MaxConsecutiveLosses"] = "100000",
        ["Safety__MaxDailyLoss"] = "1",
        ["Caps__MaxPositions"] = "6",
        ["Paper__Balance"] = "100000",
    };

    public async Task InitializeAsync() => App = await AppProcess.StartAsync(Settings);

    public async Task DisposeAsync() => await App.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedAppDefinition : ICollectionFixture<SharedApp>
{
    public const string Name = "one app";
}

/// <summary>What several tests do with the shared app.</summary>
internal static class Trading
{
    /// <summary>The position on a symbol once it is open with a confirmed stop.</summary>
    public static Task<JsonObject> OpenedAsync(this AppProcess app, string symbol, string? side = null) => Eventually.GetAsync(
        async () => (await app.GetAsync("positions")).Items.Select(i => i!.AsObject()).FirstOrDefault(p =>
            (string?)p["symbol"] == symbol && (side is null || (string?)p["side"] == side) && (string?)p["state"] == "open" && (string?)p["stop"]?["status"] == "CONFIRMED"),
        $"a position on {symbol} with a confirmed stop",
        () => app.Log);

    /// <summary>Waits until nothing is open or held on a symbol.</summary>
    public static Task FlatAsync(this AppProcess app, string symbol) => Eventually.TrueAsync(
        async () => (await app.GetAsync("positions")).Items.All(p => (string?)p!["symbol"] != symbol)
            && (await app.GetAsync("risk"))["holds"].AsArray().All(h => (string?)h!["symbol"] != symbol),
        $"{symbol} to be flat",
        () => app.Log);

    public static async Task<Answer> OpenAsync(this AppProcess app, string symbol, string marketPosition = "long", string strategy = "trend")
    {
        var answer = await app.AlertAsync(Alert.To(symbol, marketPosition, strategy));
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.ToString());
        return answer;
    }

    public static async Task FlattenAsync(this AppProcess app, string symbol)
    {
        var answer = await app.PostAsync($"flatten?symbol={symbol}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        await app.FlatAsync(symbol);
    }
}
