using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ballast.Functions.Web;

/// <summary>
/// A file of the page. It is asked for anew each time and answered with 304 while it is the same, so that a page never runs with another
/// build's script. The policy lets it load from and talk to this app only; nothing inline, no frame around it.
/// </summary>
internal sealed class PageAnswer(PageFile file) : IActionResult
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers.ETag = file.ETag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Bytes.Length;
        await response.Body.WriteAsync(file.Bytes, context.HttpContext.RequestAborted);
    }
}
