using System.CommandLine;
using Ballast.Venue.Markets;

namespace Ballast.Cli.Inputs;

/// <summary><c>--all-symbols</c>: every symbol of a market instead of one.</summary>
internal sealed class AllSymbolsInputs
{
    private readonly Option<bool> _all = new("--all-symbols") { Description = "What this balance can trade on every symbol of the market, what not, and from which balance on; decided with the caps." };
    private readonly Option<string?> _market = new("--market") { HelpName = "source", Description = "With --all-symbols: where prices and ATRs come from, as Market__Source (default synthetic; klines:FILE, ticks:FILE)." };

    public IEnumerable<Option> All => [_all, _market];

    /// <exception cref="UsageException">Options of one symbol are mixed with those of all.</exception>
    public bool AreAsked(ParseResult parsed, IReadOnlyList<Option> ofOne)
    {
        if (!parsed.GetValue(_all))
        {
            return parsed.GetValue(_market) is null ? false : throw new UsageException("--market needs --all-symbols.");
        }

        return ofOne.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } stray ? throw new UsageException($"{stray.Name} does not go with --all-symbols: prices come from the market.") : true;
    }

    public IReadOnlyList<MarketSource> Source(ParseResult parsed)
    {
        try
        {
            return MarketSource.Parse(parsed.GetValue(_market));
        }
        catch (MarketSourceException wrong)
        {
            throw new UsageException($"--market: {wrong.Message}");
        }
    }
}
