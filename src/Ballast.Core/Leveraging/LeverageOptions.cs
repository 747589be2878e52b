namespace Ballast.Core.Leveraging;

/// <summary>Which leverage engine, and the settings of each. Source: requirements §0.3.</summary>
public sealed record LeverageOptions
{
    /// <summary>Null: tier, except that the progressive sizer brings its own fixed leverage (§2).</summary>
    public LeverageModel? Model { get; init; }

    public TierLeverageOptions Tier { get; init; } = new();

    public RulesLeverageOptions Rules { get; init; } = new();

    public FixedLeverageOptions Fixed { get; init; } = new();

    /// <summary>What an abnormal market does. Null: refuse where a §6 engine is chosen, nothing elsewhere (§6.5).</summary>
    public AbnormalMarket? Abnormal { get; init; }

    /// <summary>True where an engine of §6 is chosen: the forced stop and the abnormal-market rule are on.</summary>
    public bool IsOfSection6 => Model == LeverageModel.Rules;

    public AbnormalMarket EffectiveAbnormal => Abnormal ?? (IsOfSection6 ? AbnormalMarket.Refuse : AbnormalMarket.Ignore);
}

public enum LeverageModel
{
    /// <summary>§1.1, the default.</summary>
    Tier,

    /// <summary>§6.1.</summary>
    Rules,

    /// <summary>The baseline.</summary>
    Fixed,
}

/// <summary>Risk level CRITICAL or volatility EXTREME. Source: requirements §6.5.</summary>
public enum AbnormalMarket
{
    /// <summary>No entries.</summary>
    Refuse,

    /// <summary>Entries at 1x, under any engine's floor.</summary>
    OneTimes,

    /// <summary>The rule is off; §4's REDUCED profile holds while EXTREME.</summary>
    Ignore,
}
