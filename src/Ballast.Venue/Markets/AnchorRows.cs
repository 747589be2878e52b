using System.Globalization;
using System.Text.Json;
using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>Keeps when each replay was started first: table "Venue", partition "market|SYMBOL", row "anchor". Without a store an anchor is now.</summary>
internal sealed class AnchorRows(IStateStore? store)
{
    private const string Row = "anchor";

    public async ValueTask<long> GetAsync(Symbol symbol, string source, long nowMs, CancellationToken cancel)
    {
        if (store is null)
        {
            return nowMs;
        }

        var partition = "market|" + symbol.Name;
        while (true)
        {
            var found = await store.ReadAsync(Accounts.VenueRows.Table, partition, Row, cancel);
            if (found is not null && Read(found.Body) is { } anchor && anchor.Source == source)
            {
                return anchor.StartedAtMs;
            }

            var body = new EntityBody("market-anchor", 1, JsonSerializer.Serialize(new MarketAnchor(source, nowMs), Accounts.VenueJson.Default.MarketAnchor));
            EntityWrite write = found is null ? new EntityWrite.Insert(Row, body) : new EntityWrite.Replace(Row, body, found.ETag);
            if (await store.CommitAsync(Accounts.VenueRows.Table, partition, [write], cancel) is CommitResult.Committed)
            {
                return nowMs;
            }
        }
    }

    private static MarketAnchor Read(EntityBody body) => body.Version == 1
        ? JsonSerializer.Deserialize(body.Data, Accounts.VenueJson.Default.MarketAnchor)!
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"A market anchor of version {body.Version} is newer than this build, which reads 1."));
}
