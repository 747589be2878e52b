using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ballast.Core.Signals;

/// <summary>Reads an alert's body, whatever its content type says: JSON when it begins with a brace, else text (<see cref="AlertText"/>).</summary>
public static class AlertParser
{
    /// <summary>Deeper JSON is refused.</summary>
    public const int MaxDepth = 8;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Disallow, AllowTrailingCommas = false };

    /// <summary>The fields, or null and why the body is malformed.</summary>
    public static AlertFields? Parse(ReadOnlySpan<byte> body, out MalformedAlert? malformed)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[3..];
        }

        body = body.Trim(" \t\r\n"u8);
        if (body.IsEmpty)
        {
            malformed = new MalformedAlert("EMPTY_BODY", "The body is empty; an alert is a JSON object or the text that TradingView sends.");
            return null;
        }

        if (!Utf8.IsValid(body))
        {
            malformed = new MalformedAlert("INVALID_UTF8", "The body is not valid UTF-8.");
            return null;
        }

        return body[0] switch
        {
            (byte)'{' => ParseJson(body, out malformed),
            (byte)'[' => Fail("NOT_AN_OBJECT", "The body is a JSON array; one alert is one JSON object.", null, out malformed),
            _ => AlertText.Parse(Encoding.UTF8.GetString(body), out malformed),
        };
    }

    private static AlertFields? ParseJson(ReadOnlySpan<byte> body, out MalformedAlert? malformed)
    {
        var fields = new AlertFields();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (!seen.Add(name))
                {
                    return Fail("DUPLICATE_FIELD", $"The field '{Shorten(name)}' stands twice in the alert.", name, out malformed);
                }

                reader.Read();
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.True or JsonTokenType.False)
                {
                    if (new AlertFields().TrySet(name, ""))
                    {
                        return Fail("INVALID_FIELD", $"The field '{name}' must be a text or a number.", name, out malformed);
                    }

                    reader.Skip();
                    continue;
                }

                fields.TrySet(name, reader.TokenType switch
                {
                    JsonTokenType.String => reader.GetString(),
                    JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                    _ => null,
                });
            }

            while (reader.Read())
            {
                // Reading on to the end makes the reader refuse anything behind the object.
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return Fail("INVALID_JSON", problem is JsonException json
                ? $"The body is not valid JSON (line {json.LineNumber + 1}, position {json.BytePositionInLine + 1}); at most {MaxDepth} levels deep."
                : "The body holds a text that is not valid Unicode.", null, out malformed);
        }

        malformed = null;
        return fields;
    }

    private static AlertFields? Fail(string code, string detail, string? field, out MalformedAlert? malformed)
    {
        malformed = new MalformedAlert(code, detail, field is null ? null : Shorten(field));
        return null;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
