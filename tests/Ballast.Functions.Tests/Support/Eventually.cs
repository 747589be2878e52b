using System.Diagnostics;

namespace Ballast.Functions.Tests.Support;

/// <summary>Bounded polling of an external process: the only way a test here waits.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The first answer that is not null; fails with what was waited for and what was seen last.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> probe, string what, Func<string>? seen = null, TimeSpan? patience = null)
        where T : class
    {
        var from = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await probe() is { } found)
            {
                return found;
            }

            if (Stopwatch.GetElapsedTime(from) > (patience ?? Patience))
            {
                throw new TimeoutException($"Waited {(patience ?? Patience).TotalSeconds} s in vain: {what}. {seen?.Invoke()}");
            }

            await Task.Delay(Pause);
        }
    }

    public static Task TrueAsync(Func<Task<bool>> probe, string what, Func<string>? seen = null, TimeSpan? patience = null) =>
        GetAsync(async () => await probe() ? "yes" : null, what, seen, patience);
}
