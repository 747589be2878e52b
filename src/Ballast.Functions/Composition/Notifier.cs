using System.Net.Http.Json;
using Ballast.Application.Ports;
using Ballast.Core.Positions;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Composition;

/// <summary>Notices to the log, and to a webhook when one is configured. A webhook that fails is logged and never stops trading.</summary>
public sealed partial class Notifier(ILogger<Notifier> log, HttpClient http, Uri? webhook, TimeProvider time) : INotifier
{
    // At most this many notices a minute go to the webhook; the log has all of them.
    private const int MaxPerMinute = 20;
    private readonly Lock _gate = new();
    private long _minute;
    private int _sent;

    public async ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default)
    {
        Write(log, notice);
        if (webhook is null || notice.Level == NoticeLevel.Info || !MaySend())
        {
            return;
        }

        try
        {
            var text = $"[{notice.Level}] {notice.Code}: {notice.Text}";
            using var reply = await http.PostAsJsonAsync(webhook, new Dictionary<string, string> { ["text"] = text, ["content"] = text }, cancel);
            if (!reply.IsSuccessStatusCode)
            {
                NotDelivered(notice.Code, $"HTTP {(int)reply.StatusCode}");
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            NotDelivered(notice.Code, failed.Message);
        }
    }

    private bool MaySend()
    {
        lock (_gate)
        {
            var minute = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
            (_minute, _sent) = minute == _minute ? (_minute, _sent + 1) : (minute, 1);
            return _sent <= MaxPerMinute;
        }
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

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "The notice {Code} could not be delivered to the webhook: {Why}")]
    private partial void NotDelivered(string code, string why);
}
