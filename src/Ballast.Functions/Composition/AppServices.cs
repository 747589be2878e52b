using Ballast.Application.Caches;
using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Growth;
using Ballast.Core.Positions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Composition;

/// <summary>The use cases, the same whatever stands behind the ports.</summary>
internal static class AppServices
{
    public static void AddBallast(this IServiceCollection services, AccountSettings account, BoundSettings bound, TradingOptions options)
    {
        services.AddSingleton(bound);
        services.AddSingleton(account);
        services.AddSingleton(options);
        services.AddSingleton(new PositionOptions { Trading = options });
        services.AddSingleton<ISecrets, SettingsSecrets>();
        services.AddSingleton<INotifier>(s => new Notifier(s.GetRequiredService<ILogger<Notifier>>(), new HttpClient { Timeout = TimeSpan.FromSeconds(5) }, WebhookOf(s.GetRequiredService<IConfiguration>()), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Readiness>();
        services.AddSingleton<IReadiness>(s => s.GetRequiredService<Readiness>());

        services.AddSingleton<Runner>();
        services.AddSingleton<AccountMemory>();
        services.AddSingleton<AccountOutbox>();
        services.AddSingleton<AccountRunner>();
        services.AddSingleton<MarketCache>();
        services.AddSingleton<EntryGate>();
        services.AddSingleton<PositionDelivery>();
        services.AddSingleton<PositionEffects>();
        services.AddSingleton<PositionRunner>();
        services.AddSingleton<PositionList>();

        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<AcceptAlert>();
        services.AddSingleton<ReadAccount>();
        services.AddSingleton<ExecuteTicket>();
        services.AddSingleton<ExecuteExit>();
        services.AddSingleton<DrainDeadLetters>();
        services.AddSingleton<RefreshCorrelations>();
        services.AddSingleton<RefreshPolicy>();
        services.AddSingleton<SupervisePositions>();
        services.AddSingleton<ArchiveAlerts>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton<HaltEntries>();
        services.AddSingleton<FlattenAll>();
        services.AddSingleton<CheckHealth>();
        services.AddSingleton<History>();
        services.AddSingleton<SlippageRead>();
        services.AddSingleton<TradableNow>();
        services.AddSingleton(new GrowthOptions { Safety = options.Safety, Sizer = options.Sizing.Tier, Leverage = options.Leverage.Tier });
        services.AddHostedService<StartUp>();
    }

    private static Uri? WebhookOf(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Notify:WebhookUrl"], UriKind.Absolute, out var address) ? address : null;
}
