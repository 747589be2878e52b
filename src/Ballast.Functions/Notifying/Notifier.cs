using Ballast.Application.Ports;
using Ballast.Core.Positions;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Notifying;

/// <summary>Notices to the log, and to the chat where one is configured, the same not again and again. Neither can fail or wait.</summary>
public sealed partial class Notifier(ILogger<Notifier> log, TimeProvider time, ChatSender? chat = null) : INotifier
{
    private readonly NoticeThrottle _throttle = new(time);

    public ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default)
    {
        if (_throttle.Takes(notice, out var told, out var count))
        {
            foreach (var left in count)
            {
                Write(log, left);
            }

            Write(log, told);

            // Without the count: the chat's pacer knows it for the same, and keeps a count of its own.
            chat?.Enqueue(notice);
        }

        return ValueTask.CompletedTask;
    }

    private static void Write(ILogger log, Notice notice)
    {
        switch (notice.Level)
        {
            case NoticeLevel.Info:
                Info(log, notice.Code, notice.Text);
                break;
            case NoticeLevel.Warning:
                Warning(log, notice.Code, notice.Text);
                break;
            case NoticeLevel.Critical:
                Critical(log, notice.Code, notice.Text);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "{Code}: {Text}")]
    private static partial void Info(ILogger log, string code, string text);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "{Code}: {Text}")]
    private static partial void Warning(ILogger log, string code, string text);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Critical, Message = "{Code}: {Text}")]
    private static partial void Critical(ILogger log, string code, string text);
}
