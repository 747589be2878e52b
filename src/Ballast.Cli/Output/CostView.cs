using Ballast.Cli.Cost;

namespace Ballast.Cli.Output;

/// <summary>A month's bill, as <c>ballast cost --json</c> says it.</summary>
/// <param name="Total">US dollars a month.</param>
internal sealed record CostView(CostInputsView Inputs, decimal Total, string Currency, IReadOnlyList<CostLineView> Lines, IReadOnlyList<string> Notes)
{
    public static CostView Of(CostInputs inputs)
    {
        var lines = CostModel.Lines(inputs);
        return new CostView(
            new CostInputsView(inputs.SignalsPerDay, inputs.Orders, inputs.Symbols, inputs.AlwaysReady, inputs.MemoryMb, inputs.Nat, inputs.LogGb, inputs.Alerts.ToString().ToLowerInvariant()),
            CostModel.Total(lines),
            "USD",
            [.. lines.Select(l => new CostLineView(l.Item, l.Quantity, l.Price.Unit, l.Price.Usd, l.Usd, l.Why, l.Price.Source, l.Price.Checked, l.Price.IsConfirmed))],
            [
                "Pay-as-you-go prices of the order of East US, without tax; the authority is the provider's calculator.",
                "Never compared with a bill: quantities are assumptions about this app (src/Ballast.Cli/Cost/Workload.cs).",
                .. inputs.AlwaysReady == 0 ? (string[])["Without an always-ready instance a cold start may take longer than the 3 s that TradingView waits, and an alert that times out is not sent again."] : [],
                .. inputs.Nat ? (string[])[] : ["Without a fixed outbound address the exchange's key cannot be bound to one."],
            ]);
    }
}

/// <param name="LogGb">Null: estimated.</param>
internal sealed record CostInputsView(decimal SignalsPerDay, decimal OrdersPerDay, int Symbols, int AlwaysReady, int MemoryMb, bool Nat, decimal? LogGb, string Alerts);

internal sealed record CostLineView(string Item, decimal Quantity, string Unit, decimal UnitPrice, decimal Usd, string Why, string Source, DateOnly Checked, bool Confirmed);
