using Ballast.Application.Caches;
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

    public App(JournalHost journal, SimulatedExchange venue, IMarketData? market, Points points, List<OrderSpec> placed, AccountSettings settings, TradingOptions options, TimeProvider time, int conflictEvery)
    {
        Points = points;
        Store = new CrashingStore(journal.Store, points, conflictEvery);
        Queue = new CrashingQueue(journal.Queue, points);
        var runner = new Runner(time);
        var outbox = new AccountOutbox(Store, Queue, this, time);
        Accounts = new AccountRunner(runner, Store, outbox, this, options, new AccountMemory());
        Bans = new VenueBans(Store, this, options.Limits, time);
        var critical = new CriticalErrors(Accounts, this, settings, time);
        Venue = new CrashingExchange(venue, points, placed);
        var exchange = new CallBudget(Venue, market ?? venue, Bans, critical, options.Limits, time);
        var cache = new MarketCache(Store);
        var gate = new EntryGate(exchange, exchange, Accounts, cache, new PositionOptions(), time);
        var effects = new PositionEffects(exchange, Queue, this, gate, new PositionDelivery(Accounts, Store), time);
        Positions = new PositionRunner(runner, Store, effects, new PositionOptions { Trading = options }, time);
        List = new PositionList(Store);
        var account = new ReadAccount(exchange, Accounts, settings, time);
        Accept = new AcceptAlert(Accounts, cache, new WebhookSecrets(this), Store, settings, options, time);
        Execute = new ExecuteTicket(Positions, account);
        Exit = new ExecuteExit(Positions, account);
        Drain = new DrainDeadLetters(Positions, Exit, this);
        Policy = new RefreshPolicy(exchange, cache, new RefreshCorrelations(cache, options, time), settings, options, time);
        var onVenue = new CloseOnVenue(exchange);
        var compare = new CompareAccount(new OrderOriginReader(Store), Positions, Accounts, critical, onVenue, settings);
        Supervise = new SupervisePositions(exchange, exchange, List, Positions, Accounts, outbox, account, compare, new RestartEntries(Accounts, List, settings, time), new DeadMan(exchange, this, options), Bans, this, settings, time);
        Reconcile = new Reconcile(exchange, Policy, Supervise);
        Flatten = new FlattenAll(Accounts, Positions, List, exchange, onVenue, Bans, account, settings, time);
        Health = new CheckHealth(Store, exchange, cache, Accounts, List, new WebhookSecrets(this), this, Bans, settings, options, time);
        Controls = new HaltEntries(Accounts, settings);
        Tradable = new TradableNow(Accounts, cache, settings, options, time);
        Exchange = exchange;
        History = new History(Store, settings, time);
    }

    public Points Points { get; }

    /// <summary>The venue as the app's own calls reach it, past the budget.</summary>
    public CrashingExchange Venue { get; }

    /// <summary>The venue as the app sees it.</summary>
    public CallBudget Exchange { get; }

    public VenueBans Bans { get; }

    public CheckHealth Health { get; }

    public HaltEntries Controls { get; }

    public TradableNow Tradable { get; }

    public bool IsReady => true;

    public string Detail => "ready (test)";

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
