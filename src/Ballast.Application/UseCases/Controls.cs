using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.UseCases;

/// <summary>A person's controls: halt and resume entries. Each is told before it is done, so that one that fails leaves a trace too.</summary>
public sealed class HaltEntries(AccountRunner accounts, INotifier notifier, AccountSettings settings)
{
    public async ValueTask<AccountState> HaltAsync(Symbol? symbol, string why, CancellationToken cancel = default)
    {
        await notifier.NotifyAsync(ControlNotice.Of("HALT_ASKED", symbol, $"no new entries: {why}"), cancel);
        return (await accounts.RunAsync(settings.Account, new AccountFact.HaltAsked(symbol, Emergency.Manual, why), cancel)).Step.Next;
    }

    public async ValueTask<AccountState> ResumeAsync(Symbol? symbol, bool restart, CancellationToken cancel = default)
    {
        await notifier.NotifyAsync(ControlNotice.Of("RESUME_ASKED", symbol, restart ? "entries again, also after a forced stop" : "entries again"), cancel);
        return (await accounts.RunAsync(settings.Account, new AccountFact.ResumeAsked(symbol, restart), cancel)).Step.Next;
    }
}

/// <summary>What a person asked for, for the log.</summary>
internal static class ControlNotice
{
    /// <param name="symbol">Null: all of them.</param>
    public static Notice Of(string code, Symbol? symbol, string what) => new(NoticeLevel.Info, code, $"Asked for through the API, {symbol?.Name ?? "all symbols"}: {what}.");
}
