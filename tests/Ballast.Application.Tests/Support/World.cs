using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ballast.Application.Competing;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Contracts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Journal;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;
using Ballast.Venue;
using Ballast.Venue.Faults;
using Ballast.Venue.Markets;

namespace Ballast.Application.Tests.Support;

/// <summary>
/// The whole app in one thread under a clock in hand: journal on files in memory, a simulated venue that outlives every crash, and
/// a pump that does what the triggers do.
/// </summary>
public sealed class World : IDisposable
{
    public static readonly Symbol Btc = new("BTCUSDT");
    public static readonly AccountSettings Settings = new("main", [Btc], "paper");

    private static readonly QueueOptions[] Queues =
    [
        new(QueueNames.Entries, RequiresSession: true, TimeSpan.FromMinutes(1), MaxDeliveryCount: 5, TimeSpan.FromMinutes(10)),
        new(QueueNames.Exits, RequiresSession: false, TimeSpan.FromMinutes(1), MaxDeliveryCount: 20, TimeSpan.FromMinutes(10)),
    ];

    private readonly MemoryFiles _files = new();
    private readonly int _conflictEvery;
    private JournalHost _journal = null!;
    private int _alerts;

    private readonly CompetitionSettings? _competition;

    private World(int conflictEvery, FaultPlan? faults, TradingOptions? options, string mode, CompetitionSettings? competition)
    {
        _competition = competition;
        Account = Settings with { Mode = mode };
        _conflictEvery = conflictEvery;
        Trading = options ?? Options;
        Venue = new SimulatedExchange(Time, MarketSource.Parse("synthetic:symbols=BTCUSDT+ETHUSDT"), new SimulatedExchangeOptions { StartBalance = 10_000m }, store: null, faults);
    }

    /// <summary>What the app is started with, from the next start on.</summary>
    public AccountSettings Account { get; set; }

    public ManualTimeProvider Time { get; } = new();

    public SimulatedExchange Venue { get; }

    public App App { get; private set; } = null!;

    public JournalQueue Queue => _journal.Queue;

    /// <summary>Every order that was sent to the venue, in all lives.</summary>
    public List<OrderSpec> Placed { get; } = [];

    /// <summary>How long the last start kept alerts waiting.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>The defaults without the veto of higher frames: worlds begin at any hour of a market that trends some way or other.</summary>
    public static TradingOptions Options { get; } = new() { Frames = new() { Veto = [] } };

    /// <summary>The settings of this world.</summary>
    public TradingOptions Trading { get; }

    /// <summary>A world whose app has not started yet. Everything runs on the calling thread.</summary>
    public static World Create(int conflictEvery = 0, FaultPlan? faults = null, TradingOptions? options = null, string mode = "paper", CompetitionSettings? competition = null)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var world = new World(conflictEvery, faults, options, mode, competition);

