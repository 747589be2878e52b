namespace Ballast.Simulation.Faults;

/// <summary>How often each kind of fault happens: per opportunity, or for those that come by themselves, per day.</summary>
internal static class FaultChances
{
    /// <summary>Per opportunity (a call, a message, an alert).</summary>
    public static double PerCall(FaultKind kind) => kind switch
    {
        FaultKind.DuplicateAlert => 0.15,
        FaultKind.LateAlert => 0.06,
        FaultKind.DuplicateMessage => 0.05,
        FaultKind.ReorderedMessage => 0.05,
        FaultKind.LockLoss => 0.03,
        FaultKind.StoreConflict => 0.01,
        FaultKind.StoreUnavailable => 0.002,
        FaultKind.StoreAnswerLost => 0.003,
        FaultKind.StoreSlow => 0.0005,
        FaultKind.QueueUnavailable => 0.02,
        FaultKind.TimeoutWithEffect => 0.03,
        FaultKind.TimeoutWithoutEffect => 0.03,
        FaultKind.TimeoutThenEffect => 0.02,
        FaultKind.ServerError => 0.01,
        FaultKind.Throttled => 0.01,
        FaultKind.ClockRefused => 0.004,
        FaultKind.Slow => 0.01,
        FaultKind.LateVisibility => 0.03,
        FaultKind.PartialFill => 0.08,
        FaultKind.StopWouldTrigger => 0.02,
        FaultKind.StopWrongEndpoint => 0.015,
        FaultKind.StopExists => 0.02,
        FaultKind.StopNoMargin => 0.01,
        FaultKind.TornWrite => 0.0002,
        _ => 0,
    };

    /// <summary>The average number a day.</summary>
    public static double PerDay(FaultKind kind) => kind switch
    {
        FaultKind.Crash => 3,
        FaultKind.PowerLoss => 0.7,
        FaultKind.RateLimit => 1,
        FaultKind.Ban => 0.15,
        FaultKind.Gap => 1,
        FaultKind.Collapse => 0.2,
        FaultKind.Deleverage => 0.3,
        FaultKind.StaleData => 0.5,
        FaultKind.StopRemoved => 0.5,
        FaultKind.ForeignTrade => 0.15,
        FaultKind.SecondInstance => 0.7,
        FaultKind.ClockSkew => 0.5,
        FaultKind.Operator => 0.4,
        _ => 0,
    };
}
