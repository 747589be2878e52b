using System.Reflection;

namespace Ballast.Architecture.Tests;

/// <summary>Core's folders, each using only earlier ones (docs/architecture.md).</summary>
public class CoreOrderTests
{
    private static readonly string[] Order =
    [
        "Market", "Traces", "Indicators", "Volatility", "Microstructure", "Regimes", "Signals", "Strategies", "Accounting", "Performance", "Sizing", "Leveraging", "Risk", "Portfolio", "News", "Growth",
        "Decisions", "Positions", "Accounts", "Desk", "Competing",
    ];

    private static readonly Assembly Core = typeof(Core.Market.Price).Assembly;

    [Fact]
    public void Every_folder_stands_in_the_order()
    {
        var folders = Core.GetTypes().Select(FolderOf).Where(f => f is not null).Distinct().Order();

        Assert.Equal(Order.Order(), folders);
    }

    [Fact]
    public void A_folder_uses_only_earlier_ones()
    {
        var wrong = from type in Core.GetTypes()
                    let own = Array.IndexOf(Order, FolderOf(type))
                    where own >= 0
                    from referred in TypeReferences.Of(type)
                    where referred.Assembly == Core && Array.IndexOf(Order, FolderOf(referred)) > own
                    select $"{type.FullName} ({Order[own]}) uses {referred.FullName} ({FolderOf(referred)})";

        Assert.Empty(wrong.Distinct().Order());
    }

    [Fact]
    public void The_check_sees_references_inside_method_bodies()
    {
        Assert.Contains(typeof(Uri), TypeReferences.Of(typeof(UsesUriInside)));
    }

    private static string? FolderOf(Type type)
    {
        var parts = type.Namespace?.Split('.');
        return parts is ["Ballast", "Core", var folder, ..] ? folder : null;
    }

    private static class UsesUriInside
    {
        public static string Host() => new Uri("http://localhost").Host;
    }
}
