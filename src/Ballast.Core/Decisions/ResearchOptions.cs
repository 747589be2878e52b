namespace Ballast.Core.Decisions;

/// <summary>What research says of the settings in force.</summary>
public sealed record ResearchOptions
{
    /// <summary>False in a settings file whose numbers were fitted to history and did not pass the gate: TradingMode live is refused. Default true.</summary>
    public bool FitToTrade { get; init; } = true;
}
