using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Risk;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 6: the venue's balance is the sum of its ledger, its ledger is the sum of its fills and funding, and our books say the same to the last digit.</summary>
internal sealed class MoneyIsConserved() : Invariant("money")
{
    private decimal _income;
    private decimal _realised;
    private decimal _fees;
    private decimal _ledgerRealised;
    private decimal _ledgerFees;

    public int Liquidations { get; private set; }

    public override void OnLook(Sight sight)
    {
        foreach (var line in sight.NewIncome)
        {
            _income += line.Amount.Value;
            _ledgerRealised += line.Kind == "REALIZED_PNL" ? line.Amount.Value : 0;
            _ledgerFees += line.Kind == "COMMISSION" ? -line.Amount.Value : 0;
            Liquidations += line.Kind == "INSURANCE_CLEAR" ? 1 : 0;
        }

        foreach (var fill in sight.NewFills)
        {
            _realised += fill.RealisedPnl.Value;
            _fees += fill.Fee.Value;
        }

        if (sight.NewIncome.Count > 0)
        {
            Require(sight.Venue.Balance == _income, $"The venue's balance is {sight.Venue.Balance}; its ledger adds up to {_income}.");
            Require(_ledgerRealised == _realised && _ledgerFees == _fees, $"The ledger has {_ledgerRealised} realised and {_ledgerFees} fees; the fills {_realised} and {_fees}.");
        }
    }

    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        if (World.RiskIn(table, writes) is { } risk)
        {
            Require(risk.Ledger.Adjustments.Value == 0, $"{risk.Ledger.Adjustments} USDT were booked as an unexplained adjustment.");
        }
    }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        var ledger = end.Account.Risk?.Ledger.Balance.Value ?? 0;
        Require(ledger == sight.Venue.Balance, $"The books say {ledger}; the venue's balance is {sight.Venue.Balance}.");
        Require(end.Account.Risk?.Balance.Value == sight.Venue.Balance, $"The risk record's balance is {end.Account.Risk?.Balance}; the venue's is {sight.Venue.Balance}.");
        return Task.CompletedTask;
    }
}
