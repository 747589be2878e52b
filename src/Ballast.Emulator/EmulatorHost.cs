using Ballast.Application.Ports;
using Ballast.Emulator.Http;
using Ballast.Emulator.Queues;
using Ballast.Emulator.Timers;
using Microsoft.Extensions.Hosting;

namespace Ballast.Emulator;

/// <summary>
/// Starts what calls the functions, and stops it cleanly: no new work, then a bounded grace for what runs, then cancellation.
/// Store and queue are resolved only here.
/// </summary>
internal sealed class EmulatorHost(IServiceProvider services, FunctionCatalogue catalogue, EmulatorOptions options, TimeProvider time, ILogger<EmulatorHost> log)
    : IDisposable
{
    private static readonly TimeSpan s_unwinding = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _hardStop = new();
    private readonly List<Task> _loops = [];
    private HttpServer? _server;

    /// <exception cref="StartException">Something the operator can mend.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        List<FunctionEntry> enabled = catalogue.Functions.Where(function => !function.IsDisabled).ToList();
        List<TimerLoop> timers = enabled.Where(function => function.Trigger is FunctionTrigger.Timer).Select(Timer).ToList();
        var settings = services.GetRequiredService<AppSettings>();
        List<FunctionEntry> queues = enabled.Where(function => function.Trigger is FunctionTrigger.Queue).ToList();
        IReadOnlyList<PumpContext> pumps = await QueuePumps.DeclareAsync(queues, services, cancellationToken);

        string address = "";
        if (catalogue.Functions.Any(function => function.Trigger is FunctionTrigger.Http))
        {
            _server = services.GetRequiredService<HttpServer>();
            IReadOnlyList<string> addresses = await _server.StartAsync(ListenUrls.Read(settings.Configuration, settings.CommandLine), cancellationToken);
            address = addresses[0];
            services.GetRequiredService<ListeningAddress>().Uri = new Uri(address.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal));
        }

        foreach (PumpContext pump in pumps)
            Begin(pump.Function, pump.RunAsync);
        foreach (TimerLoop timer in timers)
            Begin(timer.Function, timer.RunAsync);

        string? keysPath = _server is null ? null : services.GetRequiredService<HostKeys>().Path;
        string prefix = services.GetRequiredService<HostSettings>().RoutePrefix;
        await options.Output.WriteAsync(FunctionList.Text(catalogue.Functions, address, prefix, keysPath));
        log.Ready();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        log.Stopping(options.StopGrace.TotalSeconds);
        await _stopping.CancelAsync();
        Task drained = Task.WhenAll([.. _loops, _server?.StopAsync(_hardStop.Token) ?? Task.CompletedTask]);
        try
        {
            await drained.WaitAsync(options.StopGrace, time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            log.GraceIsOver();
            await _hardStop.CancelAsync();
            await Task.WhenAny(drained, Task.Delay(s_unwinding, time, CancellationToken.None));
        }

        log.Stopped();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _hardStop.Dispose();
    }

    private void Begin(FunctionEntry function, Func<CancellationToken, CancellationToken, Task> loop) => _loops.Add(Task.Run(
        async () =>
        {
            try
            {
                await loop(_stopping.Token, _hardStop.Token);
            }
            catch (Exception failure)
            {
                log.LoopDied(failure, function.Name);
                Environment.ExitCode = 1;
                services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            }
        },
        CancellationToken.None));

    private TimerLoop Timer(FunctionEntry function)
    {
        var trigger = (FunctionTrigger.Timer)function.Trigger;
        Schedule schedule = Schedule.Parse(trigger.Schedule, function.Name);
        DateTime now = time.GetUtcNow().UtcDateTime;
        if (schedule.Next(now) is null)
            throw new StartException($"Function '{function.Name}': the schedule '{trigger.Schedule}' never comes.");

        bool isRemembered = trigger.UseMonitor && !schedule.IsUnderAMinute(now);
        TimerMemory? memory = isRemembered && services.GetService<IStateStore>() is { } store ? new TimerMemory(store, log) : null;
        return new TimerLoop(function, schedule, memory, services.GetRequiredService<FunctionInvoker>(), time, log);
    }
}