        // The venue's account is older than the app: its start balance is no income of ours.
        world.Run(() => world.Venue.ServerTimeAsync());
        world.Time.Advance(TimeSpan.FromSeconds(1));
        return world;
    }

    public static World Start(int conflictEvery = 0, FaultPlan? faults = null, TradingOptions? options = null, string mode = "paper", CompetitionSettings? competition = null)
    {
        var world = Create(conflictEvery, faults, options, mode, competition);
        world.Begin();
        return world;
    }

    /// <summary>Starts the app as the composition root and the start-up service do.</summary>
    public void Begin(Points? points = null)
    {
        _journal = Run(() => JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 1 << 20 }, Time, _files));
        foreach (var queue in Queues)
        {
            Run(async () =>
            {
                await Queue.DeclareAsync(queue);
                return true;
            });
        }

        App = NewApp(points);
        var from = Time.GetUtcNow();
        for (var attempts = 0; Run(() => App.Reconcile.RunAsync()) is { Count: > 0 } problems; attempts++)
        {
            // Twelve starts within a minute may use up its request weight; the next one waits for the minute to end.
            Assert.True(attempts < 20, string.Join(" ", problems));
            Time.Advance(TimeSpan.FromSeconds(5));
        }

        StartTook = Time.GetUtcNow() - from;
        Run(() => App.Supervise.RunAsync());
    }

    /// <summary>Another instance over the same store and venue.</summary>
    public App NewApp(Points? points = null, IMarketData? market = null) => new(_journal, Venue, market, points ?? new Points(), Placed, Account, Trading, Time, _conflictEvery, _competition);

    /// <summary>Runs work to its end, moving the clock whenever it waits.</summary>
    public T Run<T>(Func<ValueTask<T>> work)
    {
        var task = work().AsTask();
        for (var waited = 0; !task.IsCompleted; waited++)
        {
            Assert.True(waited < 10_000, "The work never ends.");
            Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>The process dies (its files lose what was not flushed, if the power fails), is down for a while, and starts again.</summary>
    public void Restart(TimeSpan down, Random? powerLoss = null, Points? points = null)
    {
        _journal.Kill();
        if (powerLoss is null)
        {
            _files.ProcessKilled();
        }
        else
        {
            _files.PowerLost(powerLoss);
        }

        Time.Advance(down);
        Begin(points);
    }

    /// <summary>Sends an alert as the webhook does.</summary>
    public AlertReply Send(JsonObject alert) => Run(() => App.Accept.RunAsync(Encoding.UTF8.GetBytes(alert.ToJsonString())));

    /// <summary>An alert with an id of its own; stop and take-profit lie where the market does not come.</summary>
    public JsonObject Alert(string marketPosition)
    {
        var mark = this.Ask(() => Venue.MarksAsync([Btc]))[0].Mark.Value;
        return new JsonObject
        {
            ["secret"] = App.Secret,
            ["symbol"] = "BTCUSDT",
            ["market_position"] = marketPosition,
            ["confidence"] = 0.9m,
            ["id"] = $"alert-{++_alerts}",
            ["stopLoss"] = marketPosition == "flat" ? null : mark * (marketPosition == "long" ? 0.9m : 1.1m),
            ["takeProfit"] = marketPosition == "flat" ? null : mark * (marketPosition == "long" ? 1.2m : 0.8m),
            ["timenow"] = Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Does what the triggers do for so long: messages at once, each minute policy and supervision.</summary>
    public void Pump(TimeSpan span)
    {
        var end = Time.GetUtcNow() + span;
        while (Time.GetUtcNow() < end)
        {
            while (TryHandleOne())
            {
            }

            var before = Time.GetUtcNow();
            Time.Advance(TimeSpan.FromSeconds(1));
            if (before.Minute != Time.GetUtcNow().Minute)
            {
                Run(() => App.Policy.RunAsync());
                Run(() => App.Supervise.RunAsync());
            }
        }
    }

    public void Dispose()
    {
        _journal.Kill();
        Venue.Dispose();
    }

    private bool TryHandleOne() =>
        Handle(Take(QueueNames.Exits), m => App.Exit.RunAsync(m.Message.Body))
        || HandleSession()
        || Handle(Take(QueueNames.Entries + "/$deadletterqueue"), m => Drained(App.Drain.EntryAsync(m.Message.Body, m.DeadLetterReason ?? "")))
        || Handle(Take(QueueNames.Exits + "/$deadletterqueue"), m => Drained(App.Drain.ExitAsync(m.Message.Body, m.DeadLetterReason ?? "")));

    private bool HandleSession()
    {
        if (Now(cancel => Queue.AcceptSessionAsync(QueueNames.Entries, cancel)) is not { } session)
        {
            return false;
        }

        try
        {
            return Handle(Now(cancel => Queue.ReceiveAsync(session, TimeSpan.Zero, cancel)), m => App.Execute.RunAsync(m.Message.Body));
        }
        finally
        {
            Queue.Release(session);
        }
    }

    /// <summary>A handler that fails abandons its message; one that dies leaves it locked.</summary>
    private bool Handle<T>(LockedMessage? message, Func<LockedMessage, ValueTask<T>> work)
    {
        if (message is null)
        {
            return false;
        }

        try
        {
            Run(() => work(message));
        }
        catch (Exception failed) when (failed is StoreUnavailableException or QueueUnavailableException)
        {
            Run(() => Queue.AbandonAsync(message));
            return true;
        }
        catch (InvalidDataException)
        {
            // Dead-lettered as unreadable, and dropped by the drain.
        }

        Run(() => App.Points.PassAsync($"complete {message.Message.MessageId}", () => Queue.CompleteAsync(message)));
        return true;
    }

    private LockedMessage? Take(string queue) => Now(cancel => Queue.ReceiveAsync(queue, 1, cancel))?[0];

    /// <summary>What is there now; null when one would have to wait.</summary>
    private static T? Now<T>(Func<CancellationToken, ValueTask<T>> receive)
        where T : class?
    {
        using var cancel = new CancellationTokenSource();
        var task = receive(cancel.Token).AsTask();
        if (task.IsCompleted)
        {
            return task.GetAwaiter().GetResult();
        }

        cancel.Cancel();
        return null;
    }

    private static async ValueTask<bool> Drained(ValueTask drain)
    {
        await drain;
        return true;
    }
}
