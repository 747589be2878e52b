using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>No handler fails in a way that it does not say: an exception that a trigger would not expect ends a run as a violation. And the run reaches its end.</summary>
internal sealed class NothingUnforeseen() : Invariant("nothing-unforeseen")
{
    private bool _hasEnded;

    public int Trades { get; private set; }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        _hasEnded = true;
        Trades = end.Trades.Count;
        return Task.CompletedTask;
    }

    public void Close()
    {
        Require(_hasEnded, $"The run did not come to rest.");
        foreach (var failure in World.Failures)
        {
            Require(false, $"{failure}");
        }

        Require(true, $"");
    }
}
