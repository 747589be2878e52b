using System.Security.Cryptography;
using System.Text;
using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
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
    public const string Secret = "simulated-webhook-secret-51c4";
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LookEach = TimeSpan.FromSeconds(15);
    private readonly List<AppProcess> _processes = [];
    private readonly Dictionary<string, AppProcess> _timers = new(StringComparer.Ordinal);
    private readonly HashSet<Symbol> _foreign = [];
    private readonly Dictionary<Symbol, DateTimeOffset> _stopRemovedAt = [];
    private readonly Dice _dice;
    private readonly IReadOnlyList<Invariant> _invariants;
    private readonly Fingerprint _fingerprint;
    private int _lives;
    private int _fills;
    private int _income;
    private DateTimeOffset _lookedAt;
    private bool _isLooking;
    private PositionState? _position;
    private IReadOnlyList<EntityWrite>? _positionOf;
    private RiskRecord? _risk;
    private IReadOnlyList<EntityWrite>? _riskOf;

    public SimulatedWorld(SimulationOptions options, IReadOnlyList<Invariant> invariants)
    {
        Options = options;
        Until = Begin + TimeSpan.FromDays(options.Days);
        Loop = new EventLoop(Begin);
        Thread = new SimulatedThread(Loop, failure => Failures.Add(failure));
        Time = new VirtualTime(Thread);
        Faults = new FaultBook(options.Seed, options.Faults);
        _dice = new Dice(options.Seed, "world");
        _fingerprint = new Fingerprint();
        _invariants = [.. invariants, _fingerprint];
        Observers = new Observers(_invariants);
        var plan = new FaultPlan();
        Weather = new VenueWeather(Thread, Time, plan, new Dice(options.Seed, "weather"));
        Backend = new Backend(this, isRemote: _dice.Happens(0.35));
        var market = Market.Draw(options.Seed, Begin + TimeSpan.FromHours(1), Until, Faults.Allows(FaultKind.Gap));
        Balance = Math.Round((decimal)Math.Exp(_dice.Between(Math.Log(100), Math.Log(50_000))));
        Venue = new SimulatedExchange(Time, [market], new SimulatedExchangeOptions { StartBalance = Balance, Limits = VenueLimits.Binance }, store: null, plan);
        Sender = new Sender(this);
        Trading = Lively(new TradingOptions());
        for (var i = 0; i < market.Shocks.Count; i++)
        {
            Faults.Count(FaultKind.Gap);
        }

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

    public DateTimeOffset Until { get; }

    /// <summary>True while alerts are sent.</summary>
    public bool IsOpen { get; private set; } = true;

    public IReadOnlyList<AppProcess> Processes => _processes;

    /// <summary>When a process last died or was taken away, perhaps in the middle of something.</summary>
    public DateTimeOffset LastLossAt { get; private set; }

    public int Crashes { get; private set; }

    public int TimerFailures { get; set; }

    public TimeSpan SkewNow { get; private set; }

    /// <summary>What went wrong in a way that nobody had foreseen.</summary>
    public List<Exception> Failures { get; } = [];

    public string FingerprintText => _fingerprint.Text;

    /// <summary>Day limits that would end most days by noon are lifted, so that there is something to see; everything else as by default.</summary>
    private static TradingOptions Lively(TradingOptions options) => options with
    {
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

            StartProcess();
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
        foreach (var process in _processes)
        {
            process.End(null);
        }

        Venue.Dispose();
    }

    /// <summary>The next step of some process is its last; false when none runs.</summary>
    public bool Doom(FaultKind how)
    {
        var alive = _processes.Where(p => p is { HasEnded: false, Doom: null }).ToList();
        if (alive.Count == 0)
        {
            return false;
        }

        _dice.Pick(alive).Doom = how;
        return true;
    }

    /// <summary>A process dies now; another takes its place after 1–120 s.</summary>
    public void Crash(AppProcess process, FaultKind how)
    {
        if (process.HasEnded)
        {
            return;
        }

        Options.Log?.Invoke($"{Loop.Now:HH:mm:ss.fff} process {process.Number} dies of {how}");
        process.End(how);
        _processes.Remove(process);
        Crashes++;
        LastLossAt = Loop.Now;
        if (_processes.Count == 0)
        {
            Thread.Begin(async () =>
            {
                await LookAsync();
                await Time.WaitAsync(_dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(120)));
                LastLossAt = Loop.Now;
                await LookAsync();
                StartProcess();
            });
        }
    }

    public void Fail(AppProcess process, Exception failure)
    {
        if (!process.HasEnded && failure is not OperationCanceledException)
        {
            Failures.Add(failure);
        }
    }

    public void Skew(TimeSpan skew)
    {
        SkewNow = skew;
        foreach (var process in _processes)
        {
            process.Time.Skew = skew;
        }
    }

    /// <summary>Where storage is elsewhere, a second instance runs for a while; false where there can be none.</summary>
    public bool StartSecond(TimeSpan length)
    {
        if (!Backend.IsRemote || _processes.Count != 1)
        {
            return Backend.IsRemote && _processes.Count > 1;
        }

        var first = _processes[0];
        StartProcess();
        Thread.Begin(async () =>
        {
            await Time.WaitAsync(length);
            if (_processes.Count > 1 && _processes.Remove(first))
            {
                first.End(null);
                LastLossAt = Loop.Now;
            }
        });
        return true;
    }

    /// <summary>One run of a timer at a time over all instances.</summary>
    public bool TakeTimer(string name, AppProcess process)
    {
        if (_timers.TryGetValue(name, out var holder) && !holder.HasEnded)
        {
            return false;
        }

        _timers[name] = process;
        return true;
    }

    public void ReleaseTimer(string name, AppProcess process)
    {
        if (_timers.TryGetValue(name, out var holder) && holder == process)
        {
            _timers.Remove(name);
        }
    }

    public void NoteStopRemoved(Symbol symbol) => _stopRemovedAt[symbol] = Loop.Now;

    /// <summary>True shortly after a person took a stop of this symbol away.</summary>
    public bool WasStopRemoved(Symbol symbol) => _stopRemovedAt.TryGetValue(symbol, out var at) && Loop.Now - at < TimeSpan.FromSeconds(5);

    public bool IsForeign(Symbol symbol) => _foreign.Contains(symbol);

    public void SetForeign(Symbol symbol, bool isForeign)
    {
        if (isForeign)
        {
            _foreign.Add(symbol);
        }
        else
        {
            _foreign.Remove(symbol);
        }
    }

    /// <summary>The person ends a trade of their own.</summary>
    public async Task CloseByHandAsync(Symbol symbol)
    {
        if (!_foreign.Contains(symbol))
        {
            return;
        }

        // A thin book may take more than one order.
        while ((await Venue.LookAsync(int.MaxValue, int.MaxValue)).Positions.FirstOrDefault(p => p.Symbol == symbol).Signed is var held && held != 0)
        {
            Options.Log?.Invoke($"{Loop.Now:yyyy-MM-ddTHH:mm:ss.fffZ} a person closes {symbol}: {held}");
            await Venue.PlaceAsync(new OrderSpec.Market(new ClientOrderId($"hand-{Loop.NowTicks}"), symbol, held > 0 ? OrderSide.Sell : OrderSide.Buy, new Quantity(Math.Abs(held)), ReduceOnly: true));
            await Time.WaitAsync(TimeSpan.FromSeconds(1));
        }

        _foreign.Remove(symbol);
    }

    /// <summary>The position that a commit wrote, if any; decoded once for all who ask.</summary>
    public PositionState? PositionIn(string table, IReadOnlyList<EntityWrite> writes)
    {
        if (!ReferenceEquals(writes, _positionOf))
        {
            _positionOf = writes;
            _position = table == Tables.State && writes is [{ Row: Tables.PositionRow }] && BodyOf(writes[0]) is { } body ? StateCodec.Decode<PositionState>(body) : null;
        }

        return _position;
    }

    /// <summary>The risk record that a commit wrote, if any; decoded once for all who ask.</summary>
    public RiskRecord? RiskIn(string table, IReadOnlyList<EntityWrite> writes)
    {
        if (!ReferenceEquals(writes, _riskOf))
        {
            _riskOf = writes;
            _risk = table == Tables.State && writes.FirstOrDefault(w => w.Row == Tables.RiskRow) is { } row && BodyOf(row) is { } body ? StateCodec.Decode<RiskRecord>(body) : null;
        }

        return _risk;
    }

    public static EntityBody? BodyOf(EntityWrite write) => write switch
    {
        EntityWrite.Insert insert => insert.Body,
        EntityWrite.Replace replace => replace.Body,
        EntityWrite.Upsert upsert => upsert.Body,
        _ => null,
    };

    /// <summary>Reads the venue's books and shows them to every invariant.</summary>
    public async Task<Sight> LookAsync()
    {
        var seen = await Venue.LookAsync(_fills, _income);
        (_fills, _income) = (_fills + seen.Fills.Count, _income + seen.Income.Count);
        var isAttended = _processes.Any(p => !p.HasEnded) && !Weather.IsShut;
        var sight = new Sight(seen, Loop.Now, _lookedAt == default ? Loop.Now : _lookedAt, isAttended);
        _lookedAt = Loop.Now;
        Observers.Looked(sight);
        return sight;
    }

    private void StartProcess()
    {
        var process = new AppProcess(this, ++_lives, Backend.Shared);
        _processes.Add(process);
        process.Start();
    }

    /// <summary>Every 15 s; every half second while anything is open that nothing protects.</summary>
    private async Task LookAgainAndAgainAsync()
    {
        while (!_isLooking)
        {
            var sight = await LookAsync();
            var isNaked = sight.Venue.Positions.Any(p => !_foreign.Contains(p.Symbol) && !sight.IsProtected(p.Symbol, p.Signed));
            await Time.WaitAsync(isNaked ? TimeSpan.FromMilliseconds(500) : sight.Venue.Positions.Count > 0 ? TimeSpan.FromSeconds(2) : LookEach);
        }
    }

    /// <summary>No more alerts, no more faults: everything is closed, comes to rest and is compared.</summary>
    private void Settle()
    {
        IsOpen = false;
        Faults.IsOpen = false;
        Weather.Calm();
        Skew(TimeSpan.Zero);
        foreach (var process in _processes)
        {
            process.Doom = null;
        }

        Loop.RunUntil(Loop.Now + TimeSpan.FromMinutes(6));
        Thread.Begin(async () =>
        {
            foreach (var symbol in _foreign.ToList())
            {
                await CloseByHandAsync(symbol);
            }

            new Operator(this).Ask(async process => await process.Graph.Flatten.RunAsync(null, all: false));
        });
        Loop.RunUntil(Loop.Now + TimeSpan.FromMinutes(9));
        _isLooking = true;
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
