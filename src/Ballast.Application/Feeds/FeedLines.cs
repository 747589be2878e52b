using System.Globalization;
using System.Text.Json;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Signals;

namespace Ballast.Application.Feeds;

/// <summary>
/// Reads news as lines of JSON: {"text", "id"?, "at"?, "severity"?, "symbol"?}. A line that cannot be read makes the whole text unreadable and
/// is named: a hand that writes such a file must learn of its slip. A last line without an end may still be being written, and waits.
/// </summary>
public static class FeedLines
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4 };

    public static FeedReply Parse(string text)
    {
        var items = new List<FeedItem>();
        var lines = text.Split('\n');
        for (var n = 0; n < lines.Length; n++)
        {
            if (string.IsNullOrWhiteSpace(lines[n]))
            {
                continue;
            }

            if (Item(lines[n]) is not { } item)
            {
                if (n == lines.Length - 1)
                {
                    break;
                }

                return new FeedReply.Unreadable($"Line {n + 1} is no item: a JSON object with a text, and where given id (a text), at (an ISO time), severity (1 to 5) and symbol.");
            }

            items.Add(item);
        }

        return new FeedReply.Read(EquatableList.From(items.TakeLast(FeedXml.MaxItems)));
    }

    private static FeedItem? Item(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Options);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "text") is not { Length: > 0 } text)
            {
                return null;
            }

            DateTimeOffset? at = null;
            if (Text(root, "at") is { } given)
            {
                if (!DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                {
                    return null;
                }

                at = time;
            }

            int? severity = null;
            if (root.TryGetProperty("severity", out var number))
            {
                if (number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var whole) || whole is < 1 or > 5)
                {
                    return null;
                }

                severity = whole;
            }

            return new FeedItem(Text(root, "id") ?? line.Trim(), text, at) { Severity = severity, Symbol = Text(root, "symbol") is { } symbol ? SignalReader.Normalise(symbol) : null };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
