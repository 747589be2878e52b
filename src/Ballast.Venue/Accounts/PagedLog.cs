namespace Ballast.Venue.Accounts;

/// <summary>An append-only list that is stored in pages of bounded size, one row per page; only the pages that grew are written again.</summary>
internal sealed class PagedLog<T>(int pageSize)
{
    private readonly List<T> _items = [];
    private int _cleanCount;

    public IReadOnlyList<T> Items => _items;

    /// <summary>How many pages the next commit writes.</summary>
    public int DirtyPages => _cleanCount == _items.Count ? 0 : ((_items.Count - 1) / pageSize) - (_cleanCount / pageSize) + 1;

    public void Add(T item) => _items.Add(item);

    /// <summary>Appends a page as read from the store.</summary>
    public void Load(IEnumerable<T> page)
    {
        _items.AddRange(page);
        MarkClean();
    }

    public void MarkClean() => _cleanCount = _items.Count;

    public IEnumerable<(int Number, List<T> Page)> TakeDirty()
    {
        for (var number = _cleanCount / pageSize; number * pageSize < _items.Count && _cleanCount < _items.Count; number++)
        {
            yield return (number, _items.GetRange(number * pageSize, Math.Min(pageSize, _items.Count - (number * pageSize))));
        }

        _cleanCount = _items.Count;
    }
}
