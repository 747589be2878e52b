using System.CommandLine;
using System.Diagnostics;
using Ballast.Cli.Options;
using Ballast.Research.Data;
using Ballast.Venue.Markets;

namespace Ballast.Cli.Inputs;

/// <summary>Which candles, and where their binary cache stands.</summary>
internal sealed class BarDataInputs(bool isRequired = true)
{
    private readonly TextOption _data = new("--data", "an existing file in Binance's kline layout, .csv or .zip", File.Exists, "Candle file") { Required = isRequired };
    private readonly TextOption _cacheFolder = new("--cache-dir", "a folder, made when it is missing", text => text.Length > 0 && !File.Exists(text), "Where the binary cache of the file is kept (default beside it)");
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Read the file itself and write no cache." };

    public IEnumerable<Option> All => [_data, _cacheFolder, _noCache];

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_data) is not null;

    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_data)!;

    /// <summary>The bars, and the milliseconds that reading them took.</summary>
    /// <exception cref="UsageException">The file is no candle file, or two options contradict each other.</exception>
    public (LoadedBars Loaded, double Ms) Load(ParseResult parsed, CancellationToken cancel)
    {
        var folder = parsed.GetValue(_cacheFolder);
        if (parsed.GetValue(_noCache) && folder is not null)
        {
            throw new UsageException("Give either --cache-dir or --no-cache, not both.");
        }

        try
        {
            var from = Stopwatch.GetTimestamp();
            var loaded = BarFile.Load(Path(parsed), parsed.GetValue(_noCache) ? null : new BarCaching(folder), cancel);
            return (loaded, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        catch (MarketSourceException wrong)
        {
            throw new UsageException($"--data: {wrong.Message}");
        }
    }
}
