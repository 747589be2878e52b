namespace Ballast.Core.Positions;

/// <summary>What to do with an entry that the venue answered with a code. An entry is sent once; only a request proved unread may go again, under its own id.</summary>
public enum EntryReaction
{
    /// <summary>Proved not taken: the hold goes back, nothing is sent again.</summary>
    Drop,

    /// <summary>Perhaps taken: asked for until known; absent after its proof, it is dropped.</summary>
    LookUp,

    /// <summary>The clock is read anew and the same request sent once more under the same id, within its send window; a second no drops it.</summary>
    OnceMore,
}

/// <summary>What to do with a stop that the venue refused.</summary>
public enum StopReaction
{
    /// <summary>Perhaps it stands: read back.</summary>
    LookUp,

    /// <summary>The clock is read anew and the same request sent once more under the same id; a second no counts as <see cref="SendAgain"/>.</summary>
    OnceMore,

    /// <summary>A new order at once, at most <see cref="PositionOptions.MaxStops"/> backstops; then the position is closed.</summary>
    SendAgain,

    /// <summary>A new order a second later, as often as the naked deadline allows; then the position is closed.</summary>
    SendSoon,

    /// <summary>The same order would be refused again: none is sent, and the deadline closes the position.</summary>
    WaitForDeadline,

    /// <summary>Closed at once by a reduce-only market order.</summary>
    CloseNow,

    /// <summary>Perhaps nothing is open any more: fills and position are read, then as <see cref="SendSoon"/>.</summary>
    ReadPosition,

    /// <summary>Open conditional orders are read: ours and right, it is the backstop; any other is cancelled and ours sent.</summary>
    AdoptOrReplace,
}

/// <summary>What to do with a close (reduce-only, market) that the venue refused. It is repeated until flat, whatever happens.</summary>
public enum CloseReaction
{
    /// <summary>Perhaps taken: read back, and sent again once it is proved absent.</summary>
    LookUp,

    OnceMore,

    /// <summary>A new order a second later.</summary>
    SendSoon,

    /// <summary>A new order a second later, of half the quantity; the rest follows.</summary>
    SendSmaller,

    /// <summary>Fills and position are read (flat is success), then as <see cref="SendSoon"/>.</summary>
    ReadPosition,
}

/// <summary>What to do with a cancel that the venue refused. It may have filled, so it is never taken for done.</summary>
public enum CancelReaction
{
    /// <summary>Read back first; still working, the cancel goes again.</summary>
    LookUp,

    OnceMore,
}

/// <summary>What a refused query says of the order asked for.</summary>
public enum QueryReaction
{
    /// <summary>Nothing: asked again by the schedule.</summary>
    LookAgain,

    OnceMore,

    /// <summary>The venue does not know it; whether that proves anything is <see cref="OrderLife"/>'s to say.</summary>
    NotFound,
}

/// <summary>What a code asks for beyond the order that met it.</summary>
public enum AccountReaction
{
    None,

    /// <summary>A person should know.</summary>
    Alert,

    /// <summary>Nothing is called until Retry-After has passed.</summary>
    BackOff,

    /// <summary>As <see cref="BackOff"/>, and a person should know.</summary>
    BackOffAndAlert,

    /// <summary>No entry is sent for some seconds; exits go on.</summary>
    PauseEntries,

    /// <summary>Read the venue's clock.</summary>
    ReadClock,

    /// <summary>The venue's filters and brackets are read again with the next policy.</summary>
    ReadInstruments,

    /// <summary>No entries on the symbol until it is known.</summary>
    HoldSymbol,

    /// <summary>No entries on the symbol until a person resumes.</summary>
    HaltSymbol,

    /// <summary>A setting of the account is wrong: no entries at all until a person resumes.</summary>
    HaltAccount,

    /// <summary>Trading stops: no entries, everything open is looked after, a person must act.</summary>
    KillSwitch,
}
