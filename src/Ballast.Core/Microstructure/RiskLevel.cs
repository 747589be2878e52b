namespace Ballast.Core.Microstructure;

/// <summary>How dangerous a symbol's order flow is. The default is the worst: what is not known counts as CRITICAL (requirements §6.1).</summary>
public enum RiskLevel
{
    Critical,
    Warning,
    Safe,
}

/// <summary>Words of the risk level.</summary>
public static class RiskLevelWords
{
    /// <summary>CRITICAL, WARNING or SAFE, as traces and answers write it.</summary>
    public static string Word(this RiskLevel level) => level switch
    {
        RiskLevel.Critical => "CRITICAL",
        RiskLevel.Warning => "WARNING",
        RiskLevel.Safe => "SAFE",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
