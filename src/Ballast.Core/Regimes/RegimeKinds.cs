namespace Ballast.Core.Regimes;

/// <summary>How a symbol moves. The default is the middle one.</summary>
public enum Regime
{
    Normal,
    Trending,
    Ranging,
}

/// <summary>Who names the regime of the policy's frame. The default needs no training.</summary>
public enum RegimeSource
{
    Rules,
    HiddenMarkov,
}

/// <summary>How far a symbol moves, against its own past.</summary>
public enum VolatilityLevel
{
    Normal,
    Low,
    High,
    Extreme,
}

/// <summary>What the policy allows. The default allows nothing: an unset policy fails closed.</summary>
public enum RiskProfile
{
    NoNewTrades,
    Reduced,
    Normal,
}

/// <summary>Words of the risk profile.</summary>
public static class RiskProfileWords
{
    /// <summary>NORMAL, REDUCED or NO_NEW_TRADES, as requirements spell it.</summary>
    public static string Word(this RiskProfile profile) => profile switch
    {
        RiskProfile.Normal => "NORMAL",
        RiskProfile.Reduced => "REDUCED",
        RiskProfile.NoNewTrades => "NO_NEW_TRADES",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
