namespace Ballast.Emulator;

/// <summary>The app cannot start, and its operator can mend that: the message says what is wrong and what is expected.</summary>
public sealed class StartException : Exception
{
    private static int _isWatching;

    public StartException()
        : this("The app cannot start.")
    {
    }

    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>
    /// An uncaught <see cref="StartException"/> prints its message alone and exits with code 1, where .NET would print a stack and abort.
    /// Program.cs is the same for both hosts and catches nothing, so this is done here.
    /// </summary>
    internal static void EndsTheProcessWithOneSentence()
    {
        if (Interlocked.Exchange(ref _isWatching, 1) == 1)
            return;

        AppDomain.CurrentDomain.UnhandledException += static (_, thrown) =>
        {
            if (thrown.ExceptionObject is not StartException cannotStart)
                return;

            Console.Error.WriteLine(cannotStart.Message);
            Environment.Exit(1);
        };
    }
}
