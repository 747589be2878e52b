using Ballast.Core.Traces;

namespace Ballast.Cli.Output;

/// <summary>What one balance can trade.</summary>
/// <param name="Balance">USDT.</param>
/// <param name="At">When they were read.</param>
/// <param name="Market">Where prices and ATRs come from; a synthetic market moves with the clock.</param>
public sealed record TradableList(decimal Balance, string Market, DateTimeOffset At, IReadOnlyList<TradableRow> Items);

/// <param name="FromBalance">USDT: the least balance with which it is an order; null where no balance would do.</param>
public sealed record TradableRow(string Symbol, bool Tradable, decimal? Price, decimal? Atr, decimal? Quantity, decimal? OrderNotional, decimal? Margin, int? Leverage, decimal? LossAtStop, decimal? FromBalance, Reason? Reason);
