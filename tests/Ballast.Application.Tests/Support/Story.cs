using Ballast.Application.UseCases;

namespace Ballast.Application.Tests.Support;

/// <summary>A long life in short: start, enter long, turn short, close. A crash on the way is followed by a restart, and the sender sends again what was not answered.</summary>
internal sealed class Story(World world, TimeSpan down, Random? powerLoss)
{
    private static readonly TimeSpan Scene = TimeSpan.FromSeconds(20);

    /// <summary>What the app died at; null while it has not.</summary>
    public string? Died { get; private set; }

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
        try
        {
            step();
        }
        catch (CrashException crash)
        {
            Died = crash.Message;
            world.Restart(down, powerLoss);

            // Whatever was open when it died: the start alone, before any message or timer, has brought its stop back.
            world.IsProtected(Died);
            if (!isStart)
            {
                step();
            }
        }
    }
}
