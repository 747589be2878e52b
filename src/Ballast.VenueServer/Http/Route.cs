using System.Text.Json.Nodes;
using Ballast.Application.Ports;
using Ballast.Venue.Faults;
using Ballast.Venue.Matching;

namespace Ballast.VenueServer.Http;

/// <summary>What a call does at the venue.</summary>
internal delegate VenueReply<JsonNode> Act(VenueDesk desk);

/// <summary>One call: its parameters are read before the venue is asked.</summary>
/// <param name="Weight">Request weight by parameters.</param>
/// <param name="Bind">Reads the parameters; throws <see cref="ParameterException"/>.</param>
internal sealed record Route(string Method, string Path, Access Access, Func<Parameters, int> Weight, Func<Parameters, Act> Bind)
{
    /// <summary>Which faults of a fault plan hit it.</summary>
    public VenueCall Call { get; init; } = VenueCall.Other;

    /// <summary>True: counts as a new order.</summary>
    public bool IsNewOrder { get; init; }
}
