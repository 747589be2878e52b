using System.Text.Json.Nodes;

namespace Ballast.Application.Codec;

/// <summary>The steps between versions of the stored risk record.</summary>
internal static class RiskMigrations
{
    /// <summary>Version 1 knew one limit that had stopped the day (stoppedBy), version 2 knows all of them (stops).</summary>
    public static JsonNode FromOne(JsonNode risk)
    {
        if (risk["day"] is JsonObject day && day.Remove("stoppedBy", out var limit) && limit is not null)
        {
            day["stops"] = new JsonArray(limit);
        }

        return risk;
    }

    /// <summary>Version 3 knows restarts after critical errors and foreign exposure: an older record has had none.</summary>
    public static JsonNode FromTwo(JsonNode risk)
    {
        risk["foreign"] = new JsonObject();
        return risk;
    }
}
