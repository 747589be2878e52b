using System.Globalization;
using Ballast.Application.Ports;
using Ballast.Application.Recording;
using Ballast.Core.Positions;

namespace Ballast.Functions.Composition;

/// <summary>Files of recorded sessions, one for each UTC day and each start of the process. What cannot be written is told once and not tried again until the next start.</summary>
internal sealed class SessionFile(string folder, INotifier notifier, TimeProvider time) : ISessionSink, IDisposable
{
    private StreamWriter? _file;
    private DateOnly _day;
    private bool _isLost;

    public bool Begins()
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_isLost || (_file is not null && _day == today))
        {
            return false;
        }

        return Tried(() =>
        {
            _file?.Dispose();
            Directory.CreateDirectory(folder);
            _day = today;
            _file = new StreamWriter(new FileStream(NameAt(now), FileMode.CreateNew, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };
        });
    }

    public void Write(string line)
    {
        if (!_isLost)
        {
            // Whole lines reach the system one by one: a killed process leaves at most one torn line, and the replay says so.
            Tried(() =>
            {
                _file!.WriteLine(line);
                _file.Flush();
            });
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>A second file of the same second has a number.</summary>
    private string NameAt(DateTimeOffset now)
    {
        var stem = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"session-{now:yyyyMMdd'T'HHmmss'Z'}"));
        return Enumerable.Range(1, int.MaxValue - 1).Select(n => n == 1 ? $"{stem}.jsonl" : $"{stem}-{n}.jsonl").First(name => !File.Exists(name));
    }

    private bool Tried(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _isLost = true;
            _ = notifier.NotifyAsync(new Notice(NoticeLevel.Warning, "RECORDING_ENDED", $"The session is not recorded any more: {failed.Message} Trading goes on.")).AsTask();
            return false;
        }
    }
}
