using Ballast.Application.Caches;
using Ballast.Application.Competing;
using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;
using Ballast.Journal;
using Ballast.Venue;

namespace Ballast.Application.Tests.Support;

/// <summary>One life of the app: the object graph over the ports, as the composition root wires it.</summary>
public sealed class App : INotifier, ISecrets, IReadiness
{
    public const string Secret = "a-secret-of-the-tests";

    public App(JournalHost journal, SimulatedExchange venue, IMarketData? market, Points points, List<OrderSpec> placed, AccountSettings settings, TradingOptions options, TimeProvider time, int conflictEvery, CompetitionSettings? competition = null)
    {
        Points = points;
        Store = new CrashingStore(journal.Store, points, conflictEvery);
        Queue = new CrashingQueue(journal.Queue, points);
        Venue = new CrashingExchange(venue, points, placed);
        Graph = new AppGraph(new AppPorts(Store, Queue, Venue, market ?? venue, this, this, this, time), settings, options, competition);
    }

    public AppGraph Graph { get; }

    public Points Points { get; }

    /// <summary>The venue as the app's own calls reach it, past the budget.</summary>
    public CrashingExchange Venue { get; }

    /// <summary>The venue as the app sees it.</summary>
    public CallBudget Exchange => Graph.Exchange;

    public VenueBans Bans => Graph.Bans;

    public CheckHealth Health => Graph.Health;

    public HaltEntries Controls => Graph.Halt;

    public TradableNow Tradable => Graph.Tradable;

    public bool IsReady => true;

    public string Detail => "ready (test)";

    public CrashingStore Store { get; }

    public CrashingQueue Queue { get; }

    public AccountRunner Accounts => Graph.Accounts;

    public PositionRunner Positions => Graph.Positions;

    public PositionList List => Graph.List;

    public AcceptAlert Accept => Graph.Accept;

    public ExecuteTicket Execute => Graph.Execute;

    public ExecuteExit Exit => Graph.Exit;

    public DrainDeadLetters Drain => Graph.Drain;

    public RefreshPolicy Policy => Graph.Policy;

    public SupervisePositions Supervise => Graph.Supervise;

    public Reconcile Reconcile => Graph.Reconcile;

    public FlattenAll Flatten => Graph.Flatten;

    public History History => Graph.History;

    public List<Notice> Notices { get; } = [];

    public ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default)
    {
        Notices.Add(notice);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default) => ValueTask.FromResult(name == "WebhookSecret" ? Secret : null);

    public ValueTask<string?> ReadAgainAsync(string name, CancellationToken cancel = default) => ReadAsync(name, cancel);
}
