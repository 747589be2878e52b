using System.Globalization;
using System.Text.Json;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Microsoft.AspNetCore.Mvc;

namespace Ballast.Functions.Http;

/// <summary>Reads a body that is one flat JSON object; the first wrong field becomes the answer. A field that nobody knows is a slip, and refused.</summary>
internal sealed class JsonBody
{
    private const int MaxShown = 40;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);

    /// <param name="known">The fields that it may have.</param>
    public JsonBody(ReadOnlyMemory<byte> body, params string[] known)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                Problem = Answer.Problem(400, "NOT_AN_OBJECT", "The body must be one JSON object.");
                return;
            }

            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (!known.Contains(field.Name))
                {
                    Refuse("UNKNOWN_FIELD", field.Name, field.Value.ToString(), string.Join(", ", known));
                }
                else if (field.Value.ValueKind != JsonValueKind.Null)
                {
                    _fields[field.Name] = field.Value.Clone();
                }
            }
        }
        catch (JsonException wrong)
        {
            Problem = Answer.Problem(400, "INVALID_JSON", $"The body is no JSON: {wrong.Message}");
        }
    }

    /// <summary>The answer to a wrong body; null while all is right.</summary>
    public IActionResult? Problem { get; private set; }

    /// <param name="most">Characters.</param>
    public string? Text(string name, int most, Func<char, bool>? isAllowed = null, string allowed = "")
    {
        if (!_fields.TryGetValue(name, out var field))
        {
            return null;
        }

        var text = field.ValueKind == JsonValueKind.String ? field.GetString()!.Trim() : "";
        return text.Length > 0 && text.Length <= most && (isAllowed is null || text.All(isAllowed)) ? text : Refuse<string?>("INVALID_FIELD", name, $"a text of 1 to {most} characters{allowed}");
    }

    /// <summary>A field that must be there.</summary>
    public T? Required<T>(string name, T? value, string allowed)
    {
        if (value is null && Problem is null)
        {
            Problem = Answer.Problem(422, "MISSING_FIELD", $"{name} is missing; allowed: {allowed}.", name, null, allowed);
        }

        return value;
    }

    public decimal? Number(string name, decimal min, decimal max, bool isWhole = false)
    {
        if (!_fields.TryGetValue(name, out var field))
        {
            return null;
        }

        var allowed = string.Create(CultureInfo.InvariantCulture, $"a {(isWhole ? "whole " : "")}number from {min} to {max}");
        return field.ValueKind == JsonValueKind.Number && field.TryGetDecimal(out var number) && number >= min && number <= max && (!isWhole || decimal.IsInteger(number))
            ? number
            : Refuse<decimal?>("OUT_OF_RANGE", name, allowed);
    }

    /// <summary>A traded symbol; null for all: it is absent or the word "all".</summary>
    public Symbol? Symbol(string name, Func<Symbol, bool> isKnown)
    {
        if (Text(name, 64) is not { } text || text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var symbol = SignalReader.Normalise(text);
        return isKnown(symbol) ? symbol : Refuse<Symbol?>(SignalReader.UnknownSymbol, name, "a perpetual that this account trades, or all");
    }

    /// <summary>Times without a zone are UTC.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (!_fields.TryGetValue(name, out var field))
        {
            return null;
        }

        return field.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(field.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : Refuse<DateTimeOffset?>("INVALID_TIME", name, "an ISO 8601 time such as 2026-11-21T08:00:00Z");
    }

    private T? Refuse<T>(string code, string name, string allowed)
    {
        Refuse(code, name, _fields[name].ToString(), allowed);
        return default;
    }

    private void Refuse(string code, string name, string value, string allowed)
    {
        var shown = value.Length <= MaxShown ? value : value[..MaxShown] + "…";
        Problem ??= Answer.Problem(422, code, $"{name} is '{shown}'; allowed: {allowed}.", name, shown, allowed);
    }
}
