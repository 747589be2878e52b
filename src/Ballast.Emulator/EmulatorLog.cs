namespace Ballast.Emulator;

/// <summary>All that the runtime logs. No parameter may hold a key, a query string or a body.</summary>
internal static partial class EmulatorLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Function} started ({Invocation})")]
    public static partial void Started(this ILogger log, string function, string invocation);

    [LoggerMessage(2, LogLevel.Debug, "{Function} ended ({Invocation})")]
    public static partial void Ended(this ILogger log, string function, string invocation);

    [LoggerMessage(3, LogLevel.Error, "{Function} failed ({Invocation})")]
    public static partial void Failed(this ILogger log, Exception failure, string function, string invocation);

    [LoggerMessage(4, LogLevel.Debug, "{Function} answered 500 ({Failure})")]
    public static partial void Answered500(this ILogger log, string function, string failure);

    [LoggerMessage(5, LogLevel.Debug, "{Function}: the timer goes on after {Failure}")]
    public static partial void TimerRunFailed(this ILogger log, string function, string failure);

    [LoggerMessage(6, LogLevel.Debug, "{Function}: the timer has stopped")]
    public static partial void TimerStopped(this ILogger log, string function);

    [LoggerMessage(7, LogLevel.Error, "{Function}: its last run could not be read; a missed run is not caught up")]
    public static partial void TimerNotRead(this ILogger log, Exception failure, string function);

    [LoggerMessage(8, LogLevel.Error, "{Function}: its last run could not be written down; after a restart it may run again")]
    public static partial void TimerNotWritten(this ILogger log, Exception failure, string function);

    [LoggerMessage(9, LogLevel.Warning, "{Function}: message {MessageId}, delivery {Delivery}, is given back after {Failure}")]
    public static partial void MessageFailed(this ILogger log, string function, string messageId, int delivery, string failure);

    [LoggerMessage(10, LogLevel.Warning, "{Function} left message {MessageId} unsettled; it comes again when its lock runs out")]
    public static partial void MessageUnsettled(this ILogger log, string function, string messageId);

    [LoggerMessage(11, LogLevel.Warning, "{Function}: the lock of message {MessageId} was lost; it will be delivered again")]
    public static partial void LockLost(this ILogger log, Exception? failure, string function, string messageId);

    [LoggerMessage(12, LogLevel.Warning, "{Function}: session {SessionId} was lost; its messages will be delivered again")]
    public static partial void SessionLost(this ILogger log, Exception? failure, string function, string sessionId);

    [LoggerMessage(13, LogLevel.Debug, "{Function}: the queue is no longer received from")]
    public static partial void PumpStopped(this ILogger log, string function);

    [LoggerMessage(14, LogLevel.Error, "{Function}: receiving or settling failed; trying again")]
    public static partial void PumpFailed(this ILogger log, Exception failure, string function);

    [LoggerMessage(19, LogLevel.Debug, "{Function}: the caller went away ({Failure})")]
    public static partial void CallerGone(this ILogger log, string function, string failure);

    [LoggerMessage(20, LogLevel.Critical, "{Function}: its timer or pump has died; the host stops, because half a system must not trade")]
    public static partial void LoopDied(this ILogger log, Exception failure, string function);

    [LoggerMessage(15, LogLevel.Information, "Ready")]
    public static partial void Ready(this ILogger log);

    [LoggerMessage(16, LogLevel.Information, "Stopping: no new work; running functions have {Seconds} s")]
    public static partial void Stopping(this ILogger log, double seconds);

    [LoggerMessage(17, LogLevel.Warning, "Some functions did not end in time and were cancelled")]
    public static partial void GraceIsOver(this ILogger log);

    [LoggerMessage(18, LogLevel.Information, "Stopped")]
    public static partial void Stopped(this ILogger log);
}
