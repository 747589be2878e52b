using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Simulation.World;

/// <summary>The app's use cases over one process's ports, put together as the composition root does.</summary>
internal sealed class AppGraph
{
    public AppGraph(IStateStore store, IOrderQueue queue, IExchange exchange, IMarketData market, INotifier notifier, ISecrets secrets, AccountSettings settings, TradingOptions options, TimeProvider time)
    {
        var positionOptions = new PositionOptions { Trading = options };
        var runner = new Runner(time);
        var outbox = new AccountOutbox(store, queue, notifier, time);
        Accounts = new AccountRunner(runner, store, outbox, notifier, options, new AccountMemory());
        Cache = new MarketCache(store);
        var gate = new EntryGate(exchange, market, Accounts, Cache, positionOptions, time);
        var effects = new PositionEffects(exchange, queue, notifier, gate, new PositionDelivery(Accounts, store), time);
        var positions = new PositionRunner(runner, store, effects, positionOptions, time);
        var account = new ReadAccount(exchange, Accounts, settings, time);
        Accept = new AcceptAlert(Accounts, Cache, new WebhookSecrets(secrets), store, settings, options, time);
        Execute = new ExecuteTicket(positions, account);
        Exit = new ExecuteExit(positions, account);
        Drain = new DrainDeadLetters(positions, Exit, notifier);
        Policy = new RefreshPolicy(market, Cache, new RefreshCorrelations(Cache, options, time), settings, options, time);
        Supervise = new SupervisePositions(exchange, market, new PositionList(store), positions, Accounts, outbox, account, notifier, settings, time);
        Archive = new ArchiveAlerts(store, settings, time);
        Reconcile = new Reconcile(exchange, Policy, Supervise);
        Halt = new HaltEntries(Accounts, settings);
        Flatten = new FlattenAll(Accounts, positions, exchange, account, settings);
    }

    public AccountRunner Accounts { get; }

    public MarketCache Cache { get; }

    public AcceptAlert Accept { get; }

    public ExecuteTicket Execute { get; }

    public ExecuteExit Exit { get; }

    public DrainDeadLetters Drain { get; }

    public RefreshPolicy Policy { get; }

    public SupervisePositions Supervise { get; }

    public ArchiveAlerts Archive { get; }

    public Reconcile Reconcile { get; }

    public HaltEntries Halt { get; }

    public FlattenAll Flatten { get; }
}
