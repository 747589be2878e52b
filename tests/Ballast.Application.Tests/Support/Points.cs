namespace Ballast.Application.Tests.Support;

/// <summary>Kills the app at one call of its ports: before it is performed, or after it with the answer lost. Afterwards every call of that life fails.</summary>
public sealed class Points
{
    private int _call;

    /// <summary>The call to die at, counted from 1; 0: none.</summary>
    public int DieAt { get; init; }

    /// <summary>Or the first call whose name begins so.</summary>
    public string? DieAtFirst { get; set; }

    /// <summary>True: the call takes effect first.</summary>
    public bool AfterEffect { get; init; }

    public bool IsDead { get; private set; }

    public int Calls => _call;

    /// <summary>What the app died at.</summary>
    public string Where { get; private set; } = "";

    public async ValueTask<T> PassAsync<T>(string what, Func<ValueTask<T>> call)
    {
        ThrowIfDead();
        var isHere = ++_call == DieAt || (DieAtFirst is { } name && what.StartsWith(name, StringComparison.Ordinal));
        if (isHere && !AfterEffect)
        {
            Die(what);
        }

        var result = await call();
        if (isHere)
        {
            Die(what);
        }

        return result;
    }

    public void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new CrashException($"dead since {Where}");
        }
    }

    private void Die(string what)
    {
        IsDead = true;
        Where = $"call {_call} ({(AfterEffect ? "after" : "before")} {what})";
        throw new CrashException(Where);
    }
}

/// <summary>The process is gone.</summary>
public sealed class CrashException(string where) : Exception(where);
