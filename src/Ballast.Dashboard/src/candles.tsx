import { CandlestickSeries, LineStyle, createSeriesMarkers, type IChartApi, type IPriceLine, type ISeriesApi, type ISeriesMarkersPluginApi, type SeriesMarker, type Time } from "lightweight-charts";
import { useEffect, useRef, useState } from "preact/hooks";
import { chart, look, seconds } from "./charts";
import { price, sign } from "./format";
import { declare, reading } from "./store";
import { colour, theme } from "./theme";
import type { Candle, Page, Policy, Position, Trade } from "./types";
import { Card, Choice, Empty } from "./ui";

const intervals = ["1m", "3m", "15m", "1h", "4h", "1d"];
const lengths: Record<string, number> = { "1m": 60, "3m": 180, "15m": 900, "1h": 3600, "4h": 14_400, "1d": 86_400 };

interface Drawn { chart: IChartApi; series: ISeriesApi<"Candlestick">; markers: ISeriesMarkersPluginApi<Time>; lines: IPriceLine[] }

/** Candles of one symbol with what we did and hold there: entries, exits, stop, ladder, liquidation. */
export function Candles({ symbol, onChoose }: { symbol: string; onChoose: (symbol: string) => void }) {
  const [interval, setIntervalName] = useState("15m");
  const [version, setVersion] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  declare("candles", `candles?symbol=${symbol}&interval=${interval}&limit=200`, 15_000);
  declare("symbolTrades", `trades?symbol=${symbol}&limit=100`, 15_000);
  const candles = reading<Page<Candle>>("candles").data?.items;
  const trades = reading<Page<Trade>>("symbolTrades").data?.items;
  const position = reading<Page<Position>>("positions").data?.items.find(p => p.symbol === symbol);
  const symbols = reading<Page<Policy>>("policy").data?.items.map(p => p.symbol) ?? [symbol];
  const isDrawn = !!candles && candles.length > 1;

  useEffect(() => {
    if (!isDrawn || !place.current) return;
    const made = chart(place.current);
    const series = made.addSeries(CandlestickSeries, { borderVisible: false, priceLineVisible: false });
    drawn.current = { chart: made, series, markers: createSeriesMarkers(series, []), lines: [] };
    const paint = () => {
      made.applyOptions(look());
      const [up, down] = [colour("gain"), colour("loss")];
      series.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
      setVersion(v => v + 1);
    };
    paint();
    const stop = theme.listen(paint);
    return () => { stop(); made.remove(); drawn.current = null; };
  }, [isDrawn, symbol, interval]);

  useEffect(() => {
    if (!drawn.current || !candles?.length) return;
    const precision = Math.max(0, ...candles.slice(-20).map(c => (String(c.close).split(".")[1] ?? "").length));
    drawn.current.series.applyOptions({ priceFormat: { type: "price", precision: Math.min(6, precision), minMove: 10 ** -Math.min(6, precision) } });
    drawn.current.series.setData(candles.map(c => ({ time: seconds(c.openTime), open: c.open, high: c.high, low: c.low, close: c.close })));
    drawn.current.chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, candles.length - (innerWidth < 600 ? 50 : 110)), to: candles.length + 6 });
  }, [candles, version]);

  useEffect(() => {
    const d = drawn.current;
    if (!d || !candles?.length) return;
    const length = lengths[interval]!;
    const from = seconds(candles[0]!.openTime);
    const newest = seconds(candles[candles.length - 1]!.openTime);
    // On the candle it fell into; what the forming candle holds stands on the last closed one.
    const at = (time: string) => Math.min(newest, Math.floor(seconds(time) / length) * length) as Time;
    const marks: SeriesMarker<Time>[] = [];
    const entry = (side: string, time: string) => marks.push({ time: at(time), position: side === "Long" ? "belowBar" : "aboveBar", shape: side === "Long" ? "arrowUp" : "arrowDown", color: colour("accent") });
    for (const t of trades?.filter(t => seconds(t.entryTime) >= from) ?? []) {
      entry(t.side, t.entryTime);
      marks.push({ time: at(t.exitTime), position: t.side === "Long" ? "aboveBar" : "belowBar", shape: "circle", color: colour(sign(t.netPnl) || "muted") });
    }
    if (position?.entryAt) entry(position.side, position.entryAt);
    d.markers.setMarkers(marks.sort((a, b) => (a.time as number) - (b.time as number)));
    d.lines.forEach(l => d.series.removePriceLine(l));
    const line = (value: number | undefined, variable: string, title: string, style = LineStyle.Solid) => value === undefined ? [] : [d.series.createPriceLine({ price: value, color: colour(variable), lineWidth: 1, lineStyle: style, axisLabelVisible: true, title })];
    d.lines = position ? [
      ...line(position.entryPrice, "accent", "entry"),
      ...line(position.stop?.price, "loss", "stop"),
      ...position.takeProfits.flatMap((t, i) => line(t.price, "gain", `TP ${i + 1}`, LineStyle.Dashed)),
    ] : [];
  }, [candles, trades, position, version, interval]);

  const levels = position && `entry ${price(position.entryPrice)}, stop ${price(position.stop?.price)}, take-profits ${position.takeProfits.map(t => price(t.price)).join(" and ") || "none"}, liquidation ${price(position.liquidationPrice)}`;
  return (
    <Card id="chart" title="Market" of={["candles"]} class="wide" aside={<>
      <label class="pick"><span class="unseen">Symbol</span><select value={symbol} onChange={e => onChoose(e.currentTarget.value)}>{(symbols.includes(symbol) ? symbols : [symbol, ...symbols]).map(s => <option key={s} value={s}>{s}</option>)}</select></label>
      <Choice label="Candle length" options={intervals} value={interval} onChange={setIntervalName} />
    </>}>
      {isDrawn
        ? <>
            <p class="caption">{position ? `${position.side}: ${levels}.` : "No position here. "}{" "}<span class="key"><i class="arrow" />entry <i class="dot gain" />exit with a gain <i class="dot loss" />with a loss</span></p>
            <div class="plot tall" ref={place} role="img" aria-label={`Closed ${interval} candles of ${symbol}${levels ? `: ${levels}` : ""}`} />
          </>
        : <Empty>{reading("candles").error ? "No candles now." : "Reading candles …"}</Empty>}
    </Card>
  );
}
