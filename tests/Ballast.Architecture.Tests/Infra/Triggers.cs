using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>The functions of the app with their triggers, as compiled.</summary>
internal static class Triggers
{
    private static readonly IReadOnlyList<(string Name, Attribute Trigger)> All =
    [
        .. from type in typeof(Functions.Triggers.Webhook).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           from trigger in parameter.GetCustomAttributes()
           where trigger is HttpTriggerAttribute or TimerTriggerAttribute or ServiceBusTriggerAttribute
           select (function.Name, trigger),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name).Order(StringComparer.Ordinal)];

    /// <summary>The timers of each minute: entries and positions wait for them.</summary>
    public static IReadOnlyList<string> MinuteTimers { get; } = TimersThat(schedule => schedule.EndsWith(" * * * * *", StringComparison.Ordinal));

    /// <summary>The others: a run that is missed is made up by the next.</summary>
    public static IReadOnlyList<string> RareTimers { get; } = TimersThat(schedule => !schedule.EndsWith(" * * * * *", StringComparison.Ordinal));

    public static IReadOnlyList<ServiceBusTriggerAttribute> Queues { get; } = [.. All.Select(f => f.Trigger).OfType<ServiceBusTriggerAttribute>()];

    public static IReadOnlyList<string> Connections { get; } = [.. Queues.Select(q => q.Connection!).Distinct()];

    private static IReadOnlyList<string> TimersThat(Func<string, bool> isWanted) =>
        [.. All.Where(f => f.Trigger is TimerTriggerAttribute timer && isWanted(timer.Schedule)).Select(f => f.Name).Order(StringComparer.Ordinal)];
}
