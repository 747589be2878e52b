#if !CLOUD
using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Emulator;
using Ballast.Journal;
using Ballast.Journal.Queue;
using Ballast.Venue;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
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
    public static async Task AddEmbeddedAsync(this FunctionsApplicationBuilder builder)
    {
        var source = new ConfiguredSettings(builder.Configuration);
        var settings = new SettingsReader(source);
        var bound = TradingSettings.Bind(source, builder.Environment.EnvironmentName);
        foreach (var problem in bound.Problems)
        {
            settings.Refuse(problem);
        }

        var time = TimeProvider.System;
        var folder = settings.Text("Journal__Folder", ".ballast");
        var sources = ReadSources(settings);
        var paper = new SimulatedExchangeOptions { StartBalance = settings.Number("Paper__Balance", 1000, 0, 1_000_000_000), Limits = ReadLimits(settings) };
        CheckMode(settings);
        ThrowIfWrong(settings);

        var journal = await OpenAsync(folder, time);
        foreach (var queue in Queues)
        {
            // Declared before the first sweep of the outbox, which comes before the runtime's own declarations.
            await journal.Queue.DeclareAsync(queue);
        }

        var venue = new SimulatedExchange(time, sources, paper, journal.Store);
        var account = await BindAccountAsync(settings, venue);
        foreach (var problem in bound.Untraded(account.Symbols))
        {
            settings.Refuse(problem);
        }

        var options = WithVixSymbol(bound, account, settings);
        ThrowIfWrong(settings);

        var services = builder.Services;
        services.AddSingleton(time);
        services.AddSingleton(_ => journal);
        services.AddSingleton<IStateStore>(journal.Store);
        services.AddSingleton<IOrderQueue>(journal.Queue);
        services.AddSingleton<IQueueReceiver>(journal.Queue);
        services.AddSingleton(_ => venue);
        services.AddSingleton(new EmulatorOptions { StateFolder = folder });
        services.AddSingleton(new EmulatedQueues(Queues));
        services.AddBallast(venue, venue, account, bound, options);
    }

    private static TradingOptions WithVixSymbol(BoundSettings bound, AccountSettings account, SettingsReader settings)
    {
        var options = bound.Options;
        if (account.Symbols.Count == 0 || account.Trades(new Symbol(options.Vix.Symbol)))
        {
            return options;
        }

        if (!bound.Of("Vix__Symbol").IsDefault)
        {
            settings.Refuse("Vix__Symbol", options.Vix.Symbol, $"what the account trades: {string.Join(", ", account.Symbols)}");
        }

        // A market without BTC is measured by its first symbol; GET /api/vix counts its candles all the same.
        return options with { Vix = options.Vix with { Symbol = account.Symbols[0].Name } };
    }

    private static IReadOnlyList<MarketSource> ReadSources(SettingsReader settings)
    {
        var text = settings.Text("Market__Source", "synthetic");
        try
        {
            return MarketSource.Parse(text);
        }
        catch (MarketSourceException wrong)
        {
            throw new StartException($"Setting Market__Source: {wrong.Message}");
        }
    }

    /// <summary>Whether the paper venue refuses too many calls, as Binance does.</summary>
    private static VenueLimits ReadLimits(SettingsReader settings)
    {
        switch (settings.Text("Paper__Limits", "none"))
        {
            case "none":
                return VenueLimits.None;
            case "binance":
                return VenueLimits.Binance;
            case var other:
                settings.Refuse("Paper__Limits", other, "none, binance");
                return VenueLimits.None;
        }
    }

    private static void CheckMode(SettingsReader settings)
    {
        if (settings.Text("TradingMode", "paper") is var mode && mode is "demo" or "live")
        {
            throw new StartException($"Setting TradingMode is '{mode}'; this build has no real exchange: allowed is paper (demo and live come with Cloud=true).");
        }
    }

    /// <summary>Without the setting Symbols, everything that the simulated market has is traded.</summary>
    private static async Task<AccountSettings> BindAccountAsync(SettingsReader settings, SimulatedExchange venue)
    {
        try
        {
            var account = AccountBinding.Bind(settings);
            if (await venue.InstrumentsAsync() is not VenueReply<IReadOnlyList<Instrument>>.Accepted { Value: var instruments })
            {
                throw new StartException("The simulated exchange does not answer.");
            }

            if (settings.Text("Symbols", "").Length == 0)
            {
                return account with { Symbols = EquatableList.From(instruments.Select(i => i.Symbol)) };
            }

            foreach (var symbol in account.Symbols)
            {
                if (!instruments.Any(i => i.Symbol == symbol))
                {
                    settings.Refuse("Symbols", symbol.Name, $"what Market__Source has: {string.Join(", ", instruments.Select(i => i.Symbol))}");
                }
            }

            return account;
        }
        catch (MarketSourceException wrong)
        {
            throw new StartException($"Setting Market__Source: {wrong.Message}");
        }
    }

    private static async Task<JournalHost> OpenAsync(string folder, TimeProvider time)
    {
        try
        {
            return await JournalHost.OpenAsync(
                new JournalOptions { Folder = folder },
                time,
                onFatal: failure => Environment.FailFast($"A flush of the journal failed; what the disk holds is unknown, so the process stops. {failure.Message}"),
                notify: notice => Console.Error.WriteLine(notice));
        }
        catch (Exception refused) when (refused is IOException or ArgumentException)
        {
            throw new StartException(refused.Message);
        }
    }

    private static void ThrowIfWrong(SettingsReader settings)
    {
        if (settings.Problems.Count > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, settings.Problems));
        }
    }
}
#endif
