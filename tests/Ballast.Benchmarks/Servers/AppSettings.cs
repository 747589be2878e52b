namespace Ballast.Benchmarks.Servers;

/// <summary>The app's settings in the benchmarks: the day's limits lifted, small positions, so that every alert is accepted.</summary>
internal static class AppSettings
{
    public const string Secret = "benchmark-secret-not-for-use";

    /// <summary>As in the cloud: with a secret, without the paper competition, which is a commit more for each alert.</summary>
    public static Dictionary<string, string> Plain() => new() { ["WebhookSecret"] = Secret, ["Competition__Enabled"] = "false" };

    public static Dictionary<string, string> Lifted(IReadOnlyList<string> symbols) => new(Plain())
    {
        ["Market__Source"] = $"synthetic:seed=7,symbols={string.Join('+', symbols)}",
        ["Symbols"] = string.Join(',', symbols),
        ["Safety__MaxTradesPerDay"] = "1000000",
        ["Safety__MaxConsecutiveLosses"] = "1000000",
        ["Safety__MaxDailyLoss"] = "1",
        ["Caps__MaxPositions"] = "1000000",
        ["Paper__Balance"] = "1000000000",
        ["RM_RISK_PER_TRADE_PCT"] = "0.0001",
        ["RM_MIN_RISK_PCT"] = "0",
        ["Entry__ValidForSeconds"] = "300",
    };

    /// <summary>Accepting alone: nobody takes the messages.</summary>
    public static Dictionary<string, string> AcceptOnly(IReadOnlyList<string> symbols) => new(Lifted(symbols))
    {
        ["AzureWebJobs__ExecuteOrder__Disabled"] = "true",
        ["AzureWebJobs__ExecuteExit__Disabled"] = "true",
    };
}
