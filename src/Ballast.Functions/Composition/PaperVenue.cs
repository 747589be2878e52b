using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Venue;
using Ballast.Venue.Markets;

namespace Ballast.Functions.Composition;

/// <summary>The simulated exchange as the app's venue.</summary>
internal static class PaperVenue
{
    /// <exception cref="SettingsException">Its market cannot be read.</exception>
    public static async Task<IReadOnlyList<Instrument>> InstrumentsAsync(SimulatedExchange venue)
    {
        try
        {
            return await venue.InstrumentsAsync() is VenueReply<IReadOnlyList<Instrument>>.Accepted { Value: var instruments }
                ? instruments
                : throw new SettingsException("The simulated exchange does not answer.");
        }
        catch (MarketSourceException wrong)
        {
            throw new SettingsException($"Setting Market__Source: {wrong.Message}");
        }
    }
}
