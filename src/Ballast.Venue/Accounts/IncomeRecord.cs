using System.Globalization;
using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Venue.Accounts;

/// <summary>One ledger line in the stored form (part of kind "income", version 1).</summary>
internal sealed record IncomeRecord(long Id, string Kind, string Symbol, decimal Amount, long AtMs)
{
    public IncomeEntry ToEntry() =>
        new(Id.ToString(CultureInfo.InvariantCulture), Kind, new Symbol(Symbol), new Money(Amount), "USDT", DateTimeOffset.FromUnixTimeMilliseconds(AtMs));
}
