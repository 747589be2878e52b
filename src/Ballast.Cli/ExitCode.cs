namespace Ballast.Cli;

/// <summary>What the process ends with.</summary>
public static class ExitCode
{
    public const int Fine = 0;

    public const int Failed = 1;

    public const int Usage = 2;
}
