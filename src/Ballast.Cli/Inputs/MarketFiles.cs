using System.CommandLine;
using System.Diagnostics;
using Ballast.Cli.Options;
using Ballast.Core.Market;
using Ballast.Research.Data;
using Ballast.Research.Full;
using Ballast.Venue.Markets;
using Symbol = Ballast.Core.Market.Symbol;

namespace Ballast.Cli.Inputs;

/// <summary>Candle files of one or several symbols, and where their binary caches stand.</summary>
internal sealed class MarketFiles(bool isRequired = true)
{
    private readonly FilesOption _data = new("--data", "an existing file in Binance's kline layout, .csv or .zip", "Candle file; for several symbols SYMBOL=FILE, as often as needed", isRequired);
    private readonly TextOption _cacheFolder = new("--cache-dir", "a folder, made when it is missing", text => text.Length > 0 && !File.Exists(text), "Where the binary cache of the file is kept (default beside it)");
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Read the file itself and write no cache." };

    public IEnumerable<Option> All => [_data, _cacheFolder, _noCache];

    /// <summary>As they were given; none where that is allowed.</summary>
    public IReadOnlyList<string> Given(ParseResult parsed) => parsed.GetValue(_data) ?? [];

    /// <summary>Of the files, as far as something says it.</summary>
    public IEnumerable<Symbol> Symbols(ParseResult parsed) => Given(parsed).Select(text => FilesOption.Parts(text).Symbol).OfType<string>().Select(name => new Symbol(name));

    /// <summary>The names of the files alone.</summary>
    public IEnumerable<string> Files(ParseResult parsed) => Given(parsed).Select(text => Path.GetFileName(FilesOption.Parts(text).File));

    public string Names(ParseResult parsed) => string.Join(", ", Files(parsed));

    /// <summary>The one file's bars, and the milliseconds that reading them took.</summary>
    /// <exception cref="UsageException">The file is no candle file, or two options contradict each other.</exception>
    public (LoadedBars Loaded, double Ms) One(ParseResult parsed, CancellationToken cancel) => Load(parsed, FilesOption.Parts(Given(parsed)[0]).File, withTakers: false, cancel);

    /// <summary>All of them as markets.</summary>
    /// <param name="withTakers">What takers bought is wanted too.</param>
    /// <exception cref="UsageException">As <see cref="One"/>, or nothing says of which symbol a file is.</exception>
    public (IReadOnlyList<FullMarket> Markets, double Ms) Each(ParseResult parsed, bool withTakers, CancellationToken cancel)
    {
        var (markets, ms) = (new List<FullMarket>(), 0.0);
        foreach (var text in Given(parsed))
        {
            if (FilesOption.Parts(text) is not ({ } symbol, var file))
            {
                throw new UsageException($"Nothing says which symbol '{text}' is; write --data SYMBOL={text}.");
            }

            var (loaded, took) = Load(parsed, file, withTakers, cancel);
            markets.Add(FullMarket.Of(new Symbol(symbol), loaded.Bars));
            ms += took;
        }

        return (markets, ms);
    }

    private (LoadedBars Loaded, double Ms) Load(ParseResult parsed, string file, bool withTakers, CancellationToken cancel)
    {
        var folder = parsed.GetValue(_cacheFolder);
        if (parsed.GetValue(_noCache) && folder is not null)
        {
            throw new UsageException("Give either --cache-dir or --no-cache, not both.");
        }

        try
        {
            var from = Stopwatch.GetTimestamp();
            var caching = parsed.GetValue(_noCache) ? null : new BarCaching(folder);
            var loaded = withTakers ? BarFile.LoadWithTakers(file, caching, cancel) : BarFile.Load(file, caching, cancel);
            return (loaded, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        catch (MarketSourceException wrong)
        {
            throw new UsageException($"--data: {wrong.Message}");
        }
    }
}
