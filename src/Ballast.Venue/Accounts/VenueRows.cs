using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ballast.Application.Ports;

namespace Ballast.Venue.Accounts;

/// <summary>
/// The books as rows of table "Venue", partition "account|NAME": <c>account</c>, <c>position-SYMBOL</c>, <c>open-ID</c>, and pages
/// <c>orders-N</c>, <c>fills-N</c>, <c>income-N</c>. Every commit replaces the account row under its ETag, which guards the others.
/// </summary>
internal sealed class VenueRows(IStateStore? store, string accountName)
{
    public const string Table = "Venue";
    private const string AccountRow = "account";
    private readonly string _partition = "account|" + accountName;
    private readonly SortedDictionary<string, string> _tags = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _garbage = new(StringComparer.Ordinal);

    /// <summary>Reads everything; new books when there is nothing.</summary>
    public async ValueTask<VenueBooks> LoadAsync(CancellationToken cancel)
    {
        var books = new VenueBooks();
        var account = new AccountRecord();
        var positions = new List<PositionRecord>();
        var open = new List<OrderRecord>();
        _tags.Clear();
        _garbage.Clear();
        string? after = null;
        while (store is not null)
        {
            var page = await store.QueryAsync(new EntityQuery(Table, _partition, After: after), cancel);
            foreach (var row in page.Items)
            {
                _tags[row.Row] = row.ETag;
                switch (row.Body.Kind)
                {
                    case "account":
                        account = Read(row, VenueJson.Default.AccountRecord);
                        break;
                    case "position":
                        positions.Add(Read(row, VenueJson.Default.PositionRecord));
                        break;
                    case "order":
                        open.Add(Read(row, VenueJson.Default.OrderRecord));
                        break;
                    case "orders":
                        books.Closed.Load(Read(row, VenueJson.Default.ListOrderRecord));
                        break;
                    case "fills":
                        books.Fills.Load(Read(row, VenueJson.Default.ListFillRecord));
                        break;
                    case "income":
                        books.Income.Load(Read(row, VenueJson.Default.ListIncomeRecord));
                        break;
                    default:
                        throw new InvalidDataException($"Row '{row.Row}' of the venue has the unknown kind '{row.Body.Kind}'.");
                }
            }

            after = page.Next;
            if (after is null)
            {
                break;
            }
        }

        books.Load(account, positions, open);
        return books;
    }

    /// <summary>Makes the changes durable; false when another process has written in between and nothing was stored.</summary>
    /// <exception cref="StoreUnavailableException">As the store says.</exception>
    public async ValueTask<bool> CommitAsync(VenueBooks books, CancellationToken cancel)
    {
        if (store is null)
        {
            books.ForgetChanges();
            return true;
        }

        var writes = Writes(books);
        if (await store.CommitAsync(Table, _partition, writes, cancel) is not CommitResult.Committed done)
        {
            return false;
        }

        for (var i = 0; i < writes.Count; i++)
        {
            if (writes[i] is EntityWrite.Delete)
            {
                _tags.Remove(writes[i].Row);
                _garbage.Remove(writes[i].Row);
            }
            else
            {
                _tags[writes[i].Row] = done.ETags[i];
            }
        }

        return true;
    }

    /// <summary>One commit. The rows of closed orders are in the archive already: deletes that find no room wait for a later commit, and <see cref="VenueBooks.Load"/> knows them.</summary>
    private List<EntityWrite> Writes(VenueBooks books)
    {
        var (positions, orders) = books.TakeDirty();
        List<EntityWrite> writes = [Put(AccountRow, "account", books.Account, VenueJson.Default.AccountRecord)];
        foreach (var symbol in positions)
        {
            var row = "position-" + symbol;
            if (books.Positions.TryGetValue(symbol, out var position))
            {
                writes.Add(Put(row, "position", position, VenueJson.Default.PositionRecord));
            }
            else if (_tags.TryGetValue(row, out var tag))
            {
                writes.Add(new EntityWrite.Delete(row, tag));
            }
        }

        foreach (var id in orders)
        {
            var row = "open-" + id.ToString("D12", CultureInfo.InvariantCulture);
            if (books.Open.TryGetValue(id, out var order))
            {
                writes.Add(Put(row, "order", order, VenueJson.Default.OrderRecord));
            }
            else if (_tags.ContainsKey(row))
            {
                _garbage.Add(row);
            }
        }

        writes.AddRange(books.Closed.TakeDirty().Select(p => Put(PageRow("orders", p.Number), "orders", p.Page, VenueJson.Default.ListOrderRecord)));
        writes.AddRange(books.Fills.TakeDirty().Select(p => Put(PageRow("fills", p.Number), "fills", p.Page, VenueJson.Default.ListFillRecord)));
        writes.AddRange(books.Income.TakeDirty().Select(p => Put(PageRow("income", p.Number), "income", p.Page, VenueJson.Default.ListIncomeRecord)));
        writes.AddRange(_garbage.Take(IStateStore.MaxWrites - writes.Count).Select(row => new EntityWrite.Delete(row, _tags[row])));
        return writes;
    }

    private static string PageRow(string prefix, int number) => $"{prefix}-{number.ToString("D8", CultureInfo.InvariantCulture)}";

    private static T Read<T>(StoredEntity row, JsonTypeInfo<T> type) => row.Body.Version == 1
        ? JsonSerializer.Deserialize(row.Body.Data, type) ?? throw new InvalidDataException($"Row '{row.Row}' of the venue is empty.")
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Row '{row.Row}' of the venue has version {row.Body.Version}; this build reads 1."));

    private EntityWrite Put<T>(string row, string kind, T value, JsonTypeInfo<T> type)
    {
        var body = new EntityBody(kind, 1, JsonSerializer.Serialize(value, type));
        return _tags.TryGetValue(row, out var tag) ? new EntityWrite.Replace(row, body, tag) : new EntityWrite.Insert(row, body);
    }
}
