namespace Ballast.Emulator;

/// <summary>Where and how the embedded Functions runtime keeps house. Register an instance in the services to change a default.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The folder of <c>host-keys.json</c>. Default: <c>.ballast</c> in the current directory.</summary>
    public string StateFolder { get; init; } = ".ballast";

    /// <summary>How long running functions may take to end when the host stops; then they are cancelled. Default: 10 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the list of functions is printed. Default: the console.</summary>
    public TextWriter Output { get; init; } = Console.Out;
}

/// <summary>The queues the host declares before it receives from them. In Azure the deployment declares them.</summary>
public sealed record EmulatedQueues(IReadOnlyList<QueueOptions> Queues);

/// <summary>The classes searched for functions; not registered: all of the entry assembly.</summary>
public sealed record FunctionClasses(IReadOnlyList<Type> Types);
