using Ballast.Core.Accounts;
using Ballast.Core.Market;

namespace Ballast.Application.Recording;

/// <summary>What is kept of one commit.</summary>
/// <param name="Key">Of the account, or of the position.</param>
/// <param name="Before">The state that was decided on; the same object is the same state.</param>
public sealed record SessionCommit(string Key, object Before, object Next, Func<SessionEntry> Stands, Func<SessionEntry> Decided);

/// <summary>Where the lines of a session go.</summary>
public interface ISessionSink
{
    /// <summary>True when the next line is the first of a file: a session begins anew there with all that it needs.</summary>
    bool Begins();

    /// <summary>Takes one line; never throws, since recording must not stand in the way of trading.</summary>
    void Write(string line);
}

/// <summary>Records a session: every fact that was committed with what its decider made of it, so that it can be replayed. Safe to use from several threads.</summary>
/// <param name="environment">Whose <c>Environment__…</c> settings count.</param>
/// <param name="settings">All settings of the trading rules that somebody has set.</param>
public sealed class SessionRecorder(ISessionSink sink, string environment, IReadOnlyList<SessionSetting> settings, TimeProvider time)
{
    public const int Version = 1;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (object State, string Hash)> _known = new(StringComparer.Ordinal);

    /// <summary>Names this build of the deciders.</summary>
    public static string Build => typeof(AccountDecider).Module.ModuleVersionId.ToString("N");

    /// <summary>Commits of one account or position come in the order in which they were made; where two processes share one, a state that is not known is written down.</summary>
    public void Add(SessionCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var decided = commit.Decided();
        lock (_gate)
        {
            if (sink.Begins())
            {
                _known.Clear();
                Write(new SessionEntry.Began(Version, Build, time.GetUtcNow(), environment, EquatableList.From(settings)));
            }

            if (!_known.TryGetValue(commit.Key, out var known) || (!ReferenceEquals(known.State, commit.Before) && known.Hash != SessionText.HashOf(commit.Stands())))
            {
                Write(commit.Stands());
            }

            Write(decided);
            _known[commit.Key] = (commit.Next, decided switch
            {
                SessionEntry.AccountDecided account => account.After,
                SessionEntry.PositionDecided position => position.After,
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }
    }

    private void Write(SessionEntry entry) => sink.Write(SessionText.LineOf(SessionText.JsonOf(entry)));
}
