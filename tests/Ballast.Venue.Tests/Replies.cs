using Ballast.Application.Ports;

namespace Ballast.Venue.Tests;

public static class Replies
{
    /// <summary>The value of an accepted reply; fails the test otherwise.</summary>
    public static T Value<T>(this VenueReply<T> reply) => reply switch
    {
        VenueReply<T>.Accepted accepted => accepted.Value,
        _ => throw new Xunit.Sdk.XunitException($"Expected an accepted reply, was {reply}."),
    };

    /// <summary>The code of a refusal; zero for an accepted reply.</summary>
    public static int Code<T>(this VenueReply<T> reply) => reply switch
    {
        VenueReply<T>.Rejected rejected => rejected.Code,
        VenueReply<T>.Accepted => 0,
        _ => throw new Xunit.Sdk.XunitException($"Expected yes or no, was {reply}."),
    };
}
