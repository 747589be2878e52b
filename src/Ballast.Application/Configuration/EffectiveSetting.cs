namespace Ballast.Application.Configuration;

/// <summary>A setting as it is in force, and why.</summary>
/// <param name="Scope">"account", "strategy trend", "symbol BTCUSDT" or "strategy trend, symbol BTCUSDT".</param>
/// <param name="Value">As one would write it.</param>
/// <param name="Source">"default", "preset recommended", "setting Symbol__BTCUSDT__RM_MAX_RISK_PCT".</param>
/// <param name="Origin">Where the source stands, such as "environment variable"; empty for defaults and where it is not known.</param>
public sealed record EffectiveSetting(string Scope, string Name, string Value, string Source, string Origin, string Allowed, string Unit, string Section)
{
    public const string Account = "account";

    public const string Default = "default";

    public bool IsDefault => Source == Default;
}
