using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ballast.Emulator.Http;

/// <summary>The function key and the master key, kept as hashes: comparing hashes takes the same time whatever the length and content of a guess.</summary>
internal sealed class HostKeys
{
    private const string FileName = "host-keys.json";

    private readonly byte[] _function;
    private readonly byte[] _master;

    private HostKeys(string function, string master, string? path)
    {
        _function = Hash(function);
        _master = Hash(master);
        Path = path;
    }

    /// <summary>The file the keys stand in; null when both come from the settings.</summary>
    public string? Path { get; }

    /// <summary>Takes the keys from <c>Host__FunctionKey</c> and <c>Host__MasterKey</c>; a missing one from the state folder's file, which is made once.</summary>
    /// <exception cref="StartException">The file cannot be read or written.</exception>
    public static HostKeys Load(IConfiguration settings, string stateFolder)
    {
        string? function = NullIfEmpty(settings["Host:FunctionKey"]);
        string? master = NullIfEmpty(settings["Host:MasterKey"]);
        if (function is not null && master is not null)
            return new HostKeys(function, master, null);

        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(stateFolder, FileName));
        try
        {
            if (!File.Exists(path))
                Create(stateFolder, path);
            else if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

            SettingsFile file = SettingsFile.Parse(FileName, File.ReadAllBytes(path));
            return new HostKeys(function ?? Key(file, "functionKey", path), master ?? Key(file, "masterKey", path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The host keys cannot be kept in {path}: {failure.Message}", failure);
        }
    }

    public bool IsMaster(string key) => CryptographicOperations.FixedTimeEquals(Hash(key), _master);

    public bool IsFunctionOrMaster(string key)
    {
        byte[] hash = Hash(key);
        return CryptographicOperations.FixedTimeEquals(hash, _function) | CryptographicOperations.FixedTimeEquals(hash, _master);
    }

    private static void Create(string folder, string path)
    {
        Directory.CreateDirectory(folder);
        string draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            using var json = new Utf8JsonWriter(file);
            json.WriteStartObject();
            json.WriteString("functionKey", NewKey());
            json.WriteString("masterKey", NewKey());
            json.WriteEndObject();
            json.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string Key(SettingsFile file, string name, string path) =>
        NullIfEmpty(file.Entries.GetValueOrDefault(name).Text)
        ?? throw new StartException($"{path} has no {name}; delete the file to have new keys made, or set Host__FunctionKey and Host__MasterKey.");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
