namespace Ballast.Cli.Output;

/// <summary>What <c>ballast exchange --json</c> says once it listens.</summary>
/// <param name="ApiSecret">Only of the documented pair for local use; null for one's own.</param>
internal sealed record ExchangeView(string Address, IReadOnlyList<string> Symbols, decimal Balance, string Market, string ApiKey, string? ApiSecret);
