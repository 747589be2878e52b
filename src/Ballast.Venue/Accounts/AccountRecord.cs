namespace Ballast.Venue.Accounts;

/// <summary>The account in the stored form (kind "account", version 1). Every commit replaces it, so that two processes cannot both write.</summary>
internal sealed record AccountRecord
{
    /// <summary>The sum of all income, USDT.</summary>
    public decimal Balance { get; init; }

    public long NextOrderId { get; init; } = 1;

    public long NextTradeId { get; init; } = 1;

    public long NextIncomeId { get; init; } = 1;

    /// <summary>The market was followed up to here; after a restart it is followed from here.</summary>
    public long AdvancedToMs { get; init; }

    public SortedDictionary<string, int> Leverages { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Symbols whose margin type is not (yet) ISOLATED; null when there is none.</summary>
    public SortedSet<string>? Crossed { get; init; }

    /// <summary>When the plain orders of a symbol are cancelled unless the countdown is renewed, in milliseconds since 1970-01-01 UTC; null when none runs.</summary>
    public SortedDictionary<string, long>? Countdowns { get; init; }

    public bool IsCrossed(string symbol) => Crossed is not null && Crossed.Contains(symbol);
}
