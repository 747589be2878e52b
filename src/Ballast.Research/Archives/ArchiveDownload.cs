using System.Net;
using System.Security.Cryptography;
using Ballast.Research.Data;

namespace Ballast.Research.Archives;

/// <summary>Something is wrong with the archive or what it sent; the message is one sentence.</summary>
public sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What became of one file.</summary>
public enum ArchiveOutcome
{
    /// <summary>It was here already, and its checksum is right.</summary>
    Kept,
    Downloaded,

    /// <summary>The archive does not have it.</summary>
    Missing,
}

/// <summary>
/// Brings files of the archive into a folder with the archive's own paths. A file is there whole and with the right SHA-256, or not at all; what is
/// there is not asked for again, so a stopped download goes on where it was.
/// </summary>
public sealed class ArchiveDownload(HttpClient http, Uri root, string folder, TimeProvider time)
{
    private static readonly TimeSpan[] s_waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15)];

    public string PathOf(ArchiveFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar));
    }

    /// <exception cref="ArchiveException">The archive cannot be reached, or what it sends does not have the checksum that it names.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<ArchiveOutcome> BringAsync(ArchiveFile file, CancellationToken cancel)
    {
        var path = PathOf(file);
        var sumPath = $"{path}.CHECKSUM";
        if (File.Exists(path) && File.Exists(sumPath) && SumIn(await File.ReadAllTextAsync(sumPath, cancel)) is { } known && known == await SumOfAsync(path, cancel))
        {
            return ArchiveOutcome.Kept;
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await DownloadAsync(file, path, sumPath, cancel);
            }
            catch (Exception e) when (e is HttpRequestException or ArchiveException or IOException && attempt < s_waits.Length && IsPassing(e))
            {
                await Task.Delay(s_waits[attempt], time, cancel);
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                throw new ArchiveException($"'{file.Path}' could not be brought from {root}: {e.Message}", e);
            }
        }
    }

    /// <summary>What another try may mend: the wire, an overloaded server, a damaged download.</summary>
    private static bool IsPassing(Exception e) => e switch
    {
        HttpRequestException { StatusCode: { } status } => status >= HttpStatusCode.InternalServerError || status == HttpStatusCode.TooManyRequests,
        HttpRequestException or HttpIOException or ArchiveException => true,
        _ => false,
    };

    private async Task<ArchiveOutcome> DownloadAsync(ArchiveFile file, string path, string sumPath, CancellationToken cancel)
    {
        var sumText = await TextAsync(new Uri(root, $"{file.Path}.CHECKSUM"), cancel);
        if (sumText is null)
        {
            return ArchiveOutcome.Missing;
        }

        var sum = SumIn(sumText) ?? throw new ArchiveException($"The checksum of '{file.Path}' is '{sumText.Trim()[..Math.Min(80, sumText.Trim().Length)]}'; expected 64 hexadecimal digits.");
        using var answer = await http.GetAsync(new Uri(root, file.Path), HttpCompletionOption.ResponseHeadersRead, cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return ArchiveOutcome.Missing;
        }

        answer.EnsureSuccessStatusCode();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.part";
        await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            await answer.Content.CopyToAsync(stream, cancel);
        }

        var came = await SumOfAsync(part, cancel);
        if (came != sum)
        {
            File.Delete(part);
            throw new ArchiveException($"'{file.Path}' came with SHA-256 {came}; the archive says {sum}.");
        }

        File.Move(part, path, overwrite: true);
        WholeFile.Write(sumPath, sumText);
        return ArchiveOutcome.Downloaded;
    }

    /// <summary>Null: not there.</summary>
    private async Task<string?> TextAsync(Uri address, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(address, cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancel);
    }

    private static string? SumIn(string text)
    {
        var word = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";
        return word.Length == 64 && word.All(char.IsAsciiHexDigit) ? word.ToLowerInvariant() : null;
    }

    private static async Task<string> SumOfAsync(string path, CancellationToken cancel)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }
}
