using Ballast.Application.Ports;

namespace Ballast.Application.UseCases;

/// <summary>Whether the venue's account is one that may be traded at all. Sources: requirements §0 (one-way, single-asset) and §10 (live).</summary>
internal static class AccountFitness
{
    /// <summary>The halt's code when an account that was fit no longer is.</summary>
    public const string Unfit = "ACCOUNT_UNFIT";

    /// <summary>A sentence for each thing that speaks against it, with the way out; empty when all is well.</summary>
    public static IReadOnlyList<string> Refusals(VenueAccount account, AccountSettings settings)
    {
        var refusals = new List<string>();
        if (account.IsHedgeMode)
        {
            refusals.Add("The venue's account is in hedge mode; Ballast trades one-way: switch the position mode and start again.");
        }

        if (account.IsMultiAssets)
        {
            refusals.Add("The venue's account is in multi-assets mode; Ballast trades isolated margin in single-asset mode: switch it and start again.");
        }

        if (!account.CanTrade)
        {
            refusals.Add("The venue's account may not trade: check the key's permissions.");
        }

        if (account.CanWithdraw && settings.IsLive)
        {
            refusals.Add("The venue's key may withdraw; with real money Ballast takes only a key that cannot: switch withdrawals off for this key, or make a new one.");
        }

        return refusals;
    }
}
