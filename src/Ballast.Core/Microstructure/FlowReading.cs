namespace Ballast.Core.Microstructure;

/// <summary>A symbol's order flow at one moment. Source: requirements §7. The default was never measured.</summary>
/// <param name="AtMs">The newest event's time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="Book">Of the newest book state that said something; null before the first.</param>
/// <param name="BookAtMs">When that state was; 0 before the first.</param>
/// <param name="ImbalanceVelocity">Change of the imbalance per second; null while the window is not full.</param>
/// <param name="SignedVolume">Taker buys less taker sells over the window, base asset.</param>
/// <param name="Vpin">0 to 1; null while warming up.</param>
public readonly record struct FlowReading(long AtMs, BookMeasures? Book, long BookAtMs, double? ImbalanceVelocity, double SignedVolume, double? Vpin);
