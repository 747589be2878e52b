namespace Ballast.Venue.Markets;

/// <summary>When a replay was started first. It survives restarts, so that the market goes on where it would be now.</summary>
/// <param name="Source">Which data the anchor belongs to; another source gets a new anchor.</param>
/// <param name="StartedAtMs">Milliseconds since 1970-01-01 UTC.</param>
public sealed record MarketAnchor(string Source, long StartedAtMs);
