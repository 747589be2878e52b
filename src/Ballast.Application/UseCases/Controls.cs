using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Risk;

namespace Ballast.Application.UseCases;

/// <summary>A person's controls: halt and resume entries.</summary>
public sealed class HaltEntries(AccountRunner accounts, AccountSettings settings)
{
    public async ValueTask<AccountState> HaltAsync(Symbol? symbol, string why, CancellationToken cancel = default) =>
        (await accounts.RunAsync(settings.Account, new AccountFact.HaltAsked(symbol, Emergency.Manual, why), cancel)).Step.Next;

    public async ValueTask<AccountState> ResumeAsync(Symbol? symbol, bool restart, CancellationToken cancel = default) =>
        (await accounts.RunAsync(settings.Account, new AccountFact.ResumeAsked(symbol, restart), cancel)).Step.Next;
}
