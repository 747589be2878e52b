namespace Ballast.Journal;

/// <summary>Something the operator should know although the journal goes on: a torn tail cut off, a full disk, a snapshot put off.</summary>
/// <param name="Code">Stable: TORN_TAIL, WRITE_REFUSED, LOCK_NOT_RECORDED, SNAPSHOT_FAILED, SEGMENT_NOT_PREPARED.</param>
/// <param name="Message">For people; names files, offsets and causes, never contents.</param>
public sealed record JournalNotice(string Code, string Message);
