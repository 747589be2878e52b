using Ballast.Application.Configuration;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Tests.Configuration;

/// <summary>Short ways to bind settings in tests.</summary>
internal static class Settings
{
    public static readonly Symbol Btc = new("BTCUSDT");
    public static readonly Symbol Eth = new("ETHUSDT");

    public static BoundSettings Bind(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        var source = new SettingsDictionary();
        foreach (var (name, value) in settings)
        {
            source.Add(name, value, "test");
        }

        return TradingSettings.Bind(source);
    }

    /// <summary>Options of settings that must be right.</summary>
    public static TradingOptions Right(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        var bound = Bind(settings);
        Assert.Empty(bound.Problems);
        return bound.Options;
    }

    /// <summary>The one problem of settings that must be wrong.</summary>
    public static string Wrong(params ReadOnlySpan<(string Name, string Value)> settings) => Assert.Single(Bind(settings).Problems);
}
