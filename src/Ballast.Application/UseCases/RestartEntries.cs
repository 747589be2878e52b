using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Risk;

namespace Ballast.Application.UseCases;

/// <summary>Lets entries return after a critical error, once supervision has found everything flat and without a difference. Source: requirements §9.</summary>
public sealed class RestartEntries(AccountRunner accounts, PositionList positions, AccountSettings settings, TimeProvider time)
{
    /// <summary>True when entries were restarted.</summary>
    public async ValueTask<bool> RunAsync(CancellationToken cancel = default)
    {
        var before = await accounts.ReadAsync(settings.Account, cancel);
        if (before.Risk is not { } risk || !Emergency.MayRestart(risk, time.GetUtcNow()))
        {
            return false;
        }

        var reading = await positions.ReadEachAsync(settings.Account, cancel);
        if (reading.Corrupted.Count > 0 || reading.Loaded.Any(p => p.State.Plan is not null || p.State.Outbox.Count > 0))
        {
            return false;
        }

        var after = await accounts.RunAsync(settings.Account, new AccountFact.RestartDue(), cancel);
        return after.Step.Next.Risk?.Halt is null;
    }
}
