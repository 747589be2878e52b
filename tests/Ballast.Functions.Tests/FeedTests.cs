using System.Net;
using Ballast.Application.Ports;
using Ballast.Functions.Composition;

namespace Ballast.Functions.Tests;

/// <summary>Feeds as they are fetched: whatever the other side does is an answer, never an exception.</summary>
public sealed class FeedTests
{
    private static readonly Uri Address = new("https://wire.example/feed?key=secret");

    [Fact]
    public async Task A_feed_is_fetched_and_known_by_its_host()
    {
        var feed = Feed(_ => Text("<rss><channel><item><title>Exchange hacked</title></item></channel></rss>"));

        Assert.Equal("wire.example", feed.Name);
        Assert.Equal("Exchange hacked", Assert.Single(Assert.IsType<FeedReply.Read>(await feed.ReadAsync()).Items).Text);
    }

    [Fact]
    public async Task What_fails_is_an_answer_without_the_address()
    {
        Assert.Equal("HTTP 500.", await WhyAsync(_ => new HttpResponseMessage(HttpStatusCode.InternalServerError)));
        Assert.Equal("No route (test).", await WhyAsync(_ => throw new HttpRequestException("No route (test).")));
        Assert.Equal("Late (test).", await WhyAsync(_ => throw new TaskCanceledException("Late (test).")));
        Assert.Equal("The answer is larger than 2097152 bytes.", await WhyAsync(_ => Text(new string(' ', 2_097_153))));
        Assert.DoesNotContain("secret", await WhyAsync(_ => Text("no feed")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_answer()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "news.jsonl");
        Assert.IsType<FeedReply.Unreadable>(await new FileFeed(path).ReadAsync());

        await File.WriteAllTextAsync(path, """{"text":"Exchange hacked"}""");
        Assert.Single(Assert.IsType<FeedReply.Read>(await new FileFeed(path).ReadAsync()).Items);
    }

    private static async Task<string> WhyAsync(Func<HttpRequestMessage, HttpResponseMessage> answer) => Assert.IsType<FeedReply.Unreadable>(await Feed(answer).ReadAsync()).Why;

    private static WebFeed Feed(Func<HttpRequestMessage, HttpResponseMessage> answer) => new(new HttpClient(new Server(answer)), Address);

    private static HttpResponseMessage Text(string text) => new() { Content = new StringContent(text) };

    private sealed class Server(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
