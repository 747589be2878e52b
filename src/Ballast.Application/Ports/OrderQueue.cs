namespace Ballast.Application.Ports;

/// <summary>Sends to the order queues with the semantics of Azure Service Bus: duplicate detection on the message id, sessions, time to live, scheduling.</summary>
public interface IOrderQueue
{
    /// <summary>
    /// Returns once the message is durable. A message whose id was seen within the duplicate window is silently dropped, as Service Bus does.
    /// </summary>
    /// <exception cref="QueueUnavailableException">It was not confirmed; sending it again with the same id is safe.</exception>
    ValueTask SendAsync(string queue, QueueMessage message, CancellationToken cancel = default);
}

/// <summary>The names of the queues.</summary>
public static class QueueNames
{
    /// <summary>Entry tickets. Sessions (account|symbol), with time to live.</summary>
    public const string Entries = "entries";

    /// <summary>Closes and guard messages. No time to live, no sessions: an exit never waits behind another.</summary>
    public const string Exits = "exits";
}

/// <summary>A message to send. Ids are derived from what it means, so that sending it twice is one message.</summary>
/// <param name="MessageId">1 to 128 characters; the key of duplicate detection.</param>
/// <param name="SessionId">Messages of one session are handled one at a time and in order; null where the queue has no sessions.</param>
/// <param name="Body">JSON text.</param>
/// <param name="TimeToLive">Counted from the enqueued time; afterwards the message is dead-lettered. Null: never.</param>
/// <param name="ScheduledFor">Not delivered before; null: at once.</param>
public sealed record QueueMessage(string MessageId, string? SessionId, string Body, TimeSpan? TimeToLive = null, DateTimeOffset? ScheduledFor = null);

/// <summary>The queue cannot take a message now.</summary>
public sealed class QueueUnavailableException : Exception
{
    public QueueUnavailableException()
        : this("The order queue is unavailable.")
    {
    }

    public QueueUnavailableException(string message)
        : base(message)
    {
    }

    public QueueUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
