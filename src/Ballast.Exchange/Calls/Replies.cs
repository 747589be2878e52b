using System.Diagnostics;
using Ballast.Application.Ports;

namespace Ballast.Exchange.Calls;

/// <summary>Answers put together: the first that is no yes is the answer.</summary>
internal static class Replies
{
    public static VenueReply<(T First, TOther Second)> And<T, TOther>(this VenueReply<T> reply, VenueReply<TOther> other) => (reply, other) switch
    {
        (VenueReply<T>.Accepted first, VenueReply<TOther>.Accepted second) => new VenueReply<(T, TOther)>.Accepted((first.Value, second.Value)),
        (VenueReply<T>.Accepted, _) => Failed<TOther, (T, TOther)>(other),
        _ => Failed<T, (T, TOther)>(reply),
    };

    /// <summary>An answer that lacks what it must have is none.</summary>
    public static VenueReply<TOut> Then<T, TOut>(this VenueReply<T> reply, Func<T, TOut> read)
    {
        if (reply is not VenueReply<T>.Accepted accepted)
        {
            return Failed<T, TOut>(reply);
        }

        try
        {
            return new VenueReply<TOut>.Accepted(read(accepted.Value));
        }
        catch (InvalidDataException lacking)
        {
            return new VenueReply<TOut>.Unknown(lacking.Message);
        }
    }

    /// <summary>A no or an Unknown, of another type.</summary>
    public static VenueReply<TOut> Failed<T, TOut>(VenueReply<T> reply) => reply switch
    {
        VenueReply<T>.Rejected no => new VenueReply<TOut>.Rejected(no.Code, no.Message) { RetryAfter = no.RetryAfter, IsBan = no.IsBan },
        VenueReply<T>.Unknown unknown => new VenueReply<TOut>.Unknown(unknown.Why),
        _ => throw new UnreachableException(),
    };
}
