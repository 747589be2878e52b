using System.Buffers.Binary;
using Ballast.Journal.Log;

namespace Ballast.Journal.Queue;

/// <summary>What all queues of a journal share: the log, the agenda, and lock tokens that are derived, not random.</summary>
internal sealed class Locks(Agenda agenda)
{
    private long opening;
    private long taken;

    /// <summary>Set once the log is read back.</summary>
    public JournalLog Log { get; private set; } = null!;

    public Agenda Agenda => agenda;

    /// <param name="log">The opened log.</param>
    /// <param name="next">The log's next entry at open: tokens of an earlier opening never match.</param>
    public void Start(JournalLog log, long next) => (Log, opening) = (log, next);

    public Guid NextToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, opening);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], ++taken);
        return new Guid(bytes, bigEndian: true);
    }
}
