namespace Ballast.VenueServer.Http;

/// <summary>What a call asks of its caller.</summary>
internal enum Access
{
    Public,

    /// <summary>The API key.</summary>
    Keyed,

    /// <summary>The API key and a signature with a timestamp.</summary>
    Signed,
}
