using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Ballast.VenueServer.Http;

/// <summary>Binance's HTTP status of an error code.</summary>
internal static class ErrorStatus
{
    public static int Of(int code, bool isBan) => code switch
    {
        -1003 => isBan ? 418 : StatusCodes.Status429TooManyRequests,
        -1015 => StatusCodes.Status429TooManyRequests,
        -2014 or -2015 or -2017 => StatusCodes.Status401Unauthorized,
        -1000 or -1001 or -1006 or -1007 or -1008 or -1016 => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>Whole seconds, rounded up, at least one.</summary>
    public static string RetryAfter(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
