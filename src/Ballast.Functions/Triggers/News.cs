using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

public sealed class News(TakeNews take, AccountSettings settings)
{
    private const string Severities = "a whole number from 1 to 5";

    [Function("News")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "news")] HttpRequest request, CancellationToken cancel) => Told.RunAsync(request, ["source", "symbol", "severity", "text", "at", "expiry"], async body =>
    {
        var source = Told.Source(body);
        var severity = body.Required("severity", body.Number("severity", 1, 5, isWhole: true), Severities);
        var text = body.Required("text", body.Text("text", Told.MaxText), $"a text of 1 to {Told.MaxText} characters");
        var (symbol, at, expiry) = (body.Symbol("symbol", settings.Trades), body.Time("at"), body.Time("expiry"));
        if (body.Problem is { } problem)
        {
            return problem;
        }

        var taken = await take.RunAsync(new ToldNews(source!, symbol, (int)severity!, text!, at, expiry), cancel);
        return Told.Refused(taken.Refusal, at, expiry) ?? Answer.Json(Show.News(taken, symbol), ApiJson.Web.NewsAnswer);
    }, cancel);
}

public sealed class Sentiment(TakeSentiment take, AccountSettings settings)
{
    [Function("Sentiment")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "sentiment")] HttpRequest request, CancellationToken cancel) => Told.RunAsync(request, ["source", "symbol", "score", "text", "at", "expiry"], async body =>
    {
        var source = Told.Source(body);
        var score = body.Required("score", body.Number("score", -1, 1), "a number from -1 to 1");
        var (symbol, text, at, expiry) = (body.Symbol("symbol", settings.Trades), body.Text("text", Told.MaxText), body.Time("at"), body.Time("expiry"));
        if (body.Problem is { } problem)
        {
            return problem;
        }

        var taken = await take.RunAsync(new ToldSentiment(source!, symbol, score!.Value, text ?? "", at, expiry), cancel);
        return Told.Refused(taken.Refusal, at, expiry) ?? Answer.Json(Show.Sentiment(taken, symbol), ApiJson.Web.SentimentAnswer);
    }, cancel);
}

/// <summary>What news and sentiment share: the body, its limits, and that a store that does not answer is a 503.</summary>
internal static class Told
{
    public const int MaxText = 2000;

    private const int MaxSource = 40;
    private const string SourceForm = " of letters, digits, spaces, - _ .";

    public static async Task<IActionResult> RunAsync(HttpRequest request, string[] fields, Func<JsonBody, Task<IActionResult>> work, CancellationToken cancel)
    {
        if (await Bodies.ReadAsync(request, cancel) is not { } bytes)
        {
            return Answer.Problem(413, "TOO_LARGE", $"The body is larger than {Bodies.Max} bytes.", allowed: $"at most {Bodies.Max} bytes");
        }

        var body = new JsonBody(bytes, fields);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        try
        {
            return await work(body);
        }
        catch (StoreUnavailableException unavailable)
        {
            return Answer.Problem(503, "UNAVAILABLE", unavailable.Message);
        }
    }

    public static string? Source(JsonBody body) =>
        body.Required("source", body.Text("source", MaxSource, c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.', SourceForm), $"a text of 1 to {MaxSource} characters{SourceForm}");

    /// <summary>What the rules refuse is about a time: the rest of the body has been looked at.</summary>
    public static IActionResult? Refused(Core.Traces.Reason? refusal, DateTimeOffset? at, DateTimeOffset? expiry)
    {
        if (refusal is null)
        {
            return null;
        }

        var (field, value) = refusal.Code.EndsWith("AHEAD", StringComparison.Ordinal) || expiry is null ? ("at", at) : ("expiry", expiry);
        return Answer.Problem(422, refusal.Code, refusal.Text, field, value?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture), "a time that is neither ahead nor so long ago that it has expired");
    }
}
