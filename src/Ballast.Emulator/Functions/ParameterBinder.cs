using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;

namespace Ballast.Emulator.Functions;

/// <summary>The value of one parameter, taken from a run.</summary>
internal delegate object? ParameterBinder(Invocation invocation);

/// <summary>A route value that does not fit its parameter: there is no such resource.</summary>
internal sealed class RouteValueException(string parameter) : Exception($"The route value '{parameter}' is not a whole number.");

/// <summary>Chooses the binder of each parameter once, at start.</summary>
internal static class ParameterBinders
{
    /// <exception cref="StartException">Nothing fits the parameter.</exception>
    public static ParameterBinder For(ParameterInfo parameter, FunctionTrigger trigger, string function)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return static run => run;
        if (type == typeof(CancellationToken))
            return static run => run.CancellationToken;

        return (trigger, IsTrigger(parameter)) switch
        {
            (FunctionTrigger.Http, true) when type == typeof(HttpRequest) => static run => run.Http!.Request,
            (FunctionTrigger.Http http, false) => FromRoute(parameter, http, function),
            (FunctionTrigger.Timer, true) when type == typeof(TimerInfo) => static run => run.Timer,
            (FunctionTrigger.Queue, true) when type == typeof(ServiceBusReceivedMessage) => static run => run.Message,
            (FunctionTrigger.Queue, true) when type == typeof(string) => static run => run.Message!.Body.ToString(),
            (FunctionTrigger.Queue, false) when type == typeof(ServiceBusMessageActions) => static run => run.Actions,
            _ => throw Unbindable(parameter, trigger, function),
        };
    }

    public static bool IsTrigger(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(HttpTriggerAttribute)) || parameter.IsDefined(typeof(TimerTriggerAttribute)) || parameter.IsDefined(typeof(ServiceBusTriggerAttribute));

    private static ParameterBinder FromRoute(ParameterInfo parameter, FunctionTrigger.Http http, string function)
    {
        string name = parameter.Name!;
        TemplatePart? part = Template(http.Route, function).GetParameter(name);
        if (part is null)
            throw Unbindable(parameter, http, function);
        if (parameter.ParameterType == typeof(string))
            return run => run.RouteValues?[name] as string;
        if (parameter.ParameterType == typeof(int) && part.IsOptional)
            throw new StartException($"Function '{function}': the route part '{name}' is optional, so its parameter must be int? or string, not int.");
        if (parameter.ParameterType != typeof(int) && parameter.ParameterType != typeof(int?))
            throw Unbindable(parameter, http, function);

        return run => run.RouteValues?[name] is not string text ? null
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number
            : throw new RouteValueException(name);
    }

    /// <exception cref="StartException">The route is malformed, or has a constraint: the value's type is the parameter's.</exception>
    public static RouteTemplate Template(string route, string function)
    {
        RouteTemplate template;
        try
        {
            template = TemplateParser.Parse(route);
        }
        catch (ArgumentException malformed)
        {
            throw new StartException($"Function '{function}': the route '{route}' is malformed: {malformed.Message}", malformed);
        }

        return template.Parameters.FirstOrDefault(part => part.InlineConstraints.Any()) is { } constrained
            ? throw new StartException($"Function '{function}': the route part '{{{constrained.Name}}}' has a constraint, which the embedded runtime does not know; give the parameter the type instead.")
            : template;
    }

    private static StartException Unbindable(ParameterInfo parameter, FunctionTrigger trigger, string function)
    {
        string expected = trigger switch
        {
            FunctionTrigger.Http => "An HTTP function takes [HttpTrigger] HttpRequest, route values by name (string, int)",
            FunctionTrigger.Timer => "A timer function takes [TimerTrigger] TimerInfo",
            _ => "A queue function takes [ServiceBusTrigger] ServiceBusReceivedMessage or string, ServiceBusMessageActions",
        };
        return new StartException(
            $"Function '{function}': the parameter '{parameter.Name}' of type {parameter.ParameterType.Name} cannot be bound. {expected}, FunctionContext and CancellationToken.");
    }
}
