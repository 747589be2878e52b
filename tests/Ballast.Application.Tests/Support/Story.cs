using Ballast.Application.UseCases;

namespace Ballast.Application.Tests.Support;

/// <summary>How lives of the app end and begin again.</summary>
/// <param name="Down">How long it is down.</param>
/// <param name="PowerLoss">Set when the power fails, not only the process.</param>
/// <param name="NextLife">When the next life dies; null: it does not.</param>
internal sealed record Fate(TimeSpan Down, Random? PowerLoss = null, Func<Points?>? NextLife = null);

/// <summary>A long life in short: start, enter long, turn short, close. A crash on the way is followed by a restart, and the sender sends again what was not answered.</summary>
internal sealed class Story(World world, Fate? fate = null)
{
    private static readonly TimeSpan Scene = TimeSpan.FromSeconds(20);

    /// <summary>What the app died at last; null while it has not.</summary>
    public string? Died { get; private set; }

    public int Crashes { get; private set; }

    public List<AlertReply> Replies { get; } = [];

    public void Tell(Points points)
    {
        Survive(() => world.Begin(points), isStart: true);
        foreach (var side in new[] { "long", "short", "flat" })
        {
            var alert = world.Alert(side);
            Survive(() => Replies.Add(world.Send(alert)));
            Survive(() => world.Pump(Scene));
            world.IsProtected(Died ?? "no crash");
        }

        // Longer than a ticket lives, than its hold outlives it, and than a lock lasts.
        Survive(() => world.Pump(TimeSpan.FromSeconds(200)));
        Survive(() => world.Run(() => world.App.Flatten.RunAsync(null, false)));
        Survive(() => world.Pump(TimeSpan.FromSeconds(70)));
    }

    private void Survive(Action step, bool isStart = false)
    {
        while (true)
        {
            try
            {
                step();
                return;
            }
            catch (CrashException crash)
            {
                Rise(crash.Message);
                if (isStart)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Starts again, however often the start itself dies.</summary>
    private void Rise(string died)
    {
        while (true)
        {
            Died = died;
            Crashes++;
            try
            {
                world.Restart(fate!.Down, fate.PowerLoss, fate.NextLife?.Invoke());

                // Whatever was open when it died: the start alone, before any message or timer, has brought its stop back.
                world.IsProtected(Died);
                return;
            }
            catch (CrashException again)
            {
                died = $"{died}, then {again.Message}";
            }
        }
    }
}
