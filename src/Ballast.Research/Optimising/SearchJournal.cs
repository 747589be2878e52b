using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ballast.Application.Codec;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>
/// Finished points in a file, one line each (<see cref="CheckedLine"/>), the header first. A line is written at once, so that whatever ends the process costs
/// at most the point that was being written. A torn line and all behind it are cut off; what they held is tried again.
/// </summary>
public sealed class SearchJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _gate = new();

    private SearchJournal(FileStream file, IReadOnlyList<TrialRecord> known, int cut) => (_file, Known, Cut) = (file, known, cut);

    /// <summary>What stood there already.</summary>
    public IReadOnlyList<TrialRecord> Known { get; }

    /// <summary>Lines that were torn, or stood behind a torn one, and are gone.</summary>
    public int Cut { get; }

    /// <summary>Opens a journal, or begins it.</summary>
    /// <param name="points">Of the plan; a line about another point counts as torn.</param>
    /// <exception cref="SearchJournalException">The file is another search's, no journal, or cannot be opened.</exception>
    public static SearchJournal Open(string path, JournalHeader header, int points)
    {
        ArgumentNullException.ThrowIfNull(header);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var lines = Lines(bytes).ToList();
            var known = new List<TrialRecord>();
            var end = CheckHeader(path, bytes, lines, header);
            foreach (var line in lines.Skip(end > 0 ? 1 : 0))
            {
                if (Read(bytes.AsSpan(line), SearchJson.Default.TrialRecord) is not { } record || record.Index < 0 || record.Index >= points)
                {
                    break;
                }

                known.Add(record);
                end = line.End.Value;
            }

            file.SetLength(end);
            file.Position = end;
            var journal = new SearchJournal(file, known, lines.Count(l => l.Start.Value >= end));
            if (end == 0)
            {
                journal.Write(Line(header, SearchJson.Default.JournalHeader));
            }

            file = null;
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SearchJournalException($"The journal '{path}' cannot be used: {e.Message}", e);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Append(TrialRecord record)
    {
        var line = Line(record, SearchJson.Default.TrialRecord);
        lock (_gate)
        {
            Write(line);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Where the header ends; 0 where the journal has to be begun.</summary>
    private static int CheckHeader(string path, byte[] bytes, List<Range> lines, JournalHeader header)
    {
        if (lines is [var first, ..] && Read(bytes.AsSpan(first), SearchJson.Default.JournalHeader) is { } found)
        {
            return found.DifferenceFrom(header) is { } difference
                ? throw new SearchJournalException($"The journal '{path}' belongs to another search; it differs in {difference}.")
                : first.End.Value;
        }

        // Stopped while the first line was being written: then it is the beginning of just this line.
        return Line(header, SearchJson.Default.JournalHeader).AsSpan().StartsWith(bytes) ? 0
            : throw new SearchJournalException($"The file '{path}' is no journal of a search; give another name, or delete it.");
    }

    private static IEnumerable<Range> Lines(byte[] bytes)
    {
        for (var from = 0; from < bytes.Length;)
        {
            var at = Array.IndexOf(bytes, (byte)'\n', from);
            var end = at < 0 ? bytes.Length : at + 1;
            yield return from..end;
            from = end;
        }
    }

    private static byte[] Line<T>(T value, JsonTypeInfo<T> type) => CheckedLine.Of(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Null where the line is torn.</summary>
    private static T? Read<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        if (line.IsEmpty || line[^1] != '\n' || !CheckedLine.TryRead(line, out var json))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            // A whole line of another kind: the caller decides what that means.
            return null;
        }
    }

    private void Write(byte[] line) => _file.Write(line);
}

/// <summary>What a search writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(TrialRecord))]
internal sealed partial class SearchJson : JsonSerializerContext;
