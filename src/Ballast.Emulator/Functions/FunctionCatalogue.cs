using System.Reflection;

namespace Ballast.Emulator.Functions;

/// <summary>All functions of the app, found and checked at start, in the order of their names.</summary>
public sealed class FunctionCatalogue
{
    private readonly Dictionary<string, FunctionEntry> _byName;

    private FunctionCatalogue(IReadOnlyList<FunctionEntry> functions)
    {
        Functions = functions;
        _byName = functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All functions, the disabled ones too.</summary>
    public IReadOnlyList<FunctionEntry> Functions { get; }

    /// <summary>The function of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FunctionEntry this[string name] =>
        _byName.TryGetValue(name, out FunctionEntry? function) ? function : throw new KeyNotFoundException($"There is no function '{name}'.");

    /// <summary>Finds the public methods marked with <see cref="FunctionAttribute"/> in public classes.</summary>
    /// <exception cref="StartException">Two functions have one name, or a function cannot be called; names it.</exception>
    public static FunctionCatalogue Discover(IEnumerable<Type> types, IConfiguration settings)
    {
        var found = new List<FunctionEntry>();
        foreach (Type type in types.Where(type => type.IsVisible && type.IsClass))
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
                    found.Add(Entry(attribute.Name, method, settings));
            }
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        if (found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new StartException($"Two functions are named '{twice.Key}' ({string.Join(" and ", twice.Select(function => function.Class.Name))}); names must differ.");

        return new FunctionCatalogue(found);
    }

    private static FunctionEntry Entry(string name, MethodInfo method, IConfiguration settings)
    {
        ParameterInfo[] parameters = method.GetParameters();
        ParameterInfo[] triggers = parameters.Where(ParameterBinders.IsTrigger).ToArray();
        if (triggers.Length != 1)
            throw new StartException($"Function '{name}' needs exactly one parameter with a trigger attribute; it has {triggers.Length}.");

        bool isDisabled = settings.IsDisabled(name);
        FunctionTrigger trigger = Trigger(name, triggers[0], settings);
        return new FunctionEntry(
            name,
            method,
            trigger,
            parameters.Select(parameter => ParameterBinders.For(parameter, trigger, name)).ToArray(),
            ReturnReaders.For(method, trigger, name),
            isDisabled);
    }

    private static FunctionTrigger Trigger(string name, ParameterInfo parameter, IConfiguration settings)
    {
        if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is { } http)
            return new FunctionTrigger.Http(http.AuthLevel, (http.Methods ?? []).Select(method => method.ToUpperInvariant()).ToList(), (http.Route ?? name).Trim('/'));

        if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
        {
            string schedule = settings.Expand(timer.Schedule, name);
            Timers.Schedule.Parse(schedule, name);
            return new FunctionTrigger.Timer(schedule, timer.RunOnStartup, timer.UseMonitor);
        }

        var queue = parameter.GetCustomAttribute<ServiceBusTriggerAttribute>()!;
        if (queue.IsBatched)
            throw new StartException($"Function '{name}': IsBatched is not known to the embedded runtime; take one message at a time.");
        return new FunctionTrigger.Queue(settings.Expand(queue.QueueName ?? "", name), queue.IsSessionsEnabled, queue.AutoCompleteSet);
    }
}
