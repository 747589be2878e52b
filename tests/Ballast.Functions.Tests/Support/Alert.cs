using System.Globalization;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests.Support;

/// <summary>Alerts as a strategy sends them.</summary>
internal static class Alert
{
    private static int s_count;

    /// <summary>A valid alert with an id of its own; every test changes what it is about.</summary>
    public static JsonObject Of(string symbol, string action = "buy", string strategy = "trend") => new()
    {
        ["secret"] = AppProcess.Secret,
        ["strategy"] = strategy,
        ["symbol"] = symbol,
        ["action"] = action,
        ["confidence"] = 0.9m,
        ["strength"] = 5,
        ["id"] = NewId(),
        ["timenow"] = Now(),
    };

    public static JsonObject To(string symbol, string marketPosition, string strategy = "trend")
    {
        var alert = Of(symbol, strategy: strategy);
        alert.Remove("action");
        alert["market_position"] = marketPosition;
        return alert;
    }

    public static JsonObject With(this JsonObject alert, string field, JsonNode? value)
    {
        alert[field] = value;
        return alert;
    }

    public static JsonObject Without(this JsonObject alert, string field)
    {
        alert.Remove(field);
        return alert;
    }

    public static string NewId() => $"id-{Interlocked.Increment(ref s_count)}";

    public static string Now(TimeSpan offset = default) => (DateTimeOffset.UtcNow + offset).ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
