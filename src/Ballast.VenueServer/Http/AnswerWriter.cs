using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ballast.Application.Ports;
using Microsoft.AspNetCore.Http;

namespace Ballast.VenueServer.Http;

/// <summary>Writes what the venue says as Binance does: JSON, its status, and the limits in headers.</summary>
internal static class AnswerWriter
{
    private const int LostCode = -1007;
    private const string Lost = "Unknown error, please check your request or try again later. Send status unknown; execution status unknown.";

    public static Task WriteAsync(HttpContext context, VenueReply<JsonNode> reply, VenueUsage usage)
    {
        var headers = context.Response.Headers;
        headers["X-MBX-USED-WEIGHT-1M"] = usage.Weight.ToString(CultureInfo.InvariantCulture);
        headers["X-MBX-ORDER-COUNT-10S"] = usage.Orders10s.ToString(CultureInfo.InvariantCulture);
        headers["X-MBX-ORDER-COUNT-1M"] = usage.Orders1m.ToString(CultureInfo.InvariantCulture);
        switch (reply)
        {
            case VenueReply<JsonNode>.Accepted accepted:
                return WriteAsync(context, StatusCodes.Status200OK, accepted.Value);
            case VenueReply<JsonNode>.Rejected rejected:
                if (rejected.RetryAfter is { } wait)
                {
                    headers.RetryAfter = ErrorStatus.RetryAfter(wait);
                }

                return WriteAsync(context, ErrorStatus.Of(rejected.Code, rejected.IsBan), Error(rejected.Code, rejected.Message));
            default:
                return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Error(LostCode, Lost));
        }
    }

    public static Task RefuseAsync(HttpContext context, int status, string message) => WriteAsync(context, status, Error(0, message));

    private static JsonObject Error(int code, string message) => new() { ["code"] = code, ["msg"] = message };

    private static Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString())).AsTask();
    }
}
