namespace Ballast.Functions.Api;

/// <summary>What follows from a piece of news.</summary>
/// <param name="Symbol">The symbol, or all.</param>
/// <param name="PausedUntil">Entries there wait until then; absent: nothing pauses them.</param>
public sealed record NewsAnswer(string Status, string Symbol, DateTimeOffset? PausedUntil, string Detail);

/// <summary>What follows from a sentiment.</summary>
/// <param name="Score">That counts for the source and symbol now.</param>
/// <param name="Reduced">The sides whose entries are made smaller.</param>
/// <param name="Until">It counts until then.</param>
public sealed record SentimentAnswer(string Status, string Symbol, decimal? Score, IReadOnlyList<string> Reduced, DateTimeOffset? Until, string Detail);

/// <summary>A pause that runs.</summary>
/// <param name="Symbol">Absent: on all.</param>
public sealed record NewsPauseView(string? Symbol, DateTimeOffset Until, int Severity, string Text);

/// <summary>A sentiment that counts.</summary>
/// <param name="Symbol">Absent: of all.</param>
public sealed record SentimentView(string Source, string? Symbol, decimal Score, string Text, DateTimeOffset At, DateTimeOffset Expiry);
