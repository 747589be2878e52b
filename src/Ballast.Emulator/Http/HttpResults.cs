using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Ballast.Emulator.Http;

/// <summary>Writes a function's result. MVC's own executors do it, so that formatting and negotiation are theirs; MVC's pipeline is not run.</summary>
internal static class HttpResults
{
    // Results only read it, and making one costs an id and several lists.
    private static readonly ActionDescriptor s_descriptor = new();

    public static Task WriteAsync(object? result, HttpContext context, RouteValueDictionary? routeValues) => result switch
    {
        IActionResult action => action.ExecuteResultAsync(new ActionContext(context, routeValues is null ? new RouteData() : new RouteData(routeValues), s_descriptor)),
        IResult minimal => minimal.ExecuteAsync(context),
        _ => Task.CompletedTask,
    };
}
