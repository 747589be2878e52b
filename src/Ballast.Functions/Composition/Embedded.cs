#if !CLOUD
using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Emulator;
using Ballast.Journal;
using Ballast.Journal.Queue;
using Ballast.Venue;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ballast.Functions.Composition;

/// <summary>What stands behind the ports without the cloud: the journal, the embedded runtime and the simulated exchange.</summary>
internal static class Embedded
{
    private static readonly QueueOptions[] Queues =
    [
        new(QueueNames.Entries, RequiresSession: true, TimeSpan.FromMinutes(1), MaxDeliveryCount: 5, TimeSpan.FromMinutes(10)),
        new(QueueNames.Exits, RequiresSession: false, TimeSpan.FromMinutes(1), MaxDeliveryCount: 20, TimeSpan.FromMinutes(10)),
    ];

    /// <exception cref="StartException">A setting is wrong, or the folder cannot be used.</exception>
    public static async Task AddPlatformAsync(this FunctionsApplicationBuilder builder)
    {
        try
        {
            await AddAsync(builder);
        }
        catch (SettingsException wrong)
        {
            throw new StartException(wrong.Message);
        }
    }

    private static async Task AddAsync(FunctionsApplicationBuilder builder)
    {
        var settings = new AppSettings(builder.Configuration, builder.Environment.EnvironmentName);
        var time = TimeProvider.System;
        var folder = settings.Text("Journal__Folder", ".ballast");
        var sources = settings.ReadSources();
        var paper = settings.ReadPaper();
        settings.CheckPort();
        if (settings.Mode is "demo" or "live")
        {
            throw new StartException($"Setting TradingMode is '{settings.Mode}'; this build has no real exchange: allowed is paper (demo and live come with Cloud=true).");
        }

        settings.ThrowIfWrong();
        var notices = new JournalNotices();
        var journal = await OpenAsync(folder, time, notices.Take);

        var venue = new SimulatedExchange(time, sources, paper, journal.Store);
        var account = settings.BindAccount(await PaperVenue.InstrumentsAsync(venue));
        var options = settings.OptionsFor(account);
        var competition = settings.BindCompetition(account);
        settings.ThrowIfWrong();

        var services = builder.Services;
        services.AddSingleton(time);
        services.AddSingleton(_ => journal);
        services.AddSingleton<IStateStore>(journal.Store);
        services.AddSingleton<IOrderQueue>(journal.Queue);
        services.AddSingleton<IQueueReceiver>(journal.Queue);
        services.AddSingleton<ISecrets, SettingsSecrets>();
        services.AddSingleton(_ => venue);
        services.AddSingleton(new EmulatorOptions { StateFolder = folder });
        services.AddSingleton(new EmulatedQueues(Queues));
        services.AddHostedService(s => new JournalNoticeStart(notices, s.GetRequiredService<INotifier>()));
        services.AddBallast(venue, venue, account, settings, options, competition);
    }

    private static async Task<JournalHost> OpenAsync(string folder, TimeProvider time, Action<JournalNotice> notify)
    {
        try
        {
            var journal = await JournalHost.OpenAsync(
                new JournalOptions { Folder = folder },
                time,
                onFatal: failure => Environment.FailFast($"A flush of the journal failed; what the disk holds is unknown, so the process stops. {failure.Message}"),
                notify: notify);
            foreach (var queue in Queues)
            {
                // Declared before the first sweep of the outbox, which comes before the runtime's own declarations. The first of them is the first write: it takes a segment.
                await journal.Queue.DeclareAsync(queue);
            }

            return journal;
        }
        catch (QueueUnavailableException refused)
        {
            throw new StartException($"The journal folder {Path.GetFullPath(folder)} cannot be written: {refused.Message}");
        }
        catch (Exception refused) when (refused is IOException or ArgumentException)
        {
            throw new StartException(refused.Message);
        }
    }
}
#endif
