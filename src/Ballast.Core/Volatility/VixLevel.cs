namespace Ballast.Core.Volatility;

/// <summary>How agitated the crypto market as a whole is. The default is the calmest only for values never read; readers fail closed on a missing reading.</summary>
public enum VixLevel
{
    Calm,
    Normal,
    Elevated,
    Extreme,
}
