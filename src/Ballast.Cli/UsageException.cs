namespace Ballast.Cli;

/// <summary>Options that are each right but make no sense together; the message is the sentence that the user reads.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);
