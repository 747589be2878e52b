using Ballast.Application.Caches;
using Ballast.Application.Competing;
using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Recording;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application;

/// <summary>What an app stands on.</summary>
public sealed record AppPorts(IStateStore Store, IOrderQueue Queue, IExchange Exchange, IMarketData Market, INotifier Notifier, ISecrets Secrets, IReadiness Readiness, TimeProvider Time)
{
    /// <summary>Where news is read; mostly nowhere.</summary>
    public IReadOnlyList<INewsFeed> Feeds { get; init; } = [];

    /// <summary>Where commits are recorded; null: nowhere.</summary>
    public SessionRecorder? Session { get; init; }
}

/// <summary>
/// All use cases over one set of ports: the app, whoever hosts it. The venue is seen by nobody but through its <see cref="CallBudget"/>.
/// </summary>
public sealed class AppGraph
{
    /// <param name="competition">Null: there is none.</param>
    public AppGraph(AppPorts ports, AccountSettings settings, TradingOptions options, CompetitionSettings? competition = null)
    {
        competition ??= CompetitionSettings.Off;
        var (store, queue, _, _, notifier, _, readiness, time) = ports;
        var positionOptions = new PositionOptions { Trading = options };
        var runner = new Runner(time, ports.Session);
        Cache = new MarketCache(store);
        Outbox = new AccountOutbox(store, queue, new CompetitionInbox(store, Cache, competition), notifier, time);
        Accounts = new AccountRunner(runner, store, Outbox, notifier, options, new AccountMemory(), time);
        Bans = new VenueBans(store, notifier, options.Limits, time);
        var critical = new CriticalErrors(Accounts, notifier, settings, time);
        Exchange = new CallBudget(ports.Exchange, ports.Market, Bans, critical, options.Limits, time);
        var origins = new OrderOriginReader(store);
        var gate = new EntryGate(Exchange, Exchange, Accounts, origins, Cache, positionOptions, time);
        var effects = new PositionEffects(Exchange, queue, notifier, gate, new PositionDelivery(Accounts, store), time);
        Positions = new PositionRunner(runner, store, effects, positionOptions, time);
        List = new PositionList(store);
        var account = new ReadAccount(Exchange, Accounts, settings, time);
        Secrets = new WebhookSecrets(ports.Secrets);
        Accept = new AcceptAlert(Accounts, Cache, Secrets, store, settings, options, time);
        Execute = new ExecuteTicket(Positions, account);
        Exit = new ExecuteExit(Positions, account);
        Drain = new DrainDeadLetters(Positions, Exit, notifier);
        var candles = new CandleMemory(Exchange, time);
        Policy = new RefreshPolicy(Exchange, new InstrumentMemory(Exchange, time, () => Exchange.InstrumentsDoubtedAt), new ReadFrames(candles, options, time), Cache, new RefreshCorrelations(Cache, options, time), new RefreshVix(candles, Cache, options, time), new ReadFlow(Exchange, new FlowMemory(Exchange, time), options, time), settings, options, time);
        var onVenue = new CloseOnVenue(Exchange);
        Train = new TrainRegimes(candles, Cache, settings, options, time);
        var compare = new CompareAccount(origins, Positions, Accounts, critical, onVenue, settings);
        Supervise = new SupervisePositions(Exchange, Exchange, List, Positions, Accounts, Outbox, account, compare, new RestartEntries(Accounts, List, settings, time), new DeadMan(Exchange, notifier, options), Bans, notifier, settings, time);
        Measure = new MeasureAccount(Exchange, Accounts, List, Cache, settings, time);
        Archive = new ArchiveAlerts(store, settings, time);
        var competitors = new CompetitionStore(store, settings.Account);
        Symbols = new KnownSymbols(store, settings);
        Retain = new RetainHistory(store, Symbols, competitors, settings, competition, options.Retention, time);
        Compete = new RunCompetition(competitors, new CompetitionMarket(Exchange), competition, time);
        Leaderboard = new ReadLeaderboard(competitors, competition, time);
        Reconcile = new Reconcile(Exchange, Policy, Supervise, settings);
        Halt = new HaltEntries(Accounts, notifier, settings);
        Flatten = new FlattenAll(Accounts, Positions, List, Exchange, onVenue, Bans, account, notifier, settings, time);
        Health = new CheckHealth(store, Exchange, Cache, Accounts, List, Secrets, readiness, Bans, settings, options, time);
        History = new History(store, Symbols, settings, time);
        Slippage = new SlippageRead(History, options);
        News = new TakeNews(Cache, notifier, options, time);
        Sentiment = new TakeSentiment(Cache, options, time);
        Feeds = new ReadNews(ports.Feeds, Cache, News, store, settings, options, time);
        Candles = new ChartCandles(candles);
        Equity = new RecordEquity(Accounts, Cache, settings);
        EquityDays = new EquityDays(store, settings);
        EquityByTrade = new EquityByTrade(History, Accounts, settings);
        Performance = new MonitorPerformance(History, Cache, store, notifier, settings, options, time);
        PerformanceRead = new PerformanceRead(History, Cache, Performance, time);
        Strategies = new RunStrategies(candles, Cache, Accept, settings, options, time);
        Calibrate = new CalibrateStrategies(candles, Cache, settings, options, time);
        StrategyList = new StrategyList(Cache, settings, options);
        Tradable = new TradableNow(Accounts, Cache, settings, options, time);
    }

    public CallBudget Exchange { get; }

    public VenueBans Bans { get; }

    public AccountOutbox Outbox { get; }

    public AccountRunner Accounts { get; }

    public MarketCache Cache { get; }

    public PositionRunner Positions { get; }

    public PositionList List { get; }

    public WebhookSecrets Secrets { get; }

    public AcceptAlert Accept { get; }

    public ExecuteTicket Execute { get; }

    public ExecuteExit Exit { get; }

    public DrainDeadLetters Drain { get; }

    public RefreshPolicy Policy { get; }

    public TrainRegimes Train { get; }

    public SupervisePositions Supervise { get; }

    public MeasureAccount Measure { get; }

    public ArchiveAlerts Archive { get; }

    public RetainHistory Retain { get; }

    public RunCompetition Compete { get; }

    public ReadLeaderboard Leaderboard { get; }

    public Reconcile Reconcile { get; }

    public HaltEntries Halt { get; }

    public FlattenAll Flatten { get; }

    public CheckHealth Health { get; }

    public KnownSymbols Symbols { get; }

    public History History { get; }

    public SlippageRead Slippage { get; }

    public TradableNow Tradable { get; }

    public TakeNews News { get; }

    public TakeSentiment Sentiment { get; }

    public ReadNews Feeds { get; }

    public ChartCandles Candles { get; }

    public RecordEquity Equity { get; }

    public EquityDays EquityDays { get; }

    public EquityByTrade EquityByTrade { get; }

    public MonitorPerformance Performance { get; }

    public PerformanceRead PerformanceRead { get; }

    public RunStrategies Strategies { get; }

    public CalibrateStrategies Calibrate { get; }

    public StrategyList StrategyList { get; }
}
