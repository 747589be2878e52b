using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Accounts;
using Ballast.Core.Positions;

namespace Ballast.Application.Limits;

/// <summary>Brings critical errors that belong to no position to the account. Nothing here throws: whoever found the error goes on.</summary>
public sealed class CriticalErrors(AccountRunner accounts, INotifier notifier, AccountSettings settings, TimeProvider time)
{
    // A key that is refused is refused at every call.
    private static readonly TimeSpan KillAgainAfter = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _killedAt;

    public async ValueTask RaiseAsync(string code, string why, bool isKill, CancellationToken cancel = default)
    {
        if (isKill && !MayKill())
        {
            return;
        }

        try
        {
            await accounts.RunAsync(settings.Account, new AccountFact.CriticalHappened(code, why, isKill), cancel);
        }
        catch (Exception failed) when (failed is AccountNotReadyException or StoreUnavailableException or QueueUnavailableException or InvalidDataException)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Critical, code, $"{why}. The halt could not be stored: {failed.Message}"), cancel);
        }
    }

    private bool MayKill()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now - _killedAt < KillAgainAfter)
            {
                return false;
            }

            _killedAt = now;
            return true;
        }
    }
}
