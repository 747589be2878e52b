using System.Collections;
using System.Runtime.CompilerServices;

namespace Ballast.Core.Market;

/// <summary>An immutable list that compares by its elements, so that records holding it compare by value. The default is empty.</summary>
[CollectionBuilder(typeof(EquatableList), nameof(EquatableList.Create))]
public readonly struct EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[]? _items;

    internal EquatableList(T[] items) => _items = items;

    public int Count => _items?.Length ?? 0;

    public T this[int index] => Span[index];

    public ReadOnlySpan<T> Span => _items;

    public static bool operator ==(EquatableList<T> left, EquatableList<T> right) => left.Equals(right);

    public static bool operator !=(EquatableList<T> left, EquatableList<T> right) => !left.Equals(right);

    public EquatableList<T> Add(T item) => new([.. Span, item]);

    public EquatableList<T> SetItem(int index, T item)
    {
        var copy = Span.ToArray();
        copy[index] = item;
        return new(copy);
    }

    /// <summary>As LINQ's, without an enumerator on the heap; so are those below.</summary>
    public bool Any(Func<T, bool> predicate)
    {
        foreach (var item in Span)
        {
            if (predicate(item))
            {
                return true;
            }
        }

        return false;
    }

    public T? FirstOrDefault(Func<T, bool> predicate)
    {
        foreach (var item in Span)
        {
            if (predicate(item))
            {
                return item;
            }
        }

        return default;
    }

    public T? LastOrDefault(Func<T, bool> predicate)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            if (predicate(_items![i]))
            {
                return _items[i];
            }
        }

        return default;
    }

    public Enumerator GetEnumerator() => new(_items ?? []);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    public bool Equals(EquatableList<T> other)
    {
        if (Count != other.Count || _items == other._items)
        {
            return Count == other.Count;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(this[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is EquatableList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Span)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Enumerates without allocating.</summary>
    public struct Enumerator(T[] items)
    {
        private int _index = -1;

        public readonly T Current => items[_index];

        public bool MoveNext() => ++_index < items.Length;
    }
}

public static class EquatableList
{
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>One list behind the other.</summary>
    public static EquatableList<T> Concat<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second) => new([.. first, .. second]);

    public static EquatableList<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
