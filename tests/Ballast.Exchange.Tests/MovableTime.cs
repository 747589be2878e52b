namespace Ballast.Exchange.Tests;

/// <summary>The clock of a venue: it goes on as the system's does, and further where a test moves it.</summary>
public sealed class MovableTime : TimeProvider
{
    private TimeSpan _ahead = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero) - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Move(TimeSpan by) => _ahead += by;
}
