using System.Security.Cryptography;
using System.Text;
using Ballast.Application.Codec;
using Ballast.Application.Competing;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Clock;
using Ballast.Simulation.Faults;
using Ballast.Simulation.Invariants;
using Ballast.Venue;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;

namespace Ballast.Simulation.World;

/// <summary>Everything of one run: clock, venue, storage, the app's processes, its sender, its troubles.</summary>
internal sealed class SimulatedWorld : IDisposable
{
    // What the competition must hold shows in some seeds as well as in all, and it costs much.
    private const ulong CompetesEach = 8;
    private const ulong CompetingSeed = 3;

    public const string Secret = "simulated-webhook-secret-51c4";
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LookEach = TimeSpan.FromSeconds(15);
    private readonly IReadOnlyList<Invariant> _invariants;
    private readonly Fingerprint _fingerprint;
    private int _fills;
    private int _income;
    private DateTimeOffset _lookedAt;
    private bool _isOver;
    private PositionState? _position;
    private IReadOnlyList<EntityWrite>? _positionOf;
    private RiskRecord? _risk;
    private IReadOnlyList<EntityWrite>? _riskOf;

    public SimulatedWorld(SimulationOptions options, IReadOnlyList<Invariant> invariants)
    {
        Options = options;
        Until = Begin + TimeSpan.FromDays(options.Days);
        Loop = new EventLoop(Begin);
        Log = options.Log is { } log ? text => log($"{Loop.Now:yyyy-MM-ddTHH:mm:ss.fffZ} {text}") : null;
        Thread = new SimulatedThread(Loop, failure => Failures.Add(failure));
        Time = new VirtualTime(Thread);
        Faults = new FaultBook(options.Seed, options.Faults);
        var dice = new Dice(options.Seed, "world");
        Lives = new Lives(this, dice);
        Hands = new Hands(this);
        _fingerprint = new Fingerprint();
        _invariants = [.. invariants, _fingerprint];
        Observers = new Observers(_invariants);
        var plan = new FaultPlan();
        Weather = new VenueWeather(Thread, Time, plan, new Dice(options.Seed, "weather"));
        Backend = new Backend(this, isRemote: dice.Happens(0.35));
        var market = Market.Draw(options.Seed, Begin + TimeSpan.FromHours(1), Until, Faults);
        Balance = Math.Round((decimal)Math.Exp(dice.Between(Math.Log(100), Math.Log(50_000))));
        Venue = new SimulatedExchange(Time, [market], new SimulatedExchangeOptions { StartBalance = Balance, Limits = VenueLimits.Binance }, store: null, plan);
        Sender = new Sender(this);
        Trading = Lively(new TradingOptions(), options.Seed);
        Competition = options.Seed % CompetesEach == CompetingSeed ? new CompetitionSettings(EquatableList.From(Modes.Select(m => ConfiguredMode.Of(m, Trading)))) : CompetitionSettings.Off;
        foreach (var invariant in _invariants)
        {
            invariant.Attach(this);
        }
    }

    public SimulationOptions Options { get; }

    public ulong Seed => Options.Seed;

    public EventLoop Loop { get; }

    /// <summary>Where the world's own doings run.</summary>
    public SimulatedThread Thread { get; }

    public VirtualTime Time { get; }

    public FaultBook Faults { get; }

    public Observers Observers { get; }

    public VenueWeather Weather { get; }

    public Backend Backend { get; }

    public SimulatedExchange Venue { get; }

    public Sender Sender { get; }

    public decimal Balance { get; }

    public AccountSettings Account { get; } = new("main", Market.Symbols, "paper");

    public TradingOptions Trading { get; }

    /// <summary>The modes that compete where there is a competition: two, to see that they do not mix.</summary>
    public static IReadOnlyList<CompetitionMode> Modes { get; } = [CompetitionModes.Four[0], CompetitionModes.Four[3]];

    public CompetitionSettings Competition { get; }

    public DateTimeOffset Until { get; }

    /// <summary>True while alerts are sent.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>The app's processes.</summary>
    public Lives Lives { get; }

    /// <summary>What people do on the venue itself.</summary>
    public Hands Hands { get; }

    public int TimerFailures { get; set; }

    /// <summary>What went wrong in a way that nobody had foreseen.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>Writes a line with its time; null: nobody reads it.</summary>
    public Action<string>? Log { get; }

    public string FingerprintText => _fingerprint.Text;

