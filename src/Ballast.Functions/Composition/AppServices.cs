using Ballast.Application;
using Ballast.Application.Competing;
using Ballast.Application.Configuration;
using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Recording;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Growth;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Functions.Notifying;
using Ballast.Functions.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Composition;

/// <summary>The use cases, the same whatever stands behind the ports.</summary>
internal static class AppServices
{
    public static void AddBallast(this IServiceCollection services, IExchange exchange, IMarketData market, AccountSettings account, AppSettings settings, TradingOptions options, CompetitionSettings competition)
    {
        services.AddSingleton(settings.Bound);
        services.AddSingleton(account);
        services.AddSingleton(options);
        services.AddSingleton(competition);
        if (settings.Chat(account) is { } chat)
        {
            services.AddSingleton(s => new ChatSender(chat, ChatSender.Handler(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ChatSender>>()));
            services.AddHostedService(s => s.GetRequiredService<ChatSender>());
        }

        services.AddSingleton<INotifier>(s => new Notifier(s.GetRequiredService<ILogger<Notifier>>(), s.GetRequiredService<TimeProvider>(), s.GetService<ChatSender>()));
        services.AddSingleton<Readiness>();
        services.AddSingleton<IReadiness>(s => s.GetRequiredService<Readiness>());

        if (settings.RecordFolder is { } folder)
        {
            services.AddSingleton<ISessionSink>(s => new SessionFile(folder, s.GetRequiredService<INotifier>(), s.GetRequiredService<TimeProvider>()));
            services.AddSingleton(s => new SessionRecorder(s.GetRequiredService<ISessionSink>(), settings.Bound.Environment, settings.ToRecord(options), s.GetRequiredService<TimeProvider>()));
        }

        services.AddSingleton(s => new AppGraph(
            new AppPorts(
                s.GetRequiredService<IStateStore>(),
                s.GetRequiredService<IOrderQueue>(),
                exchange,
                market,
                s.GetRequiredService<INotifier>(),
                s.GetRequiredService<ISecrets>(),
                s.GetRequiredService<IReadiness>(),
                s.GetRequiredService<TimeProvider>())
            {
                Feeds = settings.Feeds,
                Session = s.GetService<SessionRecorder>(),
            },
            account,
            options,
            competition));
        services.AddPart<IExchange>(g => g.Exchange);
        services.AddPart(g => g.Accounts);
        services.AddPart(g => g.Cache);
        services.AddPart(g => g.List);
        services.AddPart(g => g.Secrets);
        services.AddPart(g => g.Accept);
        services.AddPart(g => g.Execute);
        services.AddPart(g => g.Exit);
        services.AddPart(g => g.Drain);
        services.AddPart(g => g.Policy);
        services.AddPart(g => g.Train);
        services.AddPart(g => g.Supervise);
        services.AddPart(g => g.Archive);
        services.AddPart(g => g.Retain);
        services.AddPart(g => g.Measure);
        services.AddPart(g => g.Compete);
        services.AddPart(g => g.Leaderboard);
        services.AddPart(g => g.Reconcile);
        services.AddPart(g => g.Halt);
        services.AddPart(g => g.Flatten);
        services.AddPart(g => g.Health);
        services.AddPart(g => g.Symbols);
        services.AddPart(g => g.History);
        services.AddPart(g => g.Slippage);
        services.AddPart(g => g.Tradable);
        services.AddPart(g => g.News);
        services.AddPart(g => g.Sentiment);
        services.AddPart(g => g.Feeds);
        services.AddPart(g => g.Candles);
        services.AddPart(g => g.Equity);
        services.AddPart(g => g.EquityDays);
        services.AddPart(g => g.EquityByTrade);
        services.AddPart(g => g.Performance);
        services.AddPart(g => g.PerformanceRead);
        services.AddPart(g => g.Strategies);
        services.AddPart(g => g.Calibrate);
        services.AddPart(g => g.StrategyList);
        services.AddSingleton(new GrowthOptions { Safety = options.Safety, Sizer = options.Sizing.Tier, Leverage = options.Leverage.Tier });
        services.AddSingleton<PageFiles>();
        services.AddHostedService<StartUp>();
    }

    /// <summary>What functions ask for by type.</summary>
    private static void AddPart<T>(this IServiceCollection services, Func<AppGraph, T> part)
        where T : class => services.AddSingleton(s => part(s.GetRequiredService<AppGraph>()));
}
