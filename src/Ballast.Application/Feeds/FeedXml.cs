using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Application.Feeds;

/// <summary>
/// Reads RSS 2.0 and Atom (RFC 4287). A document with a DTD is refused, as no feed needs one and entities are a way to fill the memory;
/// nothing outside the text is ever looked up.
/// </summary>
public static class FeedXml
{
    /// <summary>The most items that are read, from the first on: feeds have the newest first.</summary>
    public const int MaxItems = 200;

    private const int MaxCharacters = 4 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <param name="xml">Bytes, in the encoding that they declare.</param>
    public static FeedReply Parse(Stream xml)
    {
        try
        {
            using var reader = XmlReader.Create(xml, Settings);
            var root = XDocument.Load(reader).Root!;
            return root.Name.LocalName switch
            {
                "rss" => Read(root.Elements().Where(e => e.Name.LocalName == "channel").SelectMany(c => c.Elements()), "item"),
                "feed" => Read(root.Elements(), "entry"),
                var other => new FeedReply.Unreadable($"The document is <{other}>, neither RSS 2.0 (<rss>) nor Atom (<feed>)."),
            };
        }
        catch (XmlException wrong)
        {
            return new FeedReply.Unreadable($"The document cannot be read: {wrong.Message}");
        }
    }

    /// <summary>An item with neither title nor text says nothing and is passed over.</summary>
    private static FeedReply.Read Read(IEnumerable<XElement> elements, string name) =>
        new(EquatableList.From(elements.Where(e => e.Name.LocalName == name).Take(MaxItems).Select(Item).OfType<FeedItem>()));

    private static FeedItem? Item(XElement item)
    {
        var text = Text(item, "title") ?? Text(item, "description") ?? Text(item, "summary");
        var id = Text(item, "guid") ?? Text(item, "id") ?? Link(item) ?? text;
        return text is null ? null : new FeedItem(id!, text, Time(Text(item, "pubDate") ?? Text(item, "published") ?? Text(item, "updated") ?? Text(item, "date")));
    }

    private static string? Text(XElement item, string name) =>
        item.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>RSS has the address as text, Atom as an attribute.</summary>
    private static string? Link(XElement item) =>
        Text(item, "link") ?? item.Elements().FirstOrDefault(e => e.Name.LocalName == "link")?.Attribute("href")?.Value;

    /// <summary>RFC 822 names the zone GMT or UT, or gives an offset such as +0100, which .NET wants as +01:00.</summary>
    private static DateTimeOffset? Time(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > 5 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit))
        {
            text = $"{text[..^2]}:{text[^2..]}";
        }

        var zone = text.EndsWith(" UT", StringComparison.Ordinal) || text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..text.LastIndexOf(' ')] : text;
        return DateTimeOffset.TryParse(zone, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }
}
