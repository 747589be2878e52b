using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Simulation.World;

/// <summary>What people have done on the venue itself, past the app.</summary>
internal sealed class Hands(SimulatedWorld world)
{
    private readonly HashSet<Symbol> _foreign = [];
    private readonly Dictionary<Symbol, DateTimeOffset> _stopRemovedAt = [];

    public void NoteStopRemoved(Symbol symbol) => _stopRemovedAt[symbol] = world.Loop.Now;

    /// <summary>True shortly after a person took a stop of this symbol away.</summary>
    public bool WasStopRemoved(Symbol symbol) => _stopRemovedAt.TryGetValue(symbol, out var at) && world.Loop.Now - at < TimeSpan.FromSeconds(5);

    public bool IsForeign(Symbol symbol) => _foreign.Contains(symbol);

    public void SetForeign(Symbol symbol, bool isForeign)
    {
        if (isForeign)
        {
            _foreign.Add(symbol);
        }
        else
        {
            _foreign.Remove(symbol);
        }
    }

    /// <summary>The person ends a trade of their own.</summary>
    public async Task CloseAsync(Symbol symbol)
    {
        if (!_foreign.Contains(symbol))
        {
            return;
        }

        // A thin book may take more than one order.
        while ((await world.Venue.LookAsync(int.MaxValue, int.MaxValue)).Positions.FirstOrDefault(p => p.Symbol == symbol).Signed is var held && held != 0)
        {
            world.Log?.Invoke($"a person closes {symbol}: {held}");
            await world.Venue.PlaceAsync(new OrderSpec.Market(new ClientOrderId($"hand-{world.Loop.NowTicks}"), symbol, held > 0 ? OrderSide.Sell : OrderSide.Buy, new Quantity(Math.Abs(held)), ReduceOnly: true));
            await world.Time.WaitAsync(TimeSpan.FromSeconds(1));
        }

        _foreign.Remove(symbol);
    }

    public async Task CloseAllAsync()
    {
        foreach (var symbol in _foreign.ToList())
        {
            await CloseAsync(symbol);
        }
    }
}
