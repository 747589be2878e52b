using System.Globalization;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>Client order ids, derived from the decision and the order's role: the same order has the same id in every attempt.</summary>
public static class OrderIds
{
    /// <summary>All our ids begin with it; an unknown id that does means a second deployment.</summary>
    public const string Prefix = "bst-";

    public static ClientOrderId For(OrderTicket ticket, OrderRole role, int step, int number)
    {
        var epoch = DerivedId.Of("epoch", $"{ticket.Account}|{ticket.Symbol}|{ticket.DecisionId}")[..16];
        var letter = role switch
        {
            OrderRole.Entry => 'e',
            OrderRole.Backstop => 'b',
            OrderRole.TighterStop => 's',
            OrderRole.TakeProfit => 't',
            OrderRole.Close => 'c',
            OrderRole.Outside => 'o',
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new ClientOrderId(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{epoch}-{letter}{step}.{number}"));
    }

    public static bool IsOurs(ClientOrderId id) => id.Value.StartsWith(Prefix, StringComparison.Ordinal);
}
