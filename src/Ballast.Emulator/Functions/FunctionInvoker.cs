using Ballast.Emulator.Http;
using Microsoft.AspNetCore.Routing;

namespace Ballast.Emulator.Functions;

/// <summary>
/// Calls functions in process: a new scope and a new instance of the function's class per run. Neither server, timers nor pumps are needed,
/// so a simulation calls it directly on a host that was built and never started. A function's exception is logged and thrown on.
/// </summary>
public sealed class FunctionInvoker(IServiceScopeFactory scopes, ILogger<FunctionInvoker> log)
{
    /// <summary>Runs an HTTP function and writes its result to the response.</summary>
    public Task InvokeHttpAsync(FunctionEntry function, HttpContext context, RouteValueDictionary? routeValues = null) =>
        RunAsync(function, services => new Invocation(function, services, default) { Http = context, RouteValues = routeValues });

    /// <summary>Runs a timer function.</summary>
    public Task InvokeTimerAsync(FunctionEntry function, TimerInfo timer, CancellationToken cancel = default) =>
        RunAsync(function, services => new Invocation(function, services, cancel) { Timer = timer });

    internal Task InvokeMessageAsync(FunctionEntry function, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel) =>
        RunAsync(function, services => new Invocation(function, services, cancel) { Message = message, Actions = actions });

    private async Task RunAsync(FunctionEntry function, Func<IServiceProvider, Invocation> begin)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        Invocation invocation = begin(scope.ServiceProvider);
        bool isTraced = log.IsEnabled(LogLevel.Debug);
        if (isTraced)
            log.Started(function.Name, invocation.InvocationId);
        try
        {
            if (invocation.Http is { } http)
                http.RequestServices = scope.ServiceProvider;
            object? instance = function.IsStatic ? null : scope.ServiceProvider.GetRequiredService(function.Class);
            object? result = await function.CallAsync(instance, invocation);
            if (invocation.Http is { } answered)
                await HttpResults.WriteAsync(result, answered, invocation.RouteValues);
            if (isTraced)
                log.Ended(function.Name, invocation.InvocationId);
        }
        catch (Exception refused) when (refused is RouteValueException or BadHttpRequestException)
        {
            throw;
        }
        catch (Exception gone) when (invocation.Http is { RequestAborted.IsCancellationRequested: true })
        {
            log.CallerGone(function.Name, gone.GetType().Name);
            throw;
        }
        catch (Exception failure)
        {
            log.Failed(failure, function.Name, invocation.InvocationId);
            throw;
        }
    }
}
