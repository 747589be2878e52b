using Ballast.Application.Ports;
using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 8: no secret is ever stored or said.</summary>
internal sealed class SecretsStaySecret() : Invariant("secrets")
{
    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        foreach (var write in writes)
        {
            if (write.BodyOrNull is { } body)
            {
                Require(!body.Data.Contains(SimulatedWorld.Secret, StringComparison.Ordinal), $"The secret stands in row {write.Row} of {table}.");
            }
        }
    }

    public override void OnNotice(AppProcess process, Notice notice) => Require(!notice.Text.Contains(SimulatedWorld.Secret, StringComparison.Ordinal), $"The secret stands in the notice {notice.Code}.");
}
