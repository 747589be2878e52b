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

    /// <summary>When plain orders of a symbol are cancelled unless the countdown is armed again; null: none was ever armed.</summary>
    public SortedDictionary<string, long>? Countdowns { get; init; }

    public SortedDictionary<string, int> Leverages { get; init; } = new(StringComparer.Ordinal);
}
