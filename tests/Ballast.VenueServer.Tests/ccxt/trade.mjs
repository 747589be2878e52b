// Trades against the simulated exchange with ccxt's binanceusdm, a client that knows only Binance.
// Arguments: base address, API key, API secret. Prints one line per step and exits 0, or says which step went wrong and exits 1.
import assert from 'node:assert/strict';
import ccxt from 'ccxt';

const [address, apiKey, secret] = process.argv.slice(2);
const symbol = 'BTC/USDT:USDT';

function client(clientSecret) {
  const exchange = new ccxt.binanceusdm({
    apiKey,
    secret: clientSecret,
    enableRateLimit: false,
    options: { fetchCurrencies: false, fetchMargins: false },
  });
  // Every base address of the client leads to the exchange under test, so that nothing can reach another one.
  for (const [name, url] of Object.entries(exchange.urls.api)) {
    const version = /\/fapi\/(v\d)$/.exec(url)?.[1];
    exchange.urls.api[name] = version ? `${address}/fapi/${version}` : `${address}/not-served`;
  }
  return exchange;
}

async function refusedWith(code, action) {
  await assert.rejects(action, (error) => error instanceof ccxt.BaseError && error.message.includes(`"code":${code},`) || assert.fail(`expected ${code}, was ${error}`));
}

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);
const exchange = client(secret);
const steps = {
  async 'markets are loaded'() {
    await exchange.loadMarkets();
    const market = exchange.market(symbol);
    assert.deepEqual([market.linear, market.precision.price, market.precision.amount, market.limits.cost.min], [true, 0.1, 0.001, 100]);
  },
  async 'leverage and isolated margin are set'() {
    assert.equal((await exchange.setLeverage(10, symbol)).leverage, 10);
    await exchange.setMarginMode('cross', symbol);
    await exchange.setMarginMode('isolated', symbol);
    await refusedWith(-4046, exchange.setMarginMode('isolated', symbol));
    assert.equal((await exchange.fetchPositionMode(symbol)).hedged, false);
  },
  async 'book, candles, ticker and funding are read'() {
    const book = await exchange.fetchOrderBook(symbol, 20);
    assert.ok(book.bids[0][0] < book.asks[0][0] && book.bids.length === 20);
    const candles = await exchange.fetchOHLCV(symbol, '1m', undefined, 50);
    assert.equal(candles.length, 50);
    assert.ok(candles.every((c, i) => c[3] <= c[1] && c[2] >= c[4] && (i === 0 || c[0] - candles[i - 1][0] === 60_000)));
    assert.ok((await exchange.fetchTicker(symbol)).last > 0);
    assert.equal((await exchange.fetchFundingRate(symbol)).symbol, symbol);
  },
  async 'a market order opens a position'() {
    const placed = await exchange.createOrder(symbol, 'market', 'buy', 0.01);
    const order = await exchange.fetchOrder(placed.id, symbol);
    assert.deepEqual([order.status, order.filled, order.type], ['closed', 0.01, 'market']);
    assert.ok(order.average > 0 && order.cost > 0);
    const [position] = await exchange.fetchPositions([symbol]);
    assert.deepEqual([position.side, position.contracts, position.marginMode], ['long', 0.01, 'isolated']);
    near(position.entryPrice, order.average);
  },
  async 'a close-position stop stands on the algo endpoint'() {
    const [position] = await exchange.fetchPositions([symbol]);
    const trigger = exchange.priceToPrecision(symbol, position.entryPrice * 0.97);
    const stop = await exchange.createOrder(symbol, 'market', 'sell', undefined, undefined, { stopLossPrice: trigger, closePosition: true, workingType: 'MARK_PRICE' });
    const open = await exchange.fetchOpenOrders(symbol, undefined, undefined, { trigger: true });
    assert.deepEqual(open.map((o) => [o.id, o.triggerPrice, o.side]), [[stop.id, Number(trigger), 'sell']]);
    assert.deepEqual(await exchange.fetchOpenOrders(symbol), []);
    await exchange.cancelOrder(stop.id, symbol, { trigger: true });
    assert.deepEqual(await exchange.fetchOpenOrders(symbol, undefined, undefined, { trigger: true }), []);
  },
  async 'a trailing stop is taken and cancelled'() {
    const trailing = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { trailingPercent: 1.5, reduceOnly: true });
    await exchange.cancelOrder(trailing.id, symbol, { trigger: true });
  },
  async 'a limit order rests, is found and is cancelled'() {
    const { bids } = await exchange.fetchOrderBook(symbol, 5);
    const price = exchange.priceToPrecision(symbol, bids[0][0] * 0.98);
    const limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, price, { timeInForce: 'PO' });
    assert.deepEqual((await exchange.fetchOpenOrders(symbol)).map((o) => o.id), [limit.id]);
    assert.equal((await exchange.cancelOrder(limit.id, symbol)).status, 'canceled');
    await refusedWith(-2011, exchange.cancelOrder(limit.id, symbol));
  },
  async 'the venue refuses by its codes'() {
    await refusedWith(-2022, exchange.createOrder(symbol, 'market', 'buy', 0.01, undefined, { reduceOnly: true }));
    await refusedWith(-2019, exchange.createOrder(symbol, 'market', 'buy', 20));
    await refusedWith(-1022, client('a-wrong-secret').fetchBalance());
  },
  async 'the position is closed reduce-only and the balance adds up'() {
    await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { reduceOnly: true });
    assert.deepEqual(await exchange.fetchPositions([symbol]), []);
    const trades = await exchange.fetchMyTrades(symbol);
    const quantity = (side) => trades.filter((t) => t.side === side).reduce((sum, t) => sum + t.amount, 0);
    assert.ok(quantity('buy') > 0);
    near(quantity('buy'), quantity('sell'));
    const pnl = trades.reduce((sum, t) => sum + Number(t.info.realizedPnl) - t.fee.cost, 0);
    const ledger = await exchange.fapiPrivateGetIncome({ limit: 1000 });
    const booked = (kind) => ledger.filter((l) => l.incomeType === kind).reduce((sum, l) => sum + Number(l.income), 0);
    const { total, free } = await exchange.fetchBalance();
    near(total.USDT, booked('TRANSFER') + booked('FUNDING_FEE') + pnl);
    near(total.USDT, ledger.reduce((sum, l) => sum + Number(l.income), 0));
    near(free.USDT, total.USDT);
  },
};

for (const [name, run] of Object.entries(steps)) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    console.error(`not ok ${name}: ${error.stack}`);
    process.exit(1);
  }
}
