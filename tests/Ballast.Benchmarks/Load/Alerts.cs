using System.Globalization;
using Ballast.Benchmarks.Servers;

namespace Ballast.Benchmarks.Load;

/// <summary>
/// Prepares alerts that are all accepted: a symbol's first opens it, and each later one reverses it. A symbol belongs to one connection,
/// so that its alerts arrive in order.
/// </summary>
internal sealed class Alerts(IReadOnlyList<string> symbols)
{
    private readonly bool[] _isLong = new bool[symbols.Count];
    private int _next;

    /// <summary>So many names.</summary>
    public static IReadOnlyList<string> Symbols(int count) =>
        [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"C{i:D4}USDT"))];

    /// <summary>For each connection its requests, in order; every symbol comes again only after all others.</summary>
    public byte[][][] Prepare(int connections, int total)
    {
        var requests = Enumerable.Range(0, connections).Select(_ => new List<byte[]>()).ToArray();
        for (var i = 0; i < total; i++)
        {
            var symbol = _next++ % symbols.Count;
            requests[symbol % connections].Add(Request(symbol));
        }

        return [.. requests.Select(r => r.ToArray())];
    }

    private byte[] Request(int symbol)
    {
        _isLong[symbol] = !_isLong[symbol];
        return One(symbols[symbol], _isLong[symbol] ? "long" : "short", string.Create(CultureInfo.InvariantCulture, $"a{_next}"));
    }

    public static byte[] One(string symbol, string position, string id) => HttpConnection.Post("/api/webhook",
        string.Create(CultureInfo.InvariantCulture, $$"""{"secret":"{{AppSettings.Secret}}","strategy":"bench","symbol":"BINANCE:{{symbol}}.P","market_position":"{{position}}","confidence":"0.8","strength":4,"interval":"15","timenow":"{{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ}}","id":"{{id}}"}"""));
}

/// <summary>The alerts of several servers: each has seen only its own.</summary>
internal sealed class AlertSet(IReadOnlyList<string> symbols)
{
    private readonly Dictionary<string, Alerts> _byServer = [];

    public Alerts Of(string server) => _byServer.TryGetValue(server, out var known) ? known : _byServer[server] = new Alerts(symbols);
}
