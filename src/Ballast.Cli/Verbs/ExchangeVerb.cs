using System.CommandLine;
using System.Net;
using Ballast.Application.Ports;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Ballast.Venue;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Ballast.VenueServer;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast exchange</c>: the simulated exchange over HTTP in Binance's dialect, until it is stopped. Its account lives as long as the program.</summary>
internal sealed class ExchangeVerb
{
    private static readonly Dictionary<string, VenueLimits> Limits = new(StringComparer.OrdinalIgnoreCase) { ["binance"] = VenueLimits.Binance, ["none"] = VenueLimits.None };

    private readonly NumberOption _port = new("--port", NumberRange.Whole(0, IPEndPoint.MaxPort), "Port to listen on, 0 for a free one (default 8545)");
    private readonly NumberOption _balance = new("--balance", new NumberRange(0, 1_000_000_000_000m), "Start balance, USDT (default 1000)");
    private readonly NumberOption _seed = new("--seed", NumberRange.Whole(0, long.MaxValue), "Seed of a synthetic market (default 1); not with --market");
    private readonly TextOption _market = new("--market", "synthetic, klines:PATH or ticks:PATH with options, several separated by ';'", text => text.Length > 0, "Where prices come from");
    private readonly TextOption _key = new("--api-key", "8 to 128 letters, digits, '-' or '_'", IsKey, $"API key (default {VenueServerOptions.LocalKey}); with --api-secret");
    private readonly TextOption _secret = new("--api-secret", "8 to 128 letters, digits, '-' or '_'", IsKey, $"API secret (default {VenueServerOptions.LocalSecret}); with --api-key");
    private readonly TextOption _bind = new("--bind", "an IP address of this machine", text => IPAddress.TryParse(text, out _), "Address to listen on (default 127.0.0.1: this machine only)");
    private readonly ChoiceOption<VenueLimits> _limits = new("--limits", Limits, "Request weight and order limits (default binance)");
    private readonly NumberOption _stopAfter = new("--stop-after", new NumberRange(0, 31_536_000), "Seconds after which it stops by itself (default: never)");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private ExchangeVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("exchange", "The simulated exchange over HTTP in Binance's USD-M dialect, so that any Binance client can trade against it. Ctrl-C stops it; its account is gone then.",
        [
            "ballast exchange --port 0 --balance 500 --stop-after 1",
        ]);
        foreach (var option in (Option[])[_port, _balance, _seed, _market, _key, _secret, _bind, _limits, _stopAfter])
        {
            _command.Options.Add(option);
        }

        _command.SetAction(RunAsync);
    }

    public static VerbCommand Create(Printer printer) => new ExchangeVerb(printer)._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var market = MarketOf(parsed);
        var errors = parsed.InvocationConfiguration.Error;
        var options = ServerOptions(parsed) with { OnFailure = failure => errors.WriteLine($"A request failed: {failure}") };
        try
        {
            using var exchange = new SimulatedExchange(
                TimeProvider.System,
                MarketSource.Parse(market),
                new SimulatedExchangeOptions { StartBalance = _balance.From(parsed) ?? 1_000m, Limits = _limits.Or(parsed, Limits["binance"]) });
            await using var server = await VenueServer.VenueServer.StartAsync(exchange, options, cancel);
            await SayAsync(parsed, exchange, server.Address, market, options, cancel);
            await StoppedAsync(_stopAfter.From(parsed), cancel);
        }
        catch (MarketSourceException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        catch (Exception taken) when (taken is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException($"Cannot listen on {options.Address}, port {options.Port}: {taken.Message} Choose another with --port.");
        }

        return ExitCode.Fine;
    }

    private string MarketOf(ParseResult parsed) => (parsed.GetValue(_market), _seed.From(parsed)) switch
    {
        ({ }, { }) => throw new UsageException("Give either --seed or --market (a seed stands in it: synthetic:seed=7), not both."),
        ({ } market, _) => market,
        var (_, seed) => FormattableString.Invariant($"synthetic:seed={seed ?? 1}"),
    };

    private VenueServerOptions ServerOptions(ParseResult parsed)
    {
        var (key, secret) = (parsed.GetValue(_key), parsed.GetValue(_secret));
        var bind = parsed.GetValue(_bind);
        var options = new VenueServerOptions { Port = (int)(_port.From(parsed) ?? 8545), Address = bind is null ? IPAddress.Loopback : IPAddress.Parse(bind) };
        return (key, secret) switch
        {
            (null, null) when !IPAddress.IsLoopback(options.Address) => throw new UsageException("An address that others can reach needs keys of its own: give --api-key and --api-secret."),
            (null, null) => options,
            ({ }, { }) => options with { ApiKey = key, ApiSecret = secret },
            _ => throw new UsageException("Give --api-key and --api-secret together, or neither."),
        };
    }

    private async Task SayAsync(ParseResult parsed, SimulatedExchange exchange, Uri address, string market, VenueServerOptions options, CancellationToken cancel)
    {
        var symbols = await exchange.InstrumentsAsync(cancel) is VenueReply<IReadOnlyList<Instrument>>.Accepted accepted ? accepted.Value.Select(i => i.Symbol.Name).ToArray() : [];
        var shownAddress = address.GetLeftPart(UriPartial.Authority);
        var balance = _balance.From(parsed) ?? 1_000m;
        var secret = options.IsLocalPair ? options.ApiSecret : null;
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(new ExchangeView(shownAddress, symbols, balance, market, options.ApiKey, secret), CliJson.Plain.ExchangeView);
            return;
        }

        _printer.Line(FormattableString.Invariant($"Simulated exchange on {shownAddress} (Binance USD-M dialect): {balance} USDT, {market}, {string.Join(' ', symbols)}."));
        _printer.Line($"API key {options.ApiKey}, secret {secret ?? "as given"}. Ctrl-C stops it.");
    }

    private static async Task StoppedAsync(decimal? seconds, CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancel.Register(() => stopped.TrySetResult());
        await Task.WhenAny(stopped.Task, seconds is { } limit ? Task.Delay(TimeSpan.FromSeconds((double)limit), CancellationToken.None) : stopped.Task);
    }

    private static bool IsKey(string text) => text.Length is >= 8 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
