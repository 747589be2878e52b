#if !CLOUD
using Ballast.Application.Ports;
using Ballast.Core.Positions;
using Ballast.Journal;
using Microsoft.Extensions.Hosting;

namespace Ballast.Functions.Composition;

/// <summary>The journal's notices on their way to all others. It is opened before there is a log: what it says until then waits.</summary>
internal sealed class JournalNotices
{
    private readonly Lock _gate = new();
    private readonly List<Notice> _waiting = [];
    private INotifier? _notifier;

    /// <summary>Called on any thread.</summary>
    public void Take(JournalNotice said)
    {
        var notice = new Notice(LevelOf(said.Code), said.Code, said.Message);
        lock (_gate)
        {
            if (_notifier is null)
            {
                _waiting.Add(notice);
                return;
            }
        }

        Tell(_notifier, notice);
    }

    public void TellTo(INotifier notifier)
    {
        lock (_gate)
        {
            _notifier = notifier;
        }

        _waiting.ForEach(n => Tell(notifier, n));
        _waiting.Clear();
    }

    /// <summary>A refused write stops everything that is to be remembered; a torn tail was promised to nobody.</summary>
    private static NoticeLevel LevelOf(string code) => code switch
    {
        "WRITE_REFUSED" => NoticeLevel.Critical,
        "TORN_TAIL" => NoticeLevel.Info,
        _ => NoticeLevel.Warning,
    };

    private static void Tell(INotifier notifier, Notice notice) => _ = notifier.NotifyAsync(notice).AsTask();
}

/// <summary>Hands what has waited to the log as soon as there is one.</summary>
internal sealed class JournalNoticeStart(JournalNotices notices, INotifier notifier) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        notices.TellTo(notifier);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
#endif
