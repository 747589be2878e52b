using System.Globalization;

namespace Ballast.Journal.Log;

/// <summary>
/// A journal file holds something else than what was acknowledged, before the last batch. Nothing was changed:
/// restore the folder from a backup, or move it away to start empty.
/// </summary>
public sealed class JournalDamagedException : IOException
{
    public JournalDamagedException()
        : this("A journal file is damaged.")
    {
    }

    public JournalDamagedException(string message)
        : base(message)
    {
    }

    public JournalDamagedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal JournalDamagedException(string file, long offset, string what)
        : base(string.Create(CultureInfo.InvariantCulture, $"Journal file {file} is damaged at offset {offset}: {what}. It is not opened, so that nothing acknowledged is lost silently."))
    {
        File = file;
        Offset = offset;
    }

    /// <summary>The damaged file's name within the journal folder.</summary>
    public string File { get; } = "";

    /// <summary>Where the damage begins, in bytes from the start of the file.</summary>
    public long Offset { get; }
}
