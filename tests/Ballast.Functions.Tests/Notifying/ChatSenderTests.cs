using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Ballast.Core.Positions;
using Ballast.Functions.Notifying;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Tests.Notifying;

/// <summary>A notice reaches the chat, whatever the chat does, and the address reaches no log.</summary>
public sealed class ChatSenderTests : IDisposable
{
    private const string Path = "secret-path-81f2";
    private readonly Chat _chat = new();
    private readonly Lines _log = new();

    public void Dispose()
    {
        _chat.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task What_is_worse_than_the_level_is_posted_in_order()
    {
        await using var running = await RunAsync();
        running.Sender.Enqueue(new Notice(NoticeLevel.Info, "TRADE_CLOSED", "no"));
        running.Sender.Enqueue(new Notice(NoticeLevel.Warning, "STOP_PUT_BACK", "one"));
        running.Sender.Enqueue(new Notice(NoticeLevel.Critical, "NAKED", "two"));
        await Eventually.TrueAsync(() => Task.FromResult(_chat.Bodies.Count == 2), "both notices");

        Assert.Equal(["STOP_PUT_BACK", "NAKED"], _chat.Bodies.Select(b => (string)JsonNode.Parse(b)!["code"]!));
    }

    [Fact]
    public async Task A_chat_that_is_overloaded_is_tried_again()
    {
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway, HttpStatusCode.OK })
        {
            _chat.Answers.Enqueue(status);
        }

        await using var running = await RunAsync();
        running.Sender.Enqueue(new Notice(NoticeLevel.Critical, "NAKED", "x"));
        await Eventually.TrueAsync(() => Task.FromResult(_chat.Bodies.Count == 3), "three tries");

        Assert.Single(_chat.Bodies.Distinct());
        Assert.DoesNotContain("NAKED", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_chat_refuses_for_good_is_logged_without_the_address()
    {
        _chat.Answers.Enqueue(HttpStatusCode.Forbidden);
        await using var running = await RunAsync();
        running.Sender.Enqueue(new Notice(NoticeLevel.Critical, "NAKED", "x"));
        running.Sender.Enqueue(new Notice(NoticeLevel.Critical, "NAKED", "y"));
        await Eventually.TrueAsync(() => Task.FromResult(_chat.Bodies.Count == 2), "the second notice");

        Assert.Contains("The notice NAKED could not be posted to the chat (Json): HTTP 403", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Path, _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_at_the_end_is_still_posted()
    {
        var running = await RunAsync();
        for (var i = 0; i < 5; i++)
        {
            running.Sender.Enqueue(new Notice(NoticeLevel.Warning, "STRAY_ORDER", $"{i}"));
        }

        await running.DisposeAsync();

        Assert.Equal(5, _chat.Bodies.Count);
    }

    [Fact]
    public async Task The_app_posts_and_a_wrong_setting_is_told_without_its_value()
    {
        using var listener = new Listener();
        var settings = new Dictionary<string, string>(SharedApp.Settings) { ["Notify__WebhookUrl"] = $"{listener.Root}{Path}", ["Notify__Level"] = "info" };
        await using (var app = await AppProcess.StartAsync(settings))
        {
            var answer = await app.PostAsync("notify");
            await app.OpenAsync("BTCUSDT");
            await app.OpenedAsync("BTCUSDT");
            await app.FlattenAsync("BTCUSDT");
            await Eventually.TrueAsync(() => Task.FromResult(listener.Bodies.Any(b => b.Contains("TRADE_CLOSED", StringComparison.Ordinal))), "the trade's notice", () => app.Log);

            Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
            Assert.Contains(listener.Bodies, b => b.Contains("\"TEST\"", StringComparison.Ordinal));
            Assert.DoesNotContain(Path, app.Log, StringComparison.Ordinal);
        }

        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Notify__WebhookUrl"] = $"ftp://{Path}", ["Notify__Format"] = "pigeon" });

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Setting Notify__WebhookUrl is '(not shown)'; allowed: an https address (http on this machine only).", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Path, log, StringComparison.Ordinal);

        var (_, other) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Notify__WebhookUrl"] = "https://api.telegram.org/bot1:x/sendMessage", ["Notify__Level"] = "loud" });

        Assert.Contains("Setting Notify__TelegramChat is ''; allowed: with Telegram, the chat's id or @name.", other, StringComparison.Ordinal);
        Assert.Contains("Setting Notify__Level is 'loud'; allowed: info, warning, critical.", other, StringComparison.Ordinal);
    }

    private async Task<Running> RunAsync()
    {
        var sender = new ChatSender(new ChatOptions(new Uri($"https://chat.test/{Path}"), ChatFormat.Json, null, NoticeLevel.Warning, "main"), _chat, new Hurried(), new LoggerFactory([_log]).CreateLogger<ChatSender>());
        await sender.StartAsync(CancellationToken.None);
        return new Running(sender);
    }

    private sealed record Running(ChatSender Sender) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Sender.StopAsync(CancellationToken.None);
            Sender.Dispose();
        }
    }

    /// <summary>Waits of seconds pass in milliseconds.</summary>
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime / 50, period);
    }

    private sealed class Chat : HttpMessageHandler
    {
        public ConcurrentQueue<HttpStatusCode> Answers { get; } = new();

        public ConcurrentQueue<string> Bodies { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Answers.TryDequeue(out var status) ? status : HttpStatusCode.OK);
        }
    }

    private sealed class Listener : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Listener()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            Root = $"http://localhost:{((IPEndPoint)socket.LocalEndpoint).Port}/";
            socket.Stop();
            _listener.Prefixes.Add(Root);
            _listener.Start();
            _ = Task.Run(ServeAsync);
        }

        public string Root { get; }

        public ConcurrentQueue<string> Bodies { get; } = new();

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream);
                    Bodies.Enqueue(await reader.ReadToEndAsync());
                    context.Response.Close();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Enqueue(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
