namespace Ballast.Venue.Faults;

/// <summary>What goes wrong with one call.</summary>
public abstract record VenueFault
{
    private VenueFault()
    {
    }

    /// <summary>The call takes effect but its answer is lost.</summary>
    public sealed record UnknownWithEffect : VenueFault;

    /// <summary>The call never arrives; the caller cannot tell.</summary>
    public sealed record UnknownWithoutEffect : VenueFault;

    /// <summary>The venue says no with a code and does nothing.</summary>
    public sealed record Refused(int Code, string Message) : VenueFault;

    /// <summary>The call arrives this much later, by the venue's clock.</summary>
    public sealed record Late(TimeSpan By) : VenueFault;

    /// <summary>The call finds only this share of each level of the book, 0 to 1, rounded down to the step.</summary>
    public sealed record ThinBook(decimal Share) : VenueFault;
}
