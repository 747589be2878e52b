using System.Reflection;

namespace Ballast.Emulator.Functions;

/// <summary>One function: its name, what calls it, and the call itself, prepared once.</summary>
public sealed class FunctionEntry : FunctionDefinition
{
    private readonly MethodInvoker _method;
    private readonly ParameterBinder[] _parameters;
    private readonly ReturnReader _return;

    internal FunctionEntry(string name, MethodInfo method, FunctionTrigger trigger, ParameterBinder[] parameters, ReturnReader returned, bool isDisabled)
    {
        Name = name;
        Class = method.DeclaringType!;
        Trigger = trigger;
        IsDisabled = isDisabled;
        IsStatic = method.IsStatic;
        _method = MethodInvoker.Create(method);
        _parameters = parameters;
        _return = returned;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The class whose method it is.</summary>
    public Type Class { get; }

    /// <summary>What calls it.</summary>
    public FunctionTrigger Trigger { get; }

    /// <summary>Switched off by <c>AzureWebJobs.Name.Disabled</c>: nothing calls it.</summary>
    public bool IsDisabled { get; }

    internal bool IsStatic { get; }

    /// <summary>Calls the method and waits for its result; null where it has none.</summary>
    internal ValueTask<object?> CallAsync(object? instance, Invocation invocation)
    {
        var arguments = new object?[_parameters.Length];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = _parameters[i](invocation);
        return _return(_method.Invoke(instance, arguments.AsSpan()));
    }
}

/// <summary>What calls a function.</summary>
public abstract record FunctionTrigger
{
    private FunctionTrigger()
    {
    }

    /// <summary>A request.</summary>
    /// <param name="Methods">Upper case; none: every method.</param>
    /// <param name="Route">Without the route prefix.</param>
    public sealed record Http(AuthorizationLevel Level, IReadOnlyList<string> Methods, string Route) : FunctionTrigger;

    /// <summary>A schedule, with settings already in place.</summary>
    public sealed record Timer(string Schedule, bool RunOnStartup, bool UseMonitor) : FunctionTrigger;

    /// <summary>A queue's messages.</summary>
    /// <param name="AutoComplete">Null: as host.json says.</param>
    public sealed record Queue(string Name, bool HasSessions, bool? AutoComplete) : FunctionTrigger;
}
