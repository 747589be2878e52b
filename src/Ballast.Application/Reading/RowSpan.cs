using System.Globalization;
using Ballast.Application.Running;

namespace Ballast.Application.Reading;

/// <summary>A stretch of rows that are named by <see cref="Tables.Reversed"/>: in row order, which is the newest first.</summary>
internal sealed class RowSpan
{
    private const int Digits = 19;

    private readonly DateTimeOffset? _from;
    private readonly DateTimeOffset? _to;
    private readonly string? _end;

    /// <param name="from">The oldest time; null: no limit.</param>
    /// <param name="to">Rows are older; null: no limit.</param>
    /// <param name="after">Rows stand behind this one; null: from the newest on.</param>
    public RowSpan(DateTimeOffset? from, DateTimeOffset? to, string? after)
    {
        After = after;
        _from = from;
        _end = from > DateTimeOffset.MinValue ? Tables.Reversed(from.Value.AddTicks(-1), "") : null;
        First = to is null ? null : to > DateTimeOffset.MinValue ? Tables.Reversed(to.Value.AddTicks(-1), "") : Tables.Reversed(DateTimeOffset.MinValue, "~");

        // No row behind the cursor is newer than its own.
        _to = TimeOf(after) is { } at && !(to <= at) ? at.AddTicks(1) : to;
        First = string.CompareOrdinal(after, First) > 0 ? after : First;
    }

    public string? After { get; }

    /// <summary>The least row that can belong to it; null: any.</summary>
    public string? First { get; }

    /// <summary>The row is older than the span, as are all after it.</summary>
    public bool IsBehind(string row) => _end is not null && string.CompareOrdinal(row, _end) >= 0;

    /// <summary>Whether a row of a time from <paramref name="first"/> on and before <paramref name="end"/> can belong to it.</summary>
    public bool Touches(DateTimeOffset first, DateTimeOffset end) => !(_from >= end) && !(_to <= first);

    /// <summary>The time that a row's name begins with; null where it is no such name.</summary>
    public static DateTimeOffset? TimeOf(string? row) =>
        row is { Length: > Digits } && row[Digits] == '_' && long.TryParse(row.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var reversed) && reversed <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(DateTime.MaxValue.Ticks - reversed, TimeSpan.Zero)
            : null;
}
