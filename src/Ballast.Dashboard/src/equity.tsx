import { AreaSeries, type IChartApi, type ISeriesApi, type UTCTimestamp } from "lightweight-charts";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { chart, faded, look, seconds } from "./charts";
import { number, percent, signed } from "./format";
import { reading } from "./store";
import { colour, theme } from "./theme";
import type { BalancePoint, EquityDay, Page, Risk } from "./types";
import { Card, Choice, Empty } from "./ui";

interface Point { time: UTCTimestamp; value: number; fall: number }

/** With its fall from the highest so far, as a percentage below zero. Of points within a second the last stands. */
function withFall(points: { time: UTCTimestamp; value: number }[]): Point[] {
  let peak = -Infinity;
  const all = new Map<number, Point>();
  for (const p of points) {
    peak = Math.max(peak, p.value);
    all.set(p.time, { ...p, fall: peak > 0 ? (p.value / peak - 1) * 100 : 0 });
  }
  return [...all.values()];
}

/** The balance after each trade, and the equity now. */
const byTrade = (risk: Risk | undefined, balances: BalancePoint[]): Point[] => !risk || balances.length === 0 ? [] : withFall([
  ...balances.map(b => ({ time: seconds(b.at), value: b.balance })),
  { time: seconds(risk.equityAt), value: risk.equity },
].sort((a, b) => a.time - b.time));

const byDay = (days: EquityDay[], risk: Risk | undefined): Point[] => withFall([
  ...days.map(d => ({ time: (seconds(`${d.day}T00:00:00Z`) + 86_399) as UTCTimestamp, value: d.equity })),
  ...(risk ? [{ time: seconds(risk.equityAt), value: risk.equity }] : []),
].sort((a, b) => a.time - b.time));

export function Equity() {
  const [by, setBy] = useState("trade");
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ chart: IChartApi; equity: ISeriesApi<"Area">; fall: ISeriesApi<"Area"> } | null>(null);
  const [risk, balances, days] = [reading<Risk>("risk").data, reading<Page<BalancePoint>>("balances").data, reading<Page<EquityDay>>("equity").data];
  const points = useMemo(() => by === "trade" ? byTrade(risk, balances?.items ?? []) : byDay(days?.items ?? [], risk), [by, risk, balances, days]);
  const isDrawn = points.length > 1;

  useEffect(() => {
    if (!isDrawn || !place.current) return;
    const made = chart(place.current);
    const equity = made.addSeries(AreaSeries, { lineWidth: 2, priceLineVisible: false, priceFormat: { type: "price", precision: 2, minMove: 0.01 } });
    const fall = made.addSeries(AreaSeries, { lineWidth: 1, invertFilledArea: true, priceLineVisible: false, lastValueVisible: false, priceFormat: { type: "custom", formatter: (v: number) => `${number(v)} %`, minMove: 0.01 } }, 1);
    made.panes()[0]?.setStretchFactor(3);
    made.panes()[1]?.setStretchFactor(1);
    const paint = () => {
      made.applyOptions(look());
      equity.applyOptions({ lineColor: colour("accent"), topColor: faded(colour("accent"), 0.28), bottomColor: faded(colour("accent"), 0.02) });
      fall.applyOptions({ lineColor: colour("loss"), topColor: faded(colour("loss"), 0.08), bottomColor: faded(colour("loss"), 0.35) });
    };
    paint();
    drawn.current = { chart: made, equity, fall };
    const stop = theme.listen(paint);
    return () => { stop(); made.remove(); drawn.current = null; };
  }, [isDrawn]);

  useEffect(() => {
    if (!drawn.current) return;
    drawn.current.equity.setData(points.map(p => ({ time: p.time, value: p.value })));
    drawn.current.fall.setData(points.map(p => ({ time: p.time, value: p.fall })));
    drawn.current.chart.timeScale().fitContent();
  }, [points, isDrawn]);

  const [first, last] = [points[0], points[points.length - 1]];
  const worst = Math.min(0, ...points.map(p => p.fall));
  return (
    <Card id="equity" title="Equity and drawdown" of={["risk", "balances"]} class="wide" aside={<Choice label="Points" options={["trade", "day"]} value={by} onChange={setBy} show={v => `by ${v}`} />}>
      {isDrawn && first && last
        ? <>
            <p class="caption">{signed(last.value - first.value)} USDT over {by === "trade" ? `the newest ${(balances?.items.length ?? 1) - 1} trades` : `${points.length} days`}; deepest fall {percent(-worst / 100, 2)}, now at {number(last.value)}.{by === "trade" && " Transfers are left out."}</p>
            <div class="plot" ref={place} role="img" aria-label={`Equity from ${number(first.value)} to ${number(last.value)} USDT, deepest drawdown ${percent(-worst / 100, 2)}`} />
          </>
        : <Empty>{by === "trade" ? "No trade has been closed yet. The curve begins with the first." : "A point is kept each day at 00:00 UTC. The first is to come."}</Empty>}
    </Card>
  );
}
