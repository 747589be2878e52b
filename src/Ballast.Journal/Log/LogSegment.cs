namespace Ballast.Journal.Log;

/// <summary>A segment file as read at open.</summary>
internal sealed record LogSegment(string Name, long Number, byte[] Bytes, SegmentHeader? Header)
{
    public bool IsZero => IsZeroFrom(0);

    public bool IsZeroFrom(int offset) => !Bytes.AsSpan(offset).ContainsAnyExcept((byte)0);

    /// <summary>
    /// True when the batch at <paramref name="offset"/>, whose first entry would be <paramref name="expected"/>, has a later one behind it:
    /// either a whole batch anywhere, or the beginning of one that names this batch's checksum.
    /// </summary>
    public bool HasBatchAfter(int offset, long expected)
    {
        if (Bytes.Length - offset >= Frame.HeaderBytes)
        {
            var damaged = Frame.Peek(Bytes.AsSpan(offset));
            var behind = (long)offset + damaged.Size;
            if (damaged.First == expected && damaged.Length > 0 && damaged.Length < Bytes.Length && behind + Frame.HeaderBytes <= Bytes.Length)
            {
                var follower = Frame.Peek(Bytes.AsSpan((int)behind));
                if (follower.First == damaged.Next && follower.Previous == damaged.Checksum && follower.Length > 0)
                {
                    return true;
                }
            }
        }

        for (var at = offset & ~7; at + Frame.HeaderBytes <= Bytes.Length; at += 8)
        {
            if (Frame.TryRead(Bytes.AsSpan(at), out var frame) && frame.First > expected)
            {
                return true;
            }
        }

        return false;
    }
}
