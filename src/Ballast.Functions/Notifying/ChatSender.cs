using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Ballast.Core.Positions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Notifying;

/// <summary>
/// Posts notices to the chat from a line of their own: trading never waits for a chat. What a chat refuses for a while is tried again; at the end of the
/// process what is left gets a few seconds.
/// </summary>
public sealed partial class ChatSender(ChatOptions options, HttpMessageHandler handler, TimeProvider time, ILogger<ChatSender> log) : BackgroundService
{
    private const int MostWaiting = 500;
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SummaryEach = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan[] s_waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];

    private readonly HttpClient _http = new(handler) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly NoticePacer _pacer = new(time);
    private readonly Channel<(Notice Notice, DateTimeOffset At)> _waiting = Channel.CreateBounded<(Notice, DateTimeOffset)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>A handler without tracing: telemetry would keep the address, which is a secret.</summary>
    public static SocketsHttpHandler Handler() => new() { ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(10) };

    public ChatOptions Options => options;

    /// <summary>Takes a notice to be posted soon.</summary>
    public void Enqueue(Notice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (notice.Level >= options.Level)
        {
            _waiting.Writer.TryWrite((notice, time.GetUtcNow()));
        }
    }

    /// <summary>Posts at once and once; null when the chat took it, else why not.</summary>
    public async Task<string?> PostAsync(Notice notice, CancellationToken cancel) => (await TryAsync(notice, time.GetUtcNow(), cancel)).Why;

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await Task.WhenAny(running, Task.Delay(s_waits[1], time, cancellationToken));
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var each = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var ready = _waiting.Reader.WaitToReadAsync(each.Token).AsTask();
                if (await Task.WhenAny(ready, Task.Delay(SummaryEach, time, each.Token)) == ready && !await ready)
                {
                    return;
                }

                await each.CancelAsync();
                while (_waiting.Reader.TryRead(out var next))
                {
                    if (_pacer.Takes(next.Notice))
                    {
                        await DeliverAsync(next.Notice, next.At, stoppingToken);
                    }
                }

                if (_pacer.Summary() is { } summary)
                {
                    await DeliverAsync(summary, time.GetUtcNow(), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task DeliverAsync(Notice notice, DateTimeOffset at, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (why, again) = await TryAsync(notice, at, cancel);
            if (why is null)
            {
                return;
            }

            if (again is null || attempt == s_waits.Length)
            {
                NotDelivered(notice.Code, options.Format, why);
                return;
            }

            await Task.Delay(again > s_waits[attempt] ? again.Value : s_waits[attempt], time, cancel);
        }
    }

    /// <returns>Why it was not taken; and how long to wait at least before another try, null where that is of no use.</returns>
    private async Task<(string? Why, TimeSpan? Again)> TryAsync(Notice notice, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            using var body = new ByteArrayContent(ChatFormats.Body(options, notice, at));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
            using var reply = await _http.PostAsync(options.Address, body, cancel);
            return reply.IsSuccessStatusCode ? (null, null) : ($"HTTP {(int)reply.StatusCode}", AgainAfter(reply));
        }
        catch (HttpRequestException failed)
        {
            // The message may name host and port, never path or query.
            return (failed.Message, TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ("no answer within 10 s", TimeSpan.Zero);
        }
    }

    private TimeSpan? AgainAfter(HttpResponseMessage reply)
    {
        if (reply.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout) && reply.StatusCode < HttpStatusCode.InternalServerError)
        {
            return null;
        }

        var asked = reply.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked < AtMost ? asked : AtMost;
    }

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "The notice {Code} could not be posted to the chat ({Format}): {Why}")]
    private partial void NotDelivered(string code, ChatFormat format, string why);
}
