using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Composition;

/// <summary>Reconciles at start, again until it works; then alerts are taken, and what was left half done is settled.</summary>
public sealed partial class StartUp(Reconcile reconcile, SupervisePositions supervise, WebhookSecrets secrets, AccountSettings settings, BoundSettings bound, IExchange exchange, Readiness readiness, TimeProvider time, ILogger<StartUp> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Mode(settings.Mode, settings.Account, exchange.Name, settings.Symbols, bound.Environment);
        foreach (var warning in bound.Warnings)
        {
            Dangerous(warning);
        }

        var isSecretTold = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var from = time.GetTimestamp();
            try
            {
                if (!isSecretTold && !await secrets.IsConfiguredAsync(stoppingToken))
                {
                    NoSecret();
                }

                isSecretTold = true;
                var problems = await reconcile.RunAsync(stoppingToken);
                if (problems.Count == 0)
                {
                    readiness.Started(time.GetElapsedTime(from));
                    Ready(readiness.Detail);

                    // What the start found half done is stayed with at once, not with the next minute.
                    await supervise.RunAsync(cancel: stoppingToken);
                    return;
                }

                readiness.Failed(string.Join(" ", problems));
            }
            catch (Exception unavailable) when (unavailable is StoreUnavailableException or QueueUnavailableException or SecretsUnavailableException)
            {
                if (readiness.IsReady)
                {
                    LeftToSupervision(unavailable.Message);
                    return;
                }

                readiness.Failed(unavailable.Message);
            }

            NotReady(readiness.Detail);
            await Task.Delay(RetryAfter, time, stoppingToken);
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Trading mode {Mode}: account {Account} on {Exchange}; symbols {Symbols}; settings of environment {Environment}.")]
    private partial void Mode(string mode, string account, string exchange, EquatableList<Symbol> symbols, string environment);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "No usable WebhookSecret is configured: every alert will be answered 401. Set the environment variable WebhookSecret, or copy local.settings.sample.json to local.settings.json and change it there; in Azure, the secret WebhookSecret of the key vault.")]
    private partial void NoSecret();

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void Dangerous(string warning);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "Ready for alerts. {Detail}")]
    private partial void Ready(string detail);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, Message = "What was left half done is settled by supervision: {Why}")]
    private partial void LeftToSupervision(string why);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Error, Message = "Not ready: {Detail} Trying again in 5 s.")]
    private partial void NotReady(string detail);
}
