namespace Ballast.Core.Microstructure;

/// <summary>How dangerous a symbol's order flow is. The default is the worst: what is not known counts as CRITICAL (requirements §6.1).</summary>
public enum RiskLevel
{
    Critical,
    Warning,
    Safe,
}
