namespace Ballast.Core.Microstructure;

/// <summary>What a book looked like at one moment; it only borrows its levels. The default is an empty book, which says nothing.</summary>
/// <param name="atMs">The venue's event time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="bids">Best first, falling.</param>
/// <param name="asks">Best first, rising.</param>
public readonly ref struct BookState(long atMs, ReadOnlySpan<DepthLevel> bids, ReadOnlySpan<DepthLevel> asks)
{
    public long AtMs { get; } = atMs;

    public ReadOnlySpan<DepthLevel> Bids { get; } = bids;

    public ReadOnlySpan<DepthLevel> Asks { get; } = asks;
}
