using Microsoft.Extensions.Hosting;

namespace Ballast.Emulator;

/// <summary>
/// The host that Build returns: the runtime starts after and stops before the app's own hosted services.
/// It is none of them, because the generic host logs a failed one with its stack, where the operator needs one sentence.
/// </summary>
internal sealed class EmulatedApp(IHost inner) : IHost, IAsyncDisposable
{
    private EmulatorHost? _emulator;

    public IServiceProvider Services => inner.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await inner.StartAsync(cancellationToken);
        try
        {
            _emulator = Services.GetRequiredService<EmulatorHost>();
            await _emulator.StartAsync(cancellationToken);
        }
        catch
        {
            await inner.StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_emulator is not null)
            await _emulator.StopAsync(cancellationToken);
        await inner.StopAsync(cancellationToken);
    }

    public void Dispose() => inner.Dispose();

    public ValueTask DisposeAsync() => ((IAsyncDisposable)inner).DisposeAsync();
}
