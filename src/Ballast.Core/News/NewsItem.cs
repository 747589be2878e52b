using Ballast.Core.Market;

namespace Ballast.Core.News;

/// <summary>One piece of news.</summary>
/// <param name="Symbol">Null: it concerns every symbol.</param>
/// <param name="Severity">1 to 5.</param>
/// <param name="At">When it happened; a pause runs from here.</param>
/// <param name="Expiry">An item that arrives at or after this time does nothing. It does not shorten a pause that has begun.</param>
public sealed record NewsItem(string Source, Symbol? Symbol, int Severity, string Text, DateTimeOffset At, DateTimeOffset Expiry);