    /// <summary>
    /// Day limits that would end most days by noon are lifted, and so is the veto of longer frames with every other seed, so that there is
    /// something to see; everything else as by default.
    /// </summary>
    private static TradingOptions Lively(TradingOptions options, ulong seed) => options with
    {
        Frames = seed % 2 == 0 ? options.Frames with { Veto = [] } : options.Frames,
        Safety = options.Safety with { Tiers = EquatableList.From(options.Safety.Tiers.Select(t => t with { MaxTradesPerDay = 100, MaxConsecutiveLosses = 100 })) },
    };

    public void Run()
    {
        Thread.Begin(async () =>
        {
            // The venue's account is older than the app: its start balance is no income of ours.
            await Venue.ServerTimeAsync();
            await Time.WaitAsync(TimeSpan.FromSeconds(1));
            if (Backend.IsRemote)
            {
                await Backend.OpenSharedAsync(Thread);
            }

            Lives.Start();
            Sender.Start();
            new Troubles(this).Start();
            new Operator(this).Watch();
            Thread.Begin(LookAgainAndAgainAsync);
        });
        Loop.RunUntil(Until);
        Settle();
    }

    public void Dispose()
    {
        Lives.End();
        Venue.Dispose();
    }

    public void Fail(AppProcess process, Exception failure)
    {
        if (!process.HasEnded && failure is not OperationCanceledException)
        {
            Failures.Add(failure);
        }
    }

    /// <summary>The position that a commit wrote, if any; decoded once for all who ask.</summary>
    public PositionState? PositionIn(string table, IReadOnlyList<EntityWrite> writes)
    {
        if (!ReferenceEquals(writes, _positionOf))
        {
            _positionOf = writes;
            _position = table == Tables.State && writes is [{ Row: Tables.PositionRow }] && writes[0].BodyOrNull is { } body ? StateCodec.Decode<PositionState>(body) : null;
        }

        return _position;
    }

    /// <summary>The risk record that a commit wrote, if any; decoded once for all who ask.</summary>
    public RiskRecord? RiskIn(string table, IReadOnlyList<EntityWrite> writes)
    {
        if (!ReferenceEquals(writes, _riskOf))
        {
            _riskOf = writes;
            _risk = table == Tables.State && writes.FirstOrDefault(w => w.Row == Tables.RiskRow) is { } row && row.BodyOrNull is { } body ? StateCodec.Decode<RiskRecord>(body) : null;
        }

        return _risk;
    }
    /// <summary>Reads the venue's books and shows them to every invariant.</summary>
    public async Task<Sight> LookAsync()
    {
        var seen = await Venue.LookAsync(_fills, _income);
        (_fills, _income) = (_fills + seen.Fills.Count, _income + seen.Income.Count);
        var isAttended = Lives.IsAny && !Weather.IsShut;
        var sight = new Sight(seen, Loop.Now, _lookedAt == default ? Loop.Now : _lookedAt, isAttended);
        _lookedAt = Loop.Now;
        Observers.Looked(sight);
        return sight;
    }

    /// <summary>Every 15 s; every half second while anything is open that nothing protects.</summary>
    private async Task LookAgainAndAgainAsync()
    {
        while (!_isOver)
        {
            var sight = await LookAsync();
            var isNaked = sight.Venue.Positions.Any(p => !Hands.IsForeign(p.Symbol) && !sight.IsProtected(p.Symbol, p.Signed));
            await Time.WaitAsync(isNaked ? TimeSpan.FromMilliseconds(500) : sight.Venue.Positions.Count > 0 ? TimeSpan.FromSeconds(2) : LookEach);
        }
    }

    /// <summary>No more alerts, no more faults: everything is closed, comes to rest and is compared.</summary>
    private void Settle()
    {
        IsOpen = false;
        Faults.IsOpen = false;
        Weather.Calm();
        Lives.Calm();

        Loop.RunUntil(Loop.Now + TimeSpan.FromMinutes(6));
        Thread.Begin(async () =>
        {
            await Hands.CloseAllAsync();
            new Operator(this).Ask(async process => await process.Graph.Flatten.RunAsync(null, all: false));
        });
        Loop.RunUntil(Loop.Now + TimeSpan.FromMinutes(9));
        _isOver = true;
        Thread.Begin(async () =>
        {
            var sight = await LookAsync();
            var end = await Rest.ReadAsync(this);
            foreach (var invariant in _invariants)
            {
                await invariant.OnEndAsync(sight, end);
            }
        });
        Loop.RunUntil(Loop.Now + TimeSpan.FromSeconds(1));
        Weather.IsClosed = true;
    }
}
