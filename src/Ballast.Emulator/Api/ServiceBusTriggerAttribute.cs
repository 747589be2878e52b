namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the message parameter of a function that handles a queue's messages.</summary>
/// <param name="queueName">The queue, or <c>%Setting%</c>; dead letters are <c>queue/$deadletterqueue</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute(string queueName) : Attribute
{
    private bool? _autoComplete;

    /// <summary>The queue as written.</summary>
    public string? QueueName { get; } = queueName;

    /// <summary>The name of the connection setting; without meaning on the embedded queue.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether the queue has sessions: one message of a session at a time, in order.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the function takes many messages at once; the embedded runtime refuses it.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Whether a message is completed when the function returns; not set: as host.json says.</summary>
    public bool AutoCompleteMessages
    {
        get => _autoComplete ?? false;
        set => _autoComplete = value;
    }

    /// <summary>Unlike the property, tells "false" from "not set".</summary>
    internal bool? AutoCompleteSet => _autoComplete;
}
