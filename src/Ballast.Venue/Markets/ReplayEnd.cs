namespace Ballast.Venue.Markets;

/// <summary>What a replay does when its file is over.</summary>
public enum ReplayEnd
{
    /// <summary>Begins again, shifted by a constant so that the first price continues the last one. When the shift would take the lowest price below a tenth of the file's lowest, it starts again at zero with a jump.</summary>
    Loop,

    /// <summary>Stops: book and mark keep their last time stamp, so that users see stale data.</summary>
    Stop,
}
