namespace Ballast.Application.Tests;

/// <summary>Others write in between: every n-th conditional write conflicts, and the end is the same.</summary>
public sealed class ConflictTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(17)]
    public void Conflicts_change_nothing_about_the_end(int every)
    {
        using var world = World.Create(conflictEvery: every);
        var story = new Story(world);

        story.Tell(new Points());

        var why = $"every {every}th write conflicts";
        world.IsSettled(why);
        world.EnteredOnce(why);
        Assert.True(world.App.Store.Conflicts > 2);
        Assert.Equal(["SIGNAL", "REVERSAL"], world.Trades().Select(t => t.ExitReason));
    }
}
