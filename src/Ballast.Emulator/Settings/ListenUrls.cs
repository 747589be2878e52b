using System.Globalization;

namespace Ballast.Emulator.Settings;

/// <summary>Where the HTTP functions listen. The first of: --urls, --port, ASPNETCORE_URLS, Host:Port; else port 7071 on loopback.</summary>
internal static class ListenUrls
{
    private const int DefaultPort = 7071;

    /// <exception cref="StartException">A port or URL is malformed.</exception>
    public static IReadOnlyList<string> Read(IConfiguration settings, IConfiguration commandLine)
    {
        if (commandLine["urls"] is { } urls)
            return Split(urls, "--urls");
        if (commandLine["port"] is { } port)
            return [Loopback(port, "--port")];
        if (settings["ASPNETCORE_URLS"] is { } asp)
            return Split(asp, "ASPNETCORE_URLS");
        return [settings["Host:Port"]?.Trim() is { Length: > 0 } configured ? Loopback(configured, "Setting Host__Port") : $"http://localhost:{DefaultPort}"];
    }

    private static string[] Split(string urls, string source)
    {
        string[] parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0 || !parts.All(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
            throw new StartException($"{source} must be one or more http:// URLs separated by ';' (TLS belongs to a proxy in front).");
        return parts;
    }

    private static string Loopback(string port, string source)
    {
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            throw new StartException($"{source} is '{port}'; allowed: a port from 0 (any free one) to 65535.");

        // Kestrel binds localhost to two addresses and cannot choose one free port for both.
        return number == 0 ? "http://127.0.0.1:0" : $"http://localhost:{number}";
    }
}
