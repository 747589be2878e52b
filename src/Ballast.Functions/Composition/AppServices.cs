using Ballast.Application.Caches;
using Ballast.Application.Configuration;
using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Growth;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
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

        services.AddSingleton(options.Limits);
        services.AddSingleton<VenueBans>();
        services.AddSingleton<CriticalErrors>();

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
        services.AddSingleton<OrderOriginReader>();
        services.AddSingleton<CloseOnVenue>();

        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<AcceptAlert>();
        services.AddSingleton<ReadAccount>();
        services.AddSingleton<ExecuteTicket>();
        services.AddSingleton<ExecuteExit>();
        services.AddSingleton<DrainDeadLetters>();
        services.AddSingleton<RefreshCorrelations>();
        services.AddSingleton<RefreshPolicy>();
        services.AddSingleton<CompareAccount>();
        services.AddSingleton<RestartEntries>();
        services.AddSingleton<DeadMan>();
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

    /// <summary>The venue within its limits: nothing else of the app sees the bare one.</summary>
    public static void AddVenue(this IServiceCollection services, IExchange exchange, IMarketData market)
    {
        services.AddSingleton(s => new CallBudget(exchange, market, s.GetRequiredService<VenueBans>(), s.GetRequiredService<CriticalErrors>(), s.GetRequiredService<LimitOptions>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IExchange>(s => s.GetRequiredService<CallBudget>());
        services.AddSingleton<IMarketData>(s => s.GetRequiredService<CallBudget>());
    }

    private static Uri? WebhookOf(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Notify:WebhookUrl"], UriKind.Absolute, out var address) ? address : null;
}
