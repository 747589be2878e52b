using Ballast.Core.Market;

namespace Ballast.Application.UseCases;

/// <summary>Which account this deployment trades, and what.</summary>
/// <param name="Account">Its name: letters, digits, - and _.</param>
/// <param name="Symbols">The perpetuals that it may trade.</param>
/// <param name="Mode">paper, demo or live.</param>
public sealed record AccountSettings(string Account, EquatableList<Symbol> Symbols, string Mode)
{
    public const string Live = "live";

    /// <summary>True where real money is traded.</summary>
    public bool IsLive => Mode == Live;

    public bool Trades(Symbol symbol)
    {
        foreach (var known in Symbols)
        {
            if (known == symbol)
            {
                return true;
            }
        }

        return false;
    }
}
