using System.Globalization;
using Ballast.Application.Caches;
using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.UseCases;

/// <summary>One check. <paramref name="Detail"/> says what is so, or what to do.</summary>
public sealed record HealthCheck(string Name, bool Ok, string Detail);

public sealed record HealthReport(string Mode, string Account, string Exchange, IReadOnlyList<HealthCheck> Checks)
{
    public bool IsHealthy => Checks.All(c => c.Ok);
}

/// <summary>Whether the system works, so that entries can be made where the account's own limits allow them, and what is open is protected; each condition by name.</summary>
public sealed class CheckHealth(
    IStateStore store,
    IExchange exchange,
    MarketCache cache,
    AccountRunner accounts,
    PositionList positions,
    WebhookSecrets secrets,
    IReadiness readiness,
    VenueBans bans,
    AccountSettings settings,
    TradingOptions options,
    TimeProvider time)
{
    public async ValueTask<HealthReport> RunAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var checks = new List<HealthCheck> { new("started", readiness.IsReady, readiness.Detail), await StoreAsync(cancel) };
        if (checks[1].Ok)
        {
            await AddStateChecksAsync(checks, now, cancel);
        }

        checks.Add(await LimitsAsync(now, cancel));
        var venue = await exchange.ServerTimeAsync(cancel);
        checks.Add(new HealthCheck("exchange", venue is VenueReply<DateTimeOffset>.Accepted, venue is VenueReply<DateTimeOffset>.Accepted at
            ? string.Create(CultureInfo.InvariantCulture, $"{exchange.Name} answers; its clock is {(at.Value - now).TotalMilliseconds:F0} ms off ours.")
            : $"{exchange.Name} does not answer."));
        checks.Add(await SecretAsync(cancel));
        return new HealthReport(settings.Mode, settings.Account, exchange.Name, checks);
    }

    private async ValueTask<HealthCheck> SecretAsync(CancellationToken cancel)
    {
        try
        {
            var configured = await secrets.IsConfiguredAsync(cancel);
            return new HealthCheck("webhook-secret", configured, configured ? "A secret is configured." : "No usable WebhookSecret is configured: every alert is answered 401.");
        }
        catch (SecretsUnavailableException unavailable)
        {
            return new HealthCheck("webhook-secret", false, unavailable.Message);
        }
    }

    private async ValueTask<HealthCheck> LimitsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await bans.CurrentAsync(cancel) is { } ban)
        {
            return new HealthCheck("limits", false, $"{(ban.IsBan ? "VENUE_BANNED" : "Backing off")} until {ban.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {ban.Why}");
        }

        var usage = exchange.Usage;
        var planned = CallWeights.PolicyPerMinute(settings.Symbols.Count, options) + CallWeights.SupervisionPerMinute;
        var fits = planned <= usage.WeightLimit * options.Limits.EntryShare;
        var limit = usage.WeightLimit == int.MaxValue ? "used, without a limit" : string.Create(CultureInfo.InvariantCulture, $"of {usage.WeightLimit} used");
        return new HealthCheck("limits", fits, string.Create(CultureInfo.InvariantCulture, $"Weight {(now - usage.At < TimeSpan.FromMinutes(1) ? usage.Weight : 0)} {limit}; policy and supervision of {settings.Symbols.Count} symbols take {planned} a minute{(fits ? "." : $", more than the {options.Limits.EntryShare * 100:0} % that entries have: trade fewer symbols.")}"));
    }

    private async ValueTask<HealthCheck> StoreAsync(CancellationToken cancel)
    {
        try
        {
            // A real write: a full disk or a read-only folder shows only so.
            await store.CommitAsync(Tables.Caches, "health", [new EntityWrite.Upsert("probe", new EntityBody("probe", 1, "{}"))], cancel);
            return new HealthCheck("store", true, "A write was made durable.");
        }
        catch (StoreUnavailableException unavailable)
        {
            return new HealthCheck("store", false, unavailable.Message);
        }
    }

    private async ValueTask AddStateChecksAsync(List<HealthCheck> checks, DateTimeOffset now, CancellationToken cancel)
    {
        var risk = (await accounts.ReadAsync(settings.Account, cancel)).Risk;
        var equityIsFresh = risk is not null && now - risk.EquityAt <= options.Safety.MaxEquityAge;
        checks.Add(new HealthCheck("risk", equityIsFresh, risk is null ? "The account has not been reconciled yet." : $"Equity {risk.Equity} of {risk.EquityAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}."));
        checks.Add(new HealthCheck("halt", risk?.Halt is null, risk?.Halt is { } halt ? $"Halted since {halt.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {halt.Why}." : "Not halted."));

        if (risk is not null)
        {
            checks.Add(EntryLimits.Check(risk, now, options));
        }

        var views = await cache.ViewsAsync(cancel);
        var fresh = views.Where(v => now <= v.ValidUntil && !v.Policy.IsStale(now)).Select(v => v.Instrument.Symbol).ToHashSet();
        Symbol[] without = [.. settings.Symbols.Where(s => !fresh.Contains(s))];
        checks.Add(new HealthCheck("policy", without.Length == 0, $"{settings.Symbols.Count - without.Length} of {settings.Symbols.Count} symbols have a fresh price and policy{(without.Length == 0 ? "." : $"; not {string.Join(", ", without)}.")}"));
        var vix = await cache.VixAsync(cancel);
        checks.Add(new HealthCheck("vix", vix is not null && now <= vix.ValidUntil, vix is null ? "There is no Crypto-VIX reading yet." : string.Create(CultureInfo.InvariantCulture, $"{vix.Score:F1} {vix.Level} of {vix.AsOf.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}.")));

        var open = (await positions.ReadAsync(settings.Account, cancel)).Where(p => p.State.Plan is not null && !p.State.Quantity.IsZero).ToList();
        var naked = open.Where(p => p.State.NakedSince is not null).Select(p => p.State.Symbol.Name).ToList();
        checks.Add(new HealthCheck("stops", naked.Count == 0, naked.Count == 0 ? $"{open.Count} open positions, each with a confirmed stop." : $"Without a confirmed stop: {string.Join(", ", naked)}."));
        var unknown = open.SelectMany(p => p.State.Orders).Count(o => o.Stage == OrderStage.Unknown);
        checks.Add(new HealthCheck("orders", unknown == 0, unknown == 0 ? "No order of unknown outcome." : $"{unknown} orders of unknown outcome are being looked up."));
    }
}

/// <summary>Whether the start is over.</summary>
public interface IReadiness
{
    bool IsReady { get; }

    string Detail { get; }
}
