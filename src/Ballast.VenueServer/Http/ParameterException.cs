using Ballast.Venue.Matching;

namespace Ballast.VenueServer.Http;

/// <summary>A request that cannot be understood, with the venue's code and words. Thrown while a request is read, before the venue is asked; becomes the answer.</summary>
internal sealed class ParameterException : Exception
{
    public ParameterException()
        : this(-1130, "Data sent for a parameter is not valid.")
    {
    }

    public ParameterException(string message)
        : this(-1130, message)
    {
    }

    public ParameterException(string message, Exception inner)
        : base(message, inner) => Refusal = new Refusal(-1130, message);

    public ParameterException(int code, string message)
        : base(message) => Refusal = new Refusal(code, message);

    public Refusal Refusal { get; }

    public static ParameterException Missing(string name) => new(-1102, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");

    public static ParameterException NotRequired(string name) => new(-1106, $"Parameter '{name}' sent when not required.");
}
