namespace Ballast.Cli.Cost;

/// <summary>Which alert rules of bicep/modules/alerts.bicep are deployed.</summary>
internal enum AlertSet
{
    None,

    /// <summary>Those without which a position may be unguarded and nobody knows.</summary>
    Core,

    All,
}

/// <summary>What a month's bill depends on.</summary>
internal sealed record CostInputs
{
    /// <summary>Alerts that arrive in a day, accepted or not.</summary>
    public required decimal SignalsPerDay { get; init; }

    public required int Symbols { get; init; }

    /// <summary>Orders in a day; null: every signal becomes one.</summary>
    public decimal? OrdersPerDay { get; init; }

    /// <summary>Instances kept warm for HTTP.</summary>
    public int AlwaysReady { get; init; }

    /// <summary>Memory of an instance: 512, 2048 or 4096.</summary>
    public int MemoryMb { get; init; } = 512;

    /// <summary>True: a virtual network and a NAT gateway give a fixed outbound address.</summary>
    public bool Nat { get; init; }

    /// <summary>Telemetry in a month, GB; null: estimated from the executions.</summary>
    public decimal? LogGb { get; init; }

    /// <summary>Modes of the paper competition; 0: there is none, as by default where it costs.</summary>
    public int CompetitionModes { get; init; }

    public AlertSet Alerts { get; init; } = AlertSet.All;

    public decimal Orders => OrdersPerDay ?? SignalsPerDay;
}
