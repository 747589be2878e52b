using Ballast.Simulation.Chance;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>
/// How a process reaches anything outside itself: every call takes time, and the process may die before the call arrives or after it took
/// effect. A call of a dead process never returns.
/// </summary>
internal sealed class Wire(AppProcess process, FaultBook faults, Dice dice)
{
    public FaultBook Faults => faults;

    public AppProcess Process => process;

    /// <param name="isStep">True for a call that changes something: these are the steps between which a process dies.</param>
    public async ValueTask<T> CallAsync<T>(TimeSpan least, TimeSpan most, bool isStep, Func<ValueTask<T>> call)
    {
        await PauseAsync(dice.Between(least, most));
        if (isStep && process.DiesHere())
        {
            return await Never<T>();
        }

        var result = await call();
        return process.HasEnded || (isStep && process.DiesHere()) ? await Never<T>() : result;
    }

    /// <summary>Lets time pass for this process; never returns once it has ended.</summary>
    public Task PauseAsync(TimeSpan time) => process.HasEnded ? Never<bool>() : process.Time.WaitAsync(time);

    public static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;
}
