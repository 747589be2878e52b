using Microsoft.AspNetCore.Routing;

namespace Ballast.Emulator.Functions;

/// <summary>One run of a function and everything its parameters may ask for. What costs something is made when asked for.</summary>
internal sealed class Invocation(FunctionEntry function, IServiceProvider services, CancellationToken cancel) : FunctionContext
{
    private string? _id;

    public override string InvocationId => _id ??= Guid.NewGuid().ToString();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override CancellationToken CancellationToken => Http?.RequestAborted ?? cancel;

    public HttpContext? Http { get; init; }

    public RouteValueDictionary? RouteValues { get; init; }

    public TimerInfo? Timer { get; init; }

    public ServiceBusReceivedMessage? Message { get; init; }

    public ServiceBusMessageActions? Actions { get; init; }
}
