using Ballast.Application.Configuration;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Recording;

/// <summary>A decision that the replay made otherwise.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Recorded">The recorded bytes from where the two part.</param>
public sealed record SessionDifference(int Line, DateTimeOffset At, string What, string Recorded, string Replayed);

/// <summary>What a replay found.</summary>
public sealed record SessionResult
{
    public required SessionEntry.Began Began { get; init; }

    public required int Lines { get; init; }

    /// <summary>Commits of accounts and of positions that were decided again.</summary>
    public required int Commits { get; init; }

    public required int Decisions { get; init; }

    /// <summary>Orders that were to be sent.</summary>
    public required int Orders { get; init; }

    public required int Trades { get; init; }

    /// <summary>Commits with another outcome.</summary>
    public required int Different { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<SessionDifference> Differences { get; init; }

    /// <summary>The last line had not been written whole; it was left out.</summary>
    public required bool IsTorn { get; init; }

    /// <summary>Recorded by this very build of the deciders: only then must all be the same.</summary>
    public bool IsSameBuild => Began.Build == SessionRecorder.Build;

    public bool IsSame => Different == 0;
}

/// <summary>
/// Decides a recorded session again: the same facts at the same times on the same states by the same deciders must give the same decisions, orders and
/// trades, byte for byte (design §3, invariant 7). After a difference it goes on from what was recorded where that stands in the file, else from its own.
/// </summary>
public sealed class SessionReplay
{
    private const int MostDifferences = 20;
    private const int Shown = 120;

    private readonly Dictionary<string, AccountState> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, Symbol Symbol), PositionState> _positions = [];
    private readonly List<SessionDifference> _differences = [];
    private readonly Action<SessionEntry>? _onDecided;
    private TradingOptions _options = new();
    private PositionOptions _positionOptions = new();
    private int _commits;
    private int _decisions;
    private int _orders;
    private int _trades;
    private int _different;

    private SessionReplay(Action<SessionEntry>? onDecided) => _onDecided = onDecided;

    /// <param name="onDecided">Told what the replay makes of each commit, in order.</param>
    /// <exception cref="InvalidDataException">No session, a line that was changed, or settings that this build does not take; names the line.</exception>
    public static SessionResult Run(IEnumerable<string> lines, Action<SessionEntry>? onDecided = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var replay = new SessionReplay(onDecided);
        SessionEntry.Began? began = null;
        var (number, isTorn) = (0, false);
        using var line = lines.GetEnumerator();
        for (var more = line.MoveNext(); more;)
        {
            cancel.ThrowIfCancellationRequested();
            var text = line.Current;
            more = line.MoveNext();
            number++;
            if (text.Length == 0 && !more)
            {
                break;
            }

            if (!more && began is not null && !SessionText.IsWhole(text))
            {
                // Its writer was stopped in the middle of it.
                (isTorn, number) = (true, number - 1);
                break;
            }

            try
            {
                var json = SessionText.JsonOf(text);
                var entry = SessionText.EntryOf(json);
                if (began is null)
                {
                    began = entry as SessionEntry.Began ?? throw new InvalidDataException("it is not the beginning of a session");
                    replay.Bind(began);
                }
                else
                {
                    replay.Take(number, entry, json);
                }
            }
            catch (InvalidDataException wrong)
            {
                throw new InvalidDataException($"Line {number}: {wrong.Message}.", wrong);
            }
        }

        return replay.ResultOf(began ?? throw new InvalidDataException("The file holds no session."), number, isTorn);
    }

    private void Bind(SessionEntry.Began began)
    {
        if (began.Version != SessionRecorder.Version)
        {
            throw new InvalidDataException($"the session has format {began.Version}; this build reads {SessionRecorder.Version}");
        }

        var bound = TradingSettings.Bind(new SettingsDictionary().Add(began.Settings.Select(s => KeyValuePair.Create(s.Name, s.Value)), "session"), began.Environment);
        if (bound.Problems is [var first, ..])
        {
            throw new InvalidDataException($"this build does not take its settings: {first}");
        }

        _options = bound.Options;
        _positionOptions = new PositionOptions { Trading = _options };
    }

    private void Take(int line, SessionEntry entry, string json)
    {
        switch (entry)
        {
            case SessionEntry.AccountStands stands:
                _accounts[stands.Account] = stands.ToState();
                break;
            case SessionEntry.PositionStands stands:
                _positions[(stands.State.Account, stands.State.Symbol)] = stands.State;
                break;
            case SessionEntry.AccountDecided decided:
                Compare(line, decided.At, $"account {decided.Account}", json, Again(decided));
                break;
            case SessionEntry.PositionDecided decided:
                Compare(line, decided.At, $"position {decided.Account}|{decided.Symbol}", json, Again(decided));
                break;
            default:
                throw new InvalidDataException("the session begins a second time");
        }
    }

    private SessionEntry.AccountDecided Again(SessionEntry.AccountDecided was)
    {
        if (!_accounts.TryGetValue(was.Account, out var state))
        {
            throw new InvalidDataException($"how account {was.Account} stood is not in the file");
        }

        var steps = new List<AccountStep>(was.Facts.Count);
        foreach (var fact in was.Facts)
        {
            steps.Add(AccountDecider.Decide(state, fact, was.At, _options));
            state = steps[^1].Next;
        }

        _accounts[was.Account] = state;
        var decided = SessionEntry.AccountDecided.Of(was.Account, was.At, [.. was.Facts], steps, state);
        _decisions += decided.Decisions.Count;
        return decided;
    }

    private SessionEntry.PositionDecided Again(SessionEntry.PositionDecided was)
    {
        if (!_positions.TryGetValue((was.Account, was.Symbol), out var state))
        {
            throw new InvalidDataException($"how the position {was.Account}|{was.Symbol} stood is not in the file");
        }

        var step = PositionDecider.Decide(state, was.Fact, was.At, _positionOptions);
        _positions[(was.Account, was.Symbol)] = step.Next;
        var decided = SessionEntry.PositionDecided.Of(was.At, was.Fact, state, step);
        _orders += decided.Effects.Count(e => e is PositionEffect.Place);
        _trades += decided.Outgoing.Count(o => o is Outgoing.ClosedTrade);
        return decided;
    }

    private void Compare(int line, DateTimeOffset at, string what, string recorded, SessionEntry again)
    {
        _commits++;
        _onDecided?.Invoke(again);
        var replayed = SessionText.JsonOf(again);
        if (replayed == recorded)
        {
            return;
        }

        _different++;
        if (_differences.Count < MostDifferences)
        {
            var from = replayed.AsSpan().CommonPrefixLength(recorded);

            // The name of the value that differs stands before it.
            from = Math.Max(0, recorded.LastIndexOf('"', Math.Max(0, Math.Min(from, recorded.Length) - 1)) - 30);
            _differences.Add(new SessionDifference(line, at, what, Piece(recorded, from), Piece(replayed, from)));
        }
    }

    private static string Piece(string text, int from) => from >= text.Length ? "" : text.Substring(from, Math.Min(Shown, text.Length - from));

    private SessionResult ResultOf(SessionEntry.Began began, int lines, bool isTorn) => new()
    {
        Began = began,
        Lines = lines,
        Commits = _commits,
        Decisions = _decisions,
        Orders = _orders,
        Trades = _trades,
        Different = _different,
        Differences = _differences,
        IsTorn = isTorn,
    };
}
