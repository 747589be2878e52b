namespace Ballast.Journal.Log;

/// <summary>A batch was not written. Fatal: nobody knows what the disk holds. Otherwise it is certain that nothing of it is there, and the log can go on.</summary>
internal sealed class LogWriteException(string message, Exception inner, bool isFatal) : Exception(message, inner)
{
    public bool IsFatal => isFatal;
}
