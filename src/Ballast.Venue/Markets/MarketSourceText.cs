using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>Reads one market source from text.</summary>
internal static class MarketSourceText
{
    private const string Allowed = "Allowed: synthetic[:seed=N,symbols=A+B], klines:PATH[,symbol=S][,warmup=BARS][,end=loop|stop], ticks:PATH[,candles=PATH][,end=loop|stop]; several separated by ';'.";

    public static MarketSource One(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = (colon < 0 ? text : text[..colon]).Trim().ToLowerInvariant();
        var fields = (colon < 0 ? "" : text[(colon + 1)..]).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return kind switch
        {
            "synthetic" => Synthetic(text, Options(text, fields, "seed", "symbols")),
            "klines" => Klines(text, FilePath(text, fields), Options(text, fields[1..], "symbol", "warmup", "end")),
            "ticks" => Ticks(text, FilePath(text, fields), Options(text, fields[1..], "candles", "end")),
            _ => throw new MarketSourceException($"The market source '{text}' begins with '{kind}'. {Allowed}"),
        };
    }

    private static MarketSource.Synthetic Synthetic(string text, Dictionary<string, string> options)
    {
        ulong seed = 1;
        if (options.TryGetValue("seed", out var given) && !ulong.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out seed))
        {
            throw new MarketSourceException($"The market source '{text}': seed '{given}' must be a whole number from 0 to {ulong.MaxValue}.");
        }

        var symbols = options.TryGetValue("symbols", out var names) ? names.Split('+').Select(n => SymbolOf(text, n)).ToArray() : [];
        return new MarketSource.Synthetic(seed, EquatableList.From(symbols));
    }

    private static MarketSource.Klines Klines(string text, string path, Dictionary<string, string> options)
    {
        int? warmUp = null;
        if (options.TryGetValue("warmup", out var bars))
        {
            warmUp = int.TryParse(bars, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new MarketSourceException($"The market source '{text}': warmup '{bars}' must be a whole number of bars, 0 or more.");
        }

        var symbol = SymbolOf(text, options.TryGetValue("symbol", out var name) ? name : Path.GetFileName(path).Split('-', '_', '.')[0]);
        return new MarketSource.Klines(path, symbol, warmUp, EndOf(text, options));
    }

    private static MarketSource.Ticks Ticks(string text, string path, Dictionary<string, string> options)
    {
        var candles = options.GetValueOrDefault("candles");
        if (candles is not null && !File.Exists(candles))
        {
            throw new MarketSourceException($"The market source '{text}': the file '{candles}' does not exist.");
        }

        return new MarketSource.Ticks(path, candles, EndOf(text, options));
    }

    private static string FilePath(string text, string[] fields)
    {
        if (fields.Length == 0)
        {
            throw new MarketSourceException($"The market source '{text}' names no file. {Allowed}");
        }

        return File.Exists(fields[0]) ? fields[0] : throw new MarketSourceException($"The market source '{text}': the file '{fields[0]}' does not exist.");
    }

    private static Symbol SymbolOf(string text, string name)
    {
        var symbol = new Symbol(name.Trim());
        return symbol.IsWellFormed
            ? symbol
            : throw new MarketSourceException($"The market source '{text}': '{name}' is not a symbol; 3 to 20 letters and digits such as BTCUSDT are (give one with symbol=).");
    }

    private static ReplayEnd EndOf(string text, Dictionary<string, string> options) => options.GetValueOrDefault("end", "loop").ToLowerInvariant() switch
    {
        "loop" => ReplayEnd.Loop,
        "stop" => ReplayEnd.Stop,
        var other => throw new MarketSourceException($"The market source '{text}': end '{other}' must be loop or stop."),
    };

    private static Dictionary<string, string> Options(string text, IEnumerable<string> fields, params string[] allowed)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? field : field[..equals].Trim().ToLowerInvariant();
            if (equals < 0 || !allowed.Contains(name) || !options.TryAdd(name, field[(equals + 1)..].Trim()))
            {
                throw new MarketSourceException($"The market source '{text}': '{field}' is not an option here. Allowed, once each: {string.Join(", ", allowed.Select(a => a + "="))}.");
            }
        }

        return options;
    }
}
