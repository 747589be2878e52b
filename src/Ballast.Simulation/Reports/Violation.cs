namespace Ballast.Simulation;

/// <summary>An invariant that did not hold.</summary>
public sealed record Violation(string Invariant, DateTimeOffset At, string Detail);
