namespace Ballast.Exchange;

/// <summary>Which exchange is called.</summary>
public enum VenueEnvironment
{
    /// <summary>Binance with play money.</summary>
    Demo,

    /// <summary>Binance with real money.</summary>
    Live,

    /// <summary>Whatever speaks Binance's dialect at <see cref="ExchangeOptions.Address"/>.</summary>
    Custom,
}
