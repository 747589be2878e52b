using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.UseCases;

/// <summary>What the comparison of the whole account found.</summary>
/// <param name="Strays">Open orders of ours from earlier epochs.</param>
/// <param name="IsClean">False when something stands in the way of entries returning by themselves.</param>
public sealed record AccountComparison(EquatableList<ClientOrderId> Strays, bool IsClean);

/// <summary>
/// Compares the account as a whole with the venue: positions that are not ours, orders of a second deployment, states that cannot be
/// read. The positions themselves compare their own symbol.
/// </summary>
public sealed class CompareAccount(OrderOriginReader origins, PositionRunner positions, AccountRunner accounts, CriticalErrors critical, CloseOnVenue close, AccountSettings settings)
{
    /// <param name="before">The states from before the snapshot was taken.</param>
    public async ValueTask<AccountComparison> RunAsync(PositionReading before, VenueSnapshot snapshot, List<string> findings, CancellationToken cancel = default)
    {
        if ((await accounts.ReadAsync(settings.Account, cancel)).Risk is null)
        {
            // Not reconciled yet: there is nothing to halt, and the first reading comes with the next round.
            return new AccountComparison([], IsClean: false);
        }

        var read = await origins.ReadAsync(settings.Account, snapshot.Orders.Where(o => !before.Corrupted.ContainsKey(o.Symbol)), cancel);
        if (read.Unknown.Count > 0)
        {
            var why = $"the exchange has open orders with our prefix that this deployment never made ({string.Join(", ", read.Unknown.Take(5).Select(o => $"{o.Symbol} {o.Id}"))}): a second deployment trades the account. They are left alone.";
            findings.Add($"{Emergency.SecondDeployment}: {why}");
            await accounts.RunAsync(settings.Account, new AccountFact.HaltAsked(null, Emergency.SecondDeployment, why), cancel);
        }

        await NoteForeignAsync(before, snapshot, cancel);
        await CloseCorruptedAsync(before, findings, cancel);
        return new AccountComparison(read.Strays, read.Unknown.Count == 0 && before.Corrupted.Count == 0);
    }

    /// <summary>Foreign is what the venue holds on a symbol that had no position of ours before the snapshot and has none after it.</summary>
    private async ValueTask NoteForeignAsync(PositionReading before, VenueSnapshot snapshot, CancellationToken cancel)
    {
        var foreign = new List<ForeignSymbol>();
        foreach (var held in snapshot.Positions.Where(p => p.SignedQuantity != 0 && !before.Corrupted.ContainsKey(p.Symbol)).OrderBy(p => p.Symbol))
        {
            var loaded = before.Loaded.FirstOrDefault(p => p.State.Symbol == held.Symbol);
            var after = await positions.ReadAsync(settings.Account, held.Symbol, cancel);
            if (loaded?.State.Plan is not null || after.State.Plan is not null || loaded?.ETag != after.ETag)
            {
                continue;
            }

            foreign.Add(new ForeignSymbol(held.Symbol, held.SignedQuantity, held.MarkPrice * new Quantity(Math.Abs(held.SignedQuantity)), held.IsolatedMargin));
            if (loaded is null && settings.Trades(held.Symbol))
            {
                // A state is made that says so: entries wait there.
                await positions.RunAsync(settings.Account, held.Symbol, new PositionFact.VenueSeen(held.SignedQuantity, []), null, cancel);
            }
        }

        var account = await accounts.ReadAsync(settings.Account, cancel);
        if (foreign.Count > 0 || account.Slots.Values.Any(s => s.Foreign is not null))
        {
            await accounts.RunAsync(settings.Account, new AccountFact.ForeignSeen(EquatableList.From(foreign)), cancel);
        }
    }

    private async ValueTask CloseCorruptedAsync(PositionReading before, List<string> findings, CancellationToken cancel)
    {
        foreach (var (symbol, why) in before.Corrupted)
        {
            findings.Add($"CORRUPTED_STATE: {symbol}: {why}");
            await critical.RaiseAsync("CORRUPTED_STATE", $"{symbol}: {why}", isKill: false, cancel);
            await close.RunAsync(symbol, s => s == symbol, [], findings, cancel);
        }
    }
}
