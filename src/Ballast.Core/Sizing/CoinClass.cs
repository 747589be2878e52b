namespace Ballast.Core.Sizing;

/// <summary>Core coins stand in a list; every other is alt. The default is the more careful one.</summary>
public enum CoinClass
{
    Alt,
    Core,
}
