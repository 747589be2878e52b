namespace Ballast.Cli.Output;

/// <summary>A completion script.</summary>
internal sealed record CompletionView(string Shell, string Script);
