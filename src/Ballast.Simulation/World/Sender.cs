using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>A strategy on a charting service: it posts alerts, sends again after a 503, and now and then sends twice or late.</summary>
internal sealed class Sender(SimulatedWorld world)
{
    private const int Resends = 3;
    private static readonly TimeSpan AverageWait = TimeSpan.FromMinutes(150);
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(5);
    private readonly Dice _dice = new(world.Seed, "sender");
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private int _sent;

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public int Duplicates { get; private set; }

    public int Unanswered { get; private set; }

    public void Start()
    {
        foreach (var symbol in Market.Symbols)
        {
            world.Thread.Begin(() => TradeAsync(symbol));
        }
    }

    private async Task TradeAsync(Symbol symbol)
    {
        var position = "flat";
        while (true)
        {
            await world.Time.WaitAsync(_dice.Wait(AverageWait) + TimeSpan.FromSeconds(1));
            if (!world.IsOpen)
            {
                return;
            }

            position = position == "flat" || _dice.Happens(0.4) ? (position == "long" ? "short" : position == "short" ? "long" : _dice.Happens(0.5) ? "long" : "short") : "flat";
            await SendAsync(symbol, position);
        }
    }

    private async Task SendAsync(Symbol symbol, string position)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"a{++_sent}");
        var body = Encoding.UTF8.GetBytes(Alert(id, symbol, position).ToJsonString());
        if (world.Faults.Hits(FaultKind.LateAlert))
        {
            await world.Time.WaitAsync(_dice.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(90)));
        }

        if (world.Faults.Hits(FaultKind.DuplicateAlert))
        {
            var wait = _dice.Happens(0.5) ? TimeSpan.Zero : _dice.Between(TimeSpan.Zero, TimeSpan.FromSeconds(20));
            world.Thread.Begin(async () =>
            {
                await world.Time.WaitAsync(wait);
                await DeliverAsync(id, body);
            });
        }

        await DeliverAsync(id, body);
    }

    private async Task DeliverAsync(string id, byte[] body)
    {
        for (var attempt = 0; attempt <= Resends; attempt++)
        {
            if (await PostAsync(body) is not { } reply)
            {
                Unanswered++;
                return;
            }

            Note(id, reply);
            if (reply is not AlertReply.Unavailable)
            {
                return;
            }

            await world.Time.WaitAsync(ResendAfter);
        }
    }

    /// <summary>The answer, or null when nobody gave one.</summary>
    private async Task<AlertReply?> PostAsync(byte[] body)
    {
        var ready = world.Lives.Processes.Where(p => p is { HasEnded: false, IsReady: true }).ToList();
        if (ready.Count == 0)
        {
            return world.Lives.Processes.Any(p => !p.HasEnded) ? new AlertReply.Unavailable("starting") : null;
        }

        var process = _dice.Pick(ready);
        var answer = new TaskCompletionSource<AlertReply?>();
        process.Thread.Begin(async () =>
        {
            var reply = await process.Graph.Accept.RunAsync(body, CancellationToken.None);
            if (!process.DiesHere())
            {
                answer.TrySetResult(reply);
            }
        });
        _ = GiveUpAsync(answer);
        return await answer.Task;
    }

    private async Task GiveUpAsync(TaskCompletionSource<AlertReply?> answer)
    {
        await world.Time.WaitAsync(TimeSpan.FromSeconds(30));
        answer.TrySetResult(null);
    }

    private void Note(string id, AlertReply reply)
    {
        world.Observers.Answered(id, reply);
        switch (reply)
        {
            case AlertReply.Decided { Decision: var decision } when _decided.Add(decision.DecisionId):
                Accepted += decision.IsAccepted ? 1 : 0;
                Refused += decision.IsAccepted ? 0 : 1;
                break;
            case AlertReply.Duplicate:
                Duplicates++;
                break;
            case AlertReply.Impossible:
                Refused++;
                break;
            case AlertReply.Malformed or AlertReply.Unauthorised:
                throw new InvalidOperationException($"The app does not understand the simulated sender: {reply}");
            default:
                break;
        }
    }

    private JsonObject Alert(string id, Symbol symbol, string position)
    {
        var alert = new JsonObject
        {
            ["secret"] = SimulatedWorld.Secret,
            ["id"] = id,
            ["strategy"] = "trend",
            ["symbol"] = $"BINANCE:{symbol}.P",
            ["market_position"] = position,
            ["confidence"] = Math.Round(_dice.Between(0.55, 0.99), 2),
            ["strength"] = 1 + _dice.Below(5),
            ["sentAt"] = world.Loop.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
        if (_dice.Happens(0.3))
        {
            alert["mode"] = "SCALP";
        }

        return alert;
    }
}
