using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests.Crashes;

/// <summary>An alert that was answered, and how.</summary>
public sealed record Answered(string AlertId, string Status, string DecisionId, bool IsEntry, string Symbol);

/// <summary>Strategies that go on sending alerts whether or not the app is there; an alert without an answer is sometimes sent again.</summary>
internal sealed class CrashClients(int seed, int clients) : IDisposable
{
    public static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "DOGEUSDT", "XRPUSDT"];

    // Between two alerts of one client: more only fills the journal with refusals.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource _end = new();
    private volatile AppProcess? _app;
    private Task _running = Task.CompletedTask;

    public ConcurrentQueue<Answered> Answers { get; } = [];

    /// <summary>Answers that no client should ever see.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    public int Unanswered { get; private set; }

    public int Unavailable { get; private set; }

    /// <summary>Sent again until it was too old to be taken, as on a machine too busy to start between two kills.</summary>
    public int Stale { get; private set; }

    public void Point(AppProcess app) => _app = app;

    public void Start() => _running = Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(() => RunAsync(n))));

    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _running;
    }

    public void Dispose() => _end.Dispose();

    private async Task RunAsync(int number)
    {
        var random = new Random(seed + number);
        while (!_end.IsCancellationRequested)
        {
            var alert = Next(random);
            var sendsAgain = random.Next(2) == 0;
            while (!await TrySendAsync(alert) && sendsAgain && !_end.IsCancellationRequested)
            {
                await Task.Delay(Pause);
            }

            await Task.Delay(Pause);
        }
    }

    private static JsonObject Next(Random random)
    {
        var symbol = Symbols[random.Next(Symbols.Length)];
        return random.Next(10) switch
        {
            0 or 1 or 2 => Alert.To(symbol, "long"),
            3 or 4 or 5 => Alert.To(symbol, "short"),
            6 => Alert.To(symbol, "flat"),
            7 => Alert.Of(symbol, "close"),
            8 => Alert.Of(symbol, "buy"),
            _ => Alert.Of(symbol, "sell"),
        };
    }

    /// <summary>False when there was no answer, or one that says to send again.</summary>
    private async Task<bool> TrySendAsync(JsonObject alert)
    {
        if (_app is not { HasExited: false } app)
        {
            return false;
        }

        Answer answer;
        try
        {
            answer = await app.AlertAsync(alert);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            Unanswered++;
            return false;
        }

        switch (answer.Status)
        {
            case HttpStatusCode.Accepted or HttpStatusCode.OK:
                Answers.Enqueue(new Answered((string)alert["id"]!, (string)answer["status"]!, (string)answer["decisionId"]!, answer.Json["order"] is not null, (string)alert["symbol"]!));
                return true;
            case HttpStatusCode.ServiceUnavailable:
                Unavailable++;
                return false;
            case HttpStatusCode.UnprocessableEntity when (string?)answer["code"] == "STALE_ALERT":
                Stale++;
                return true;
            default:
                Wrong.Enqueue($"{alert["id"]}: {answer}");
                return true;
        }
    }
}
