using Ballast.Application.Ports;
using Ballast.Journal.Log;

namespace Ballast.Journal.Queue;

/// <summary>Refuses what Service Bus refuses.</summary>
internal static class QueueChecks
{
    private const int MostIdCharacters = 128;

    /// <summary>As in the standard tier.</summary>
    private const int MostBodyBytes = 256 << 10;

    private const int MostNameCharacters = 260;

    public static void Require(QueueOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Name);
        if (options.Name.Length > MostNameCharacters || options.Name.Contains('$', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The queue name '{options.Name}' must have at most {MostNameCharacters} characters and no $.", nameof(options));
        }

        if (options.LockDuration <= TimeSpan.Zero || options.MaxDeliveryCount < 1 || options.DuplicateDetectionWindow <= TimeSpan.Zero)
        {
            throw new ArgumentException($"Queue {options.Name}: LockDuration and DuplicateDetectionWindow must be positive and MaxDeliveryCount at least 1: {options}.", nameof(options));
        }
    }

    public static void Require(QueueMessage message)
    {
        RequireId(message.MessageId, "message id");
        if (message.SessionId is not null)
        {
            RequireId(message.SessionId, "session id");
        }

        if (message.TimeToLive <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The time to live of message {message.MessageId} is {message.TimeToLive}; it must be positive.", nameof(message));
        }

        var bytes = ByteSink.Text.GetByteCount(message.Body);
        if (bytes > MostBodyBytes)
        {
            throw new ArgumentException($"The body of message {message.MessageId} has {bytes} bytes; the most is {MostBodyBytes}.", nameof(message));
        }
    }

    private static void RequireId(string id, string what)
    {
        if (id.Length is < 1 or > MostIdCharacters)
        {
            throw new ArgumentException($"A {what} has 1 to {MostIdCharacters} characters, this one has {id.Length}.", nameof(id));
        }

        _ = ByteSink.Text.GetByteCount(id);
    }
}
