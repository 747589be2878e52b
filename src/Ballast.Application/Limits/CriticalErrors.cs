using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Limits;

/// <summary>Brings what belongs to no position to the account: critical errors and halts. Nothing here throws: whoever found it goes on.</summary>
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

        await BringAsync(new AccountFact.CriticalHappened(code, why, isKill), code, why, cancel);
    }

    /// <summary>Entries halt, on one symbol or all, until a person resumes; what is open is kept.</summary>
    public ValueTask HaltAsync(Symbol? symbol, string code, string why, CancellationToken cancel = default) =>
        BringAsync(new AccountFact.HaltAsked(symbol, code, why), code, why, cancel);

    private async ValueTask BringAsync(AccountFact fact, string code, string why, CancellationToken cancel)
    {
        try
        {
            await accounts.RunAsync(settings.Account, fact, cancel);
        }
        catch (Exception failed) when (failed is AccountNotReadyException or StoreUnavailableException or QueueUnavailableException or InvalidDataException)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Critical, code, $"{why.TrimEnd('.')}. The halt could not be stored: {failed.Message}"), cancel);
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
