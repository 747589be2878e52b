using System.Collections.Concurrent;
using Ballast.Core.Accounts;

namespace Ballast.Application.Running;

/// <summary>
/// The last committed state of each account, so that it is not read and decoded for every alert. Only a hint: the ETag of the
/// conditional write proves it, and a conflict forgets it.
/// </summary>
public sealed class AccountMemory
{
    private readonly ConcurrentDictionary<string, (AccountState State, string ETag)> _known = new(StringComparer.Ordinal);

    public (AccountState State, string? ETag)? Take(string account) => _known.TryGetValue(account, out var known) ? known : null;

    public void Keep(string account, AccountState state, string etag) => _known[account] = (state, etag);

    public void Forget(string account) => _known.TryRemove(account, out _);
}
