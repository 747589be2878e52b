using System.Globalization;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.VenueServer.Http;

/// <summary>A request's parameters, of its query string and its form body alike. What is asked for and malformed throws <see cref="ParameterException"/>.</summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads <c>name=value</c> pairs; the first of a name counts.</summary>
    public Parameters(params IEnumerable<string> texts)
    {
        foreach (var pair in texts.SelectMany(t => t.Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            _values.TryAdd(Decoded(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decoded(pair[(equals + 1)..]));
        }
    }

    public string? Text(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public string MustText(string name) => Text(name) ?? throw ParameterException.Missing(name);

    public bool Has(string name) => Text(name) is not null;

    public Symbol? Symbol() => Text("symbol") is { } name ? new Symbol(name) : null;

    public Symbol MustSymbol() => new(MustText("symbol"));

    public decimal? Number(string name) => Text(name) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value
        : throw Illegal(name);

    public decimal MustNumber(string name) => Number(name) ?? throw ParameterException.Missing(name);

    public long? Whole(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw Illegal(name);

    public long MustWhole(string name) => Whole(name) ?? throw ParameterException.Missing(name);

    /// <summary>How many items are wanted, -1130 outside 1 to <paramref name="most"/>.</summary>
    public int Limit(int usual, int most) => (Whole("limit") ?? usual) is var limit && limit >= 1 && limit <= most
        ? (int)limit
        : throw new ParameterException(-1130, "Data sent for parameter 'limit' is not valid.");

    public bool Flag(string name) => Text(name)?.ToUpperInvariant() switch
    {
        null or "FALSE" => false,
        "TRUE" => true,
        _ => throw Illegal(name),
    };

    public OrderSide MustSide() => MustText("side") switch
    {
        "BUY" => OrderSide.Buy,
        "SELL" => OrderSide.Sell,
        _ => throw new ParameterException(-1117, "Invalid side."),
    };

    /// <summary>The id that the caller gives a new order; null: the venue makes one. -4015 when it is not allowed.</summary>
    public ClientOrderId? NewId(string name) => Text(name) is not { } text ? null
        : ClientOrderId.IsAllowed(text) ? new ClientOrderId(text)
        : throw new ParameterException(-4015, "Client order id is not valid.");

    /// <summary>-4061 for a side of the hedge mode, which this account is not in.</summary>
    public void CheckPositionSide()
    {
        if (Text("positionSide") is not (null or "BOTH"))
        {
            throw new ParameterException(-4061, "Order's position side does not match user's setting.");
        }
    }

    /// <summary>A time window in milliseconds, both ends included; of at most seven days.</summary>
    public (long? From, long? Until) Window()
    {
        const long sevenDaysMs = 7 * 86_400_000L;
        var (from, until) = (Whole("startTime"), Whole("endTime"));
        return from is { } start && until is { } end && (end < start || end - start > sevenDaysMs)
            ? throw new ParameterException(-1127, "More than 168 hours between startTime and endTime.")
            : (from, until);
    }

    private static ParameterException Illegal(string name) => new(-1100, $"Illegal characters found in parameter '{name}'.");

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
