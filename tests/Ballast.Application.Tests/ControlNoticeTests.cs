using Ballast.Core.Positions;

namespace Ballast.Application.Tests;

/// <summary>What a person asks for stands in the log.</summary>
public sealed class ControlNoticeTests
{
    [Fact]
    public void Halt_resume_and_flatten_are_told_with_their_symbol()
    {
        using var world = World.Start();
        var before = world.App.Notices.Count;

        world.Run(() => world.App.Controls.HaltAsync(World.Btc, "halted by a person"));
        world.Run(() => world.App.Controls.ResumeAsync(World.Btc, restart: false));
        world.Run(() => world.App.Controls.ResumeAsync(null, restart: true));
        world.Run(() => world.App.Flatten.RunAsync(null, all: false));
        world.Run(() => world.App.Flatten.RunAsync(World.Btc, all: true));

        Notice[] expected =
        [
            new(NoticeLevel.Info, "HALT_ASKED", "Asked for through the API, BTCUSDT: no new entries: halted by a person."),
            new(NoticeLevel.Info, "RESUME_ASKED", "Asked for through the API, BTCUSDT: entries again."),
            new(NoticeLevel.Info, "RESUME_ASKED", "Asked for through the API, all symbols: entries again, also after a forced stop."),
            new(NoticeLevel.Info, "FLATTEN_ASKED", "Asked for through the API, all symbols: everything of ours is closed."),
            new(NoticeLevel.Info, "FLATTEN_ASKED", "Asked for through the API, BTCUSDT: everything is closed, also what is not ours."),
        ];
        Assert.Equal(expected, world.App.Notices.Skip(before).Where(n => n.Code.EndsWith("_ASKED", StringComparison.Ordinal)));
    }
}
