namespace Ballast.Emulator.Settings;

/// <summary>
/// All settings of the app. The later wins: host.json (below <see cref="HostSettings.Section"/>), the Values of local.settings.json,
/// environment variables, the command line. Nothing is watched for changes: a watcher costs 100 ms at start.
/// </summary>
internal sealed class AppSettings
{
    private AppSettings(string contentRoot, SettingsFile? hostFile, ConfigurationManager configuration, IConfiguration commandLine)
    {
        ContentRoot = contentRoot;
        HostFile = hostFile;
        Configuration = configuration;
        CommandLine = commandLine;
    }

    /// <summary>The current directory if it holds host.json, else the folder of the app's files.</summary>
    public string ContentRoot { get; }

    public SettingsFile? HostFile { get; }

    public ConfigurationManager Configuration { get; }

    /// <summary>The command line alone: a variable named PORT, which many environments set, is not meant for us.</summary>
    public IConfiguration CommandLine { get; }

    public static AppSettings Read(string[] args) =>
        Read(args, File.Exists(Path.Combine(Directory.GetCurrentDirectory(), HostSettings.FileName)) ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory);

    /// <exception cref="StartException">A file is malformed.</exception>
    public static AppSettings Read(string[] args, string contentRoot)
    {
        SettingsFile? host = SettingsFile.ReadIfPresent(contentRoot, HostSettings.FileName);
        SettingsFile? local = SettingsFile.ReadIfPresent(contentRoot, LocalSettings.FileName);
        var configuration = new ConfigurationManager();
        if (host is not null)
            configuration.AddInMemoryCollection(HostSettings.Values(host));
        if (local is not null)
            configuration.AddInMemoryCollection(LocalSettings.Values(local));
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        return new AppSettings(contentRoot, host, configuration, new ConfigurationBuilder().AddCommandLine(args).Build());
    }
}
