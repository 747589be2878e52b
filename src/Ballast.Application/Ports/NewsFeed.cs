using Ballast.Core.Market;

namespace Ballast.Application.Ports;

/// <summary>Where news comes from. What it gives is read for words, never executed or rendered.</summary>
public interface INewsFeed
{
    /// <summary>How the items' source is called.</summary>
    string Name { get; }

    /// <summary>What the feed has now, in its own order. Never throws for what is wrong with the feed.</summary>
    ValueTask<FeedReply> ReadAsync(CancellationToken cancel = default);
}

/// <summary>What a feed answered.</summary>
public abstract record FeedReply
{
    private FeedReply()
    {
    }

    public sealed record Read(EquatableList<FeedItem> Items) : FeedReply;

    /// <param name="Why">One sentence.</param>
    public sealed record Unreadable(string Why) : FeedReply;
}

/// <summary>One item of a feed.</summary>
/// <param name="Id">What the feed knows it by: a guid, a link, or its text.</param>
/// <param name="At">Null: the feed does not say.</param>
public sealed record FeedItem(string Id, string Text, DateTimeOffset? At)
{
    /// <summary>Null: by the text's words.</summary>
    public int? Severity { get; init; }

    /// <summary>Null: by the text's words.</summary>
    public Symbol? Symbol { get; init; }
}
