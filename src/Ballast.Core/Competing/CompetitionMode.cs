using Ballast.Core.Decisions;
using Ballast.Core.Growth;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Core.Competing;

/// <summary>
/// One mode of the paper competition: a paper account of its own, which trades the same signals by the same deciders with settings of its own.
/// Source: requirements §8.
/// </summary>
public sealed record CompetitionMode
{
    /// <summary>The most that <see cref="Leverage"/> may be.</summary>
    public const int MaxLeverage = 20;

    /// <summary>1 to 32 letters, digits, - and _; also the name of its paper account.</summary>
    public required string Name { get; init; }

    /// <summary>Which CRITICAL measures refuse its entries; null: as its trading settings say.</summary>
    public RiskFilter? Filter { get; init; }

    /// <summary>0–20, fixed for every coin, under all caps; 0: decisions are recorded, nothing is traded. Null: by the engine that its trading settings name.</summary>
    public int? Leverage { get; init; }

    /// <summary>What it starts with, USDT. Default 1000 (ours).</summary>
    public Money Balance { get; init; } = new(1000);

    /// <summary>Modes of one band are ranked among themselves; null: the competition itself.</summary>
    public string? Band { get; init; }

    /// <summary>A strategy of §1.4 that it trades by; null: none, its trading settings as they are.</summary>
    public ComparedStrategy? Strategy { get; init; }

    /// <summary>True where nothing is traded.</summary>
    public bool Observes => Leverage == 0;

    /// <summary>What it trades by: its own trading settings with strategy, filter and leverage on them, also in the scopes of strategies and symbols.</summary>
    public TradingOptions OptionsFrom(TradingOptions settings) =>
        Changed(settings).WithScopes(settings.Scopes.Select(s => s with { Options = Changed(s.Options) }));

    private TradingOptions Changed(TradingOptions options)
    {
        options = Strategy is { } strategy ? ComparedSettings.Of(strategy, options) : options;
        options = Filter is { } filter ? options with { Microstructure = options.Microstructure with { Filter = filter } } : options;
        return Leverage is > 0 and { } leverage
            ? options with { Leverage = options.Leverage with { Model = LeverageModel.Fixed, Fixed = new FixedLeverageOptions { Core = leverage, Alt = leverage } } }
            : options;
    }
}
