using Ballast.Application.Caches;
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
public sealed class App : INotifier, ISecrets
{
    public const string Secret = "a-secret-of-the-tests";

    public App(JournalHost journal, SimulatedExchange venue, Points points, List<OrderSpec> placed, AccountSettings settings, TradingOptions options, TimeProvider time, int conflictEvery)
    {
        Points = points;
        Store = new CrashingStore(journal.Store, points, conflictEvery);
        Queue = new CrashingQueue(journal.Queue, points);
        var exchange = new CrashingExchange(venue, points, placed);
        var runner = new Runner(time);
        var outbox = new AccountOutbox(Store, Queue, this, time);
        Accounts = new AccountRunner(runner, Store, outbox, this, options, new AccountMemory());
        var cache = new MarketCache(Store);
        var gate = new EntryGate(exchange, venue, Accounts, cache, new PositionOptions(), time);
        var effects = new PositionEffects(exchange, Queue, this, gate, new PositionDelivery(Accounts, Store), time);
        Positions = new PositionRunner(runner, Store, effects, new PositionOptions { Trading = options }, time);
        List = new PositionList(Store);
        var account = new ReadAccount(exchange, Accounts, settings, time);
        Accept = new AcceptAlert(Accounts, cache, new WebhookSecrets(this), Store, settings, options, time);
        Execute = new ExecuteTicket(Positions, account);
        Exit = new ExecuteExit(Positions, account);
        Drain = new DrainDeadLetters(Positions, Exit, this);
        Policy = new RefreshPolicy(venue, cache, new RefreshCorrelations(cache, options, time), settings, options, time);
        Supervise = new SupervisePositions(exchange, venue, List, Positions, Accounts, outbox, account, this, settings, time);
        Reconcile = new Reconcile(exchange, Policy, Supervise);
        Flatten = new FlattenAll(Accounts, Positions, exchange, account, settings);
        History = new History(Store, settings, time);
    }

    public Points Points { get; }

    public CrashingStore Store { get; }

    public CrashingQueue Queue { get; }

    public AccountRunner Accounts { get; }

    public PositionRunner Positions { get; }

    public PositionList List { get; }

    public AcceptAlert Accept { get; }

    public ExecuteTicket Execute { get; }

    public ExecuteExit Exit { get; }

    public DrainDeadLetters Drain { get; }

    public RefreshPolicy Policy { get; }

    public SupervisePositions Supervise { get; }

    public Reconcile Reconcile { get; }

    public FlattenAll Flatten { get; }

    public History History { get; }

    public List<Notice> Notices { get; } = [];

    public ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default)
    {
        Notices.Add(notice);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default) => ValueTask.FromResult(name == "WebhookSecret" ? Secret : null);
}
