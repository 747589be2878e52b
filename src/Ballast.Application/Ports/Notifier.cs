using Ballast.Core.Positions;

namespace Ballast.Application.Ports;

/// <summary>Tells people. A notice that cannot be delivered never stops trading.</summary>
public interface INotifier
{
    ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default);
}
