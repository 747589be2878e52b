using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ballast.Functions.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ballast.Functions.Http;

/// <summary>An answer in JSON, written straight to the response.</summary>
internal sealed class JsonAnswer<T>(int status, T value, JsonTypeInfo<T> type, string contentType = "application/json; charset=utf-8") : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        await response.Body.WriteAsync(body, context.HttpContext.RequestAborted);
    }
}

/// <summary>Makes answers.</summary>
internal static class Answer
{
    public static IActionResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => new JsonAnswer<T>(status, value, type);

    /// <summary>RFC 9457.</summary>
    public static IActionResult Problem(int status, string code, string detail, string? field = null, string? value = null, string? allowed = null) =>
        new JsonAnswer<ProblemView>(status, new ProblemView("about:blank", Title(status), status, detail, code, field, value, allowed), ApiJson.Web.ProblemView, "application/problem+json; charset=utf-8");

    private static string Title(int status) => status switch
    {
        400 => "Bad request",
        401 => "Unauthorised",
        404 => "Not found",
        413 => "Too large",
        422 => "Understood but impossible",
        502 => "Bad gateway",
        503 => "Unavailable, try again",
        _ => "Error",
    };
}
