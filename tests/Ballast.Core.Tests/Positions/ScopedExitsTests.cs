using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>A position is left by the exits of its own strategy and symbol.</summary>
public class ScopedExitsTests
{
    [Fact]
    public void A_symbol_s_exits_hold_for_its_positions_only()
    {
        var ticket = Given.Ticket();
        var other = new TradingOptions() with { Exits = new ExitOptions { TrailAtrs = 3 } };
        var options = new PositionOptions { Trading = new TradingOptions().WithScopes([new ScopedOptions(null, ticket.Symbol, other)]) };

        Assert.Equal(3, options.ExitsOf(ticket).TrailAtrs);
        Assert.Equal(1, options.ExitsOf(ticket with { Symbol = new Symbol("ETHUSDT") }).TrailAtrs);
        Assert.Equal(new ExitOptions(), new PositionOptions().ExitsOf(ticket));
    }
}
