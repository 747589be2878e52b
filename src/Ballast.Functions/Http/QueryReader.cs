using System.Globalization;
using Ballast.Application.Reading;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ballast.Functions.Http;

/// <summary>Reads query values; the first wrong one becomes the answer.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    /// <summary>The answer to a wrong value; null while all are right.</summary>
    public IActionResult? Problem { get; private set; }

    /// <summary>For what acts on much where nothing is said: a mistyped name or an empty value must not be taken for nothing.</summary>
    public void Require(params string[] names)
    {
        foreach (var (name, value) in request.Query)
        {
            // The host's own: how a key may be handed over.
            if (name is "code" or "clientId")
            {
                continue;
            }

            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Refuse<object?>("UNKNOWN_VALUE", name, value.ToString(), $"of query values only {string.Join(", ", names)}", null);
            }
            else if (string.IsNullOrWhiteSpace(value.ToString()))
            {
                Refuse<object?>("MISSING_VALUE", name, "", "a value, or to leave it out", null);
            }
        }
    }

    public string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    public Symbol? Symbol(string name, Func<Symbol, bool> isKnown)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var symbol = SignalReader.Normalise(text);
        return isKnown(symbol) ? symbol : Refuse<Symbol?>(SignalReader.UnknownSymbol, name, text, "a perpetual that this account trades", null);
    }

    /// <summary>One that is traded, or was; nothing is read where none is named.</summary>
    public async ValueTask<Symbol?> SymbolAsync(string name, KnownSymbols symbols, CancellationToken cancel) =>
        Text(name) is null ? null : Symbol(name, (await symbols.ReadAsync(cancel)).Contains);

    public int Limit()
    {
        if (Text("limit") is not { } text)
        {
            return 100;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 1000
            ? limit
            : Refuse("OUT_OF_RANGE", "limit", text, "a whole number from 1 to 1000", 100);
    }

    /// <summary>A number in a range; null when none is given.</summary>
    public decimal? Number(string name, NumberRange range)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return range.TryRead(text, out var value) ? value : Refuse<decimal?>("OUT_OF_RANGE", name, text, range.ToString(), null);
    }

    /// <summary>A number that must be given.</summary>
    public decimal Required(string name, NumberRange range) =>
        Text(name) is null ? Refuse("MISSING_VALUE", name, "", range.ToString(), 0m) : Number(name, range) ?? 0;

    /// <summary>true or false; false when it is not given.</summary>
    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => Refuse("OUT_OF_RANGE", name, text, "true or false", false),
    };

    /// <summary>One of a few words; the first when none is given.</summary>
    public string Word(string name, IReadOnlyList<string> allowed) =>
        Text(name) is not { } text ? allowed[0]
        : allowed.Contains(text, StringComparer.Ordinal) ? text
        : Refuse("OUT_OF_RANGE", name, text, string.Join(", ", allowed), allowed[0]);

    /// <summary>The <c>next</c> of the page before; null on the first.</summary>
    public string? Cursor()
    {
        var text = Text("after");
        return text is null || History.IsCursor(text) ? text : Refuse<string?>("INVALID_CURSOR", "after", text, "the next of the page before", null);
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : Refuse<DateTimeOffset?>("INVALID_TIME", name, text, "an ISO 8601 time such as 2026-11-21T08:00:00Z", null);
    }

    private T Refuse<T>(string code, string name, string value, string allowed, T fallback)
    {
        var shown = value.Length <= 40 ? value : value[..40] + "…";
        Problem ??= Answer.Problem(400, code, $"The query value {name} is '{shown}'; allowed: {allowed}.", name, shown, allowed);
        return fallback;
    }
}
