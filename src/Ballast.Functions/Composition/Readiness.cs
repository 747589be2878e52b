using Ballast.Application.UseCases;

namespace Ballast.Functions.Composition;

/// <summary>Whether the start is over: alerts are taken only after state and venue have been reconciled.</summary>
public sealed class Readiness : IReadiness
{
    private volatile string _detail = "Starting: reconciling state and exchange.";

    public bool IsReady { get; private set; }

    public string Detail => _detail;

    public void Started(TimeSpan took)
    {
        _detail = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Reconciled in {took.TotalMilliseconds:F0} ms.");
        IsReady = true;
    }

    public void Failed(string why) => _detail = why;
}
