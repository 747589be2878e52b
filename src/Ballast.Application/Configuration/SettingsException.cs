namespace Ballast.Application.Configuration;

/// <summary>The app cannot start with these settings. The message names each setting, its value and what is allowed.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
        : this("The settings are wrong.")
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
