namespace Ballast.Emulator.Queues;

/// <summary>Declares the app's queues and prepares a pump for each queue function.</summary>
internal static class QueuePumps
{
    private const string DeadLetters = "/$deadletterqueue";

    /// <summary>Returns what each pump needs, none of them running yet.</summary>
    /// <exception cref="StartException">A function's queue is not declared, or its sessions differ.</exception>
    public static async Task<IReadOnlyList<PumpContext>> DeclareAsync(IReadOnlyList<FunctionEntry> functions, IServiceProvider services, CancellationToken cancel)
    {
        IReadOnlyList<QueueOptions> declared = services.GetService<EmulatedQueues>()?.Queues ?? [];
        if (functions.Count == 0 && declared.Count == 0)
            return [];

        var queue = services.GetService<IQueueReceiver>() ?? throw new StartException("The app uses queues but registers no IQueueReceiver.");
        var options = functions.Select(function => Options(function, declared)).ToList();
        foreach (QueueOptions one in declared)
            await queue.DeclareAsync(one, cancel);
        return functions.Zip(options, Prepare).ToList();

        PumpContext Prepare(FunctionEntry function, QueueOptions of) => new(
            function,
            of,
            queue,
            services.GetRequiredService<MessageHandler>(),
            services.GetRequiredService<HostSettings>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<PumpContext>>());
    }

    public static string QueueName(this FunctionEntry function) => ((FunctionTrigger.Queue)function.Trigger).Name;

    private static QueueOptions Options(FunctionEntry function, IReadOnlyList<QueueOptions> declared)
    {
        string name = function.QueueName();
        bool isDeadLetters = name.EndsWith(DeadLetters, StringComparison.OrdinalIgnoreCase);
        string owner = isDeadLetters ? name[..^DeadLetters.Length] : name;
        QueueOptions options = declared.FirstOrDefault(queue => queue.Name == owner)
            ?? throw new StartException($"Function '{function.Name}': the queue '{owner}' is not declared; register it in EmulatedQueues.");
        if (isDeadLetters)
            options = options with { Name = name, RequiresSession = false };

        return options.RequiresSession == ((FunctionTrigger.Queue)function.Trigger).HasSessions
            ? options
            : throw new StartException($"Function '{function.Name}': IsSessionsEnabled must be {options.RequiresSession.ToString().ToLowerInvariant()}, as the queue '{name}' is declared.");
    }
}
