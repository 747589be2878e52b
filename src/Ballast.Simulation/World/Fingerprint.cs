using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ballast.Application.Ports;
using Ballast.Core.Positions;
using Ballast.Simulation.Invariants;

namespace Ballast.Simulation.World;

/// <summary>A running hash of all that a run sends, stores and says, with the times.</summary>
internal sealed class Fingerprint() : Invariant("same-bytes")
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public string Text => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override void OnSent(AppProcess process, OrderSpec order) => Add($"sent {process.Number} {order}");

    public override void OnNotice(AppProcess process, Notice notice) => Add($"told {process.Number} {notice.Code} {notice.Text}");

    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        foreach (var write in writes)
        {
            Add($"stored {process.Number} {table} {partition} {write.Row}");
            if (write.BodyOrNull is { } body)
            {
                World.Options.Log?.Invoke($"  {body.Data}");
                _hash.AppendData(MemoryMarshal.AsBytes(body.Data.AsSpan()));
            }
        }
    }

    private void Add(FormattableString line)
    {
        var text = line.ToString(CultureInfo.InvariantCulture);
        World.Log?.Invoke(text);
        var now = World.Loop.NowTicks;
        _hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in now)));
        _hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
