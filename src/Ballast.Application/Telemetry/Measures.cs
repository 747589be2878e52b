using System.Diagnostics.Metrics;

namespace Ballast.Application.Telemetry;

/// <summary>What is measured, by the standard meter: whoever listens (OpenTelemetry in the cloud) exports it. Names and units stand in docs/operations.md.</summary>
public static class Measures
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Ballast";

    private static readonly Meter Source = new(Meter);

    /// <summary>Alerts by what they were answered with (tag status).</summary>
    public static readonly Counter<long> Signals = Source.CreateCounter<long>("ballast.signals");

    /// <summary>Decisions (tags outcome: enter, close, nothing or refused; reason: the first refusal's code).</summary>
    public static readonly Counter<long> Decisions = Source.CreateCounter<long>("ballast.decisions");

    /// <summary>Seconds since the decision (tag stage: fill, stop).</summary>
    public static readonly Histogram<double> SignalToFill = Source.CreateHistogram<double>("ballast.signal_to_fill.seconds", "s");

    /// <summary>Rounds of a timer that came to their end (tag timer).</summary>
    public static readonly Counter<long> Heartbeat = Source.CreateCounter<long>("ballast.heartbeat");

    /// <summary>The share of our positions that have a confirmed stop, 0 to 1; 1 without positions.</summary>
    public static readonly Gauge<double> StopCoverage = Source.CreateGauge<double>("ballast.stop_coverage");

    /// <summary>Orders whose outcome is not known now.</summary>
    public static readonly Gauge<long> UnknownOrders = Source.CreateGauge<long>("ballast.orders.unknown");

    /// <summary>Request weight of the running minute, as the venue last said.</summary>
    public static readonly Gauge<long> UsedWeight = Source.CreateGauge<long>("ballast.venue.used_weight");

    /// <summary>The venue's clock minus ours, milliseconds.</summary>
    public static readonly Gauge<double> ClockOffset = Source.CreateGauge<double>("ballast.clock_offset.ms", "ms");

    /// <summary>Balance and open PnL, USDT.</summary>
    public static readonly Gauge<double> Equity = Source.CreateGauge<double>("ballast.equity.usdt");

    /// <summary>Fraction of the peak, 0 to 1.</summary>
    public static readonly Gauge<double> Drawdown = Source.CreateGauge<double>("ballast.drawdown");

    /// <summary>Crypto-VIX, 0 to 100.</summary>
    public static readonly Gauge<double> Vix = Source.CreateGauge<double>("ballast.vix");

    /// <summary>Age of what decisions are made by (tag cache: policy, the oldest symbol's; vix).</summary>
    public static readonly Gauge<double> CacheAge = Source.CreateGauge<double>("ballast.cache.age.seconds", "s");

    /// <summary>Balance and open PnL of a mode of the paper competition (tag mode), USDT.</summary>
    public static readonly Gauge<double> CompetitionEquity = Source.CreateGauge<double>("ballast.competition.equity.usdt");

    /// <summary>Its largest fall from a peak, 0 to 1 (tag mode).</summary>
    public static readonly Gauge<double> CompetitionDrawdown = Source.CreateGauge<double>("ballast.competition.drawdown");

    /// <summary>True when somebody listens to the gauges, so that reading for them is worth its calls.</summary>
    public static bool HasListener => Equity.Enabled;
}
