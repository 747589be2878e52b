namespace Ballast.Emulator.Http;

/// <summary>One request from routing to the answer. Needs no server: a simulation hands it a <see cref="DefaultHttpContext"/>.</summary>
public sealed class HttpDispatcher
{
    private readonly RouteTable _routes;
    private readonly KeyGate _gate;
    private readonly FunctionInvoker _invoker;
    private readonly ILogger _log;

    internal HttpDispatcher(RouteTable routes, KeyGate gate, FunctionInvoker invoker, ILogger<HttpDispatcher> log)
    {
        _routes = routes;
        _gate = gate;
        _invoker = invoker;
        _log = log;
    }

    /// <summary>Answers the request: 404, 405, 401, the function's result, or 500 without details when it failed.</summary>
    public async Task DispatchAsync(HttpContext context)
    {
        RouteMatch match = _routes.Match(context.Request.Method, context.Request.Path);
        if (match.Function is not { Trigger: FunctionTrigger.Http http } function)
        {
            context.Response.StatusCode = match.Allowed is null ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
            if (match.Allowed is not null)
                context.Response.Headers.Allow = string.Join(", ", match.Allowed.Distinct());
            return;
        }

        if (!_gate.Admits(http.Level, context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await _invoker.InvokeHttpAsync(function, context, match.Values);
        }
        catch (RouteValueException)
        {
            Fail(context, StatusCodes.Status404NotFound);
        }
        catch (BadHttpRequestException refused)
        {
            Fail(context, refused.StatusCode);
        }
        catch (Exception failure)
        {
            // The invoker has logged it. The caller learns nothing but the fact.
            _log.Answered500(function.Name, failure.GetType().Name);
            Fail(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Fail(HttpContext context, int status)
    {
        // Part of an answer is already on its way: breaking the connection is the only way to say that it is not whole.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
    }
}
