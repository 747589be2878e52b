using Ballast.Application;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Core.Positions;
using Ballast.Journal;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Clock;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>One life of one instance of the app: its thread, its clock, its ports, its triggers. It ends at once and without a word.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "End gives everything back; a process that is never ended lives as long as its run.")]
internal sealed class AppProcess : INotifier, ISecrets, IReadiness
{
    private readonly SimulatedWorld _world;
    private readonly CancellationTokenSource _ended = new();
    private readonly bool _ownsJournal;
    private JournalHost? _journal;

    public AppProcess(SimulatedWorld world, int number, JournalHost? shared)
    {
        _world = world;
        Number = number;
        _journal = shared;
        _ownsJournal = shared is null;
        Thread = new SimulatedThread(world.Loop, failure => world.Fail(this, failure));
        Time = new VirtualTime(Thread) { Skew = world.Lives.SkewNow };
        Dice = new Dice(world.Seed, $"process-{number}");
    }

    /// <summary>Counts the lives of a run.</summary>
    public int Number { get; }

    public SimulatedThread Thread { get; }

    public VirtualTime Time { get; }

    public Dice Dice { get; }

    public AppGraph Graph { get; private set; } = null!;

    /// <summary>True once it has reconciled and takes alerts.</summary>
    public bool IsReady { get; set; }

    public string Detail => IsReady ? "ready (simulated)" : "starting (simulated)";

    public bool HasEnded => Thread.HasEnded;

    /// <summary>Set while a death awaits the next step of this process.</summary>
    public FaultKind? Doom { get; set; }

    /// <summary>Its store and queue, once opened.</summary>
    public JournalHost? Journal => _journal;

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Starts it: store and queue opened, triggers running, reconciliation under way.</summary>
    public void Start() => Thread.Begin(async () =>
    {
        StartedAt = _world.Loop.Now;
        _journal ??= await _world.Backend.OpenAsync(this);
        var wire = new Wire(this, _world.Faults, Dice);
        var store = new SimulatedStore(_journal.Store, wire, _world.Backend.Latency, _world.Observers);
        var queue = new SimulatedSender(_journal.Queue, wire, _world.Backend.Latency);
        var venue = new VenueWire(_world.Venue, _world.Venue, wire, _world.Weather, new Dice(_world.Seed, $"venue-{Number}"), _world.Observers, _world.Trading.Limits.CallWithin, _world.LookAsync);
        var ports = new AppPorts(store, queue, venue, venue, this, this, this, Time) { Session = _world.Options.Session };
        Graph = new AppGraph(_world.Options.Sabotage?.Invoke(ports) ?? ports, _world.Account, _world.Trading, _world.Competition);
        new MessagePumps(this, _journal.Queue, wire, _world.Backend.Latency).Start(_ended.Token);
        new Timers(this, _world).Start(_ended.Token);
        Thread.Begin(() => StartUp.RunAsync(this, _world));
    });

    /// <summary>Dies here, if its death was waiting for a step: one in four steps is the one.</summary>
    public bool DiesHere()
    {
        if (Doom is not { } doom || HasEnded || !Dice.Happens(0.25))
        {
            return HasEnded;
        }

        _world.Lives.Crash(this, doom);
        return true;
    }

    /// <summary>Nothing of it runs any more. Messages that it waits for are somebody else's.</summary>
    public void End(FaultKind? how)
    {
        if (HasEnded)
        {
            return;
        }

        Thread.End();
        _ended.Cancel();
        _ended.Dispose();
        if (_ownsJournal && _journal is { } journal)
        {
            _world.Backend.Die(journal, how);
        }
    }

    public ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default)
    {
        _world.Observers.Told(this, notice);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default) => ValueTask.FromResult(name == "WebhookSecret" ? SimulatedWorld.Secret : null);

    public ValueTask<string?> ReadAgainAsync(string name, CancellationToken cancel = default) => ReadAsync(name, cancel);
}
