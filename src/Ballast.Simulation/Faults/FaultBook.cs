using Ballast.Simulation.Chance;

namespace Ballast.Simulation.Faults;

/// <summary>Draws faults from a seed and counts them. Each kind has a stream of its own, so that leaving one out leaves the draws of the others as they are.</summary>
internal sealed class FaultBook
{
    private readonly Dice[] _dice;
    private readonly bool[] _allowed;
    private readonly int[] _counts;

    public FaultBook(ulong seed, IReadOnlySet<FaultKind> allowed)
    {
        _dice = [.. FaultKinds.All.Select(k => new Dice(seed, "fault-" + FaultKinds.NameOf(k)))];
        _allowed = [.. FaultKinds.All.Select(allowed.Contains)];
        _counts = new int[FaultKinds.All.Count];
    }

    /// <summary>False after the time of faults is over.</summary>
    public bool IsOpen { get; set; } = true;

    public Dice DiceOf(FaultKind kind) => _dice[(int)kind];

    public bool Allows(FaultKind kind) => IsOpen && _allowed[(int)kind];

    /// <summary>True when the fault hits this opportunity; it is counted.</summary>
    public bool Hits(FaultKind kind)
    {
        if (!Allows(kind) || !_dice[(int)kind].Happens(FaultChances.PerCall(kind)))
        {
            return false;
        }

        Count(kind);
        return true;
    }

    public void Count(FaultKind kind) => _counts[(int)kind]++;

    /// <summary>How often each allowed kind has hit, in the order of their names.</summary>
    public IReadOnlyDictionary<string, int> Counts()
    {
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in FaultKinds.All.Where(k => _allowed[(int)k]))
        {
            found[FaultKinds.NameOf(kind)] = _counts[(int)kind];
        }

        return found;
    }
}
