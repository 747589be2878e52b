import { useRef, useState } from "preact/hooks";
import { duration, moment, number, plain, price, sign, signed, words } from "./format";
import { declare, reading } from "./store";
import type { Page, Policy, Trade } from "./types";
import { Card, Empty, Table, Tag } from "./ui";

const most = 25;

/** Closed trades, a page at a time: never more than that is asked for, however many there are. */
export function Trades({ now, onChoose }: { now: number; onChoose: (symbol: string) => void }) {
  const [symbol, setSymbol] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  // The cursors of the pages turned so far; the last is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const query = [["symbol", symbol], ["from", from], ["to", to && dayAfter(to)], ["after", cursors[cursors.length - 1] ?? ""]].filter(([, v]) => v).map(([k, v]) => `&${k}=${encodeURIComponent(v!)}`).join("");
  declare("trades", `trades?limit=${most}${query}`, 10_000);
  const found = reading<Page<Trade>>("trades");
  // While another page is on its way the one before stays where it is, greyed: nothing jumps.
  const before = useRef<Page<Trade> | undefined>(undefined);
  if (found.data) before.current = found.data;
  const shown = found.data ?? before.current;
  const isWaiting = !found.data && !found.error;
  const symbols = reading<Page<Policy>>("policy").data?.items.map(p => p.symbol) ?? [];
  const filter = (set: (value: string) => void) => (e: { currentTarget: { value: string } }) => { set(e.currentTarget.value); setCursors([]); };
  const page = cursors.length + 1;
  return (
    <Card id="trades" title="Trades" of={["trades"]} class="full" aside={
      <form class="filters" onSubmit={e => e.preventDefault()}>
        <label>Symbol <select value={symbol} onChange={filter(setSymbol)}><option value="">all</option>{symbols.map(s => <option key={s}>{s}</option>)}</select></label>
        <label>From <input type="date" value={from} onChange={filter(setFrom)} /></label>
        <label>To <input type="date" value={to} onChange={filter(setTo)} /></label>
      </form>}>
      {!shown ? <Empty>{found.error ? "No trades now." : "Reading …"}</Empty> : shown.items.length === 0 ? <Empty>{symbol || from || to ? "No trade matches." : "No trade has been closed yet."}</Empty> :
        <Table label="Closed trades" isBusy={isWaiting} head={
          <tr><th scope="col">Closed</th><th scope="col">Symbol</th><th scope="col">Side</th><th scope="col" class="num">Net PnL</th><th scope="col" class="num">R</th><th scope="col" class="num">ROI</th><th scope="col" class="num">Size</th><th scope="col" class="num">Entry</th><th scope="col" class="num">Exit</th><th scope="col">Held</th><th scope="col">Why it ended</th><th scope="col">Strategy</th><th scope="col">Regime</th></tr>}>
          {shown.items.map(t => (
            <tr key={t.id}>
              <td><time dateTime={t.exitTime}>{moment(t.exitTime, now)}</time></td>
              <th scope="row"><button type="button" class="link" onClick={() => onChoose(t.symbol)}>{t.symbol}<span class="unseen"> on the chart</span></button></th>
              <td><Tag tone={t.side === "Long" ? "long" : "short"}>{t.side === "Long" ? "▲" : "▼"} {t.side}</Tag></td>
              <td class={`num ${sign(t.netPnl)}`}>{signed(t.netPnl)}</td>
              <td class={`num ${sign(t.riskMultiple)}`}>{signed(t.riskMultiple)}</td>
              <td class="num">{signed(t.roiPercent)} %</td>
              <td class="num">{plain(t.quantity)}</td>
              <td class="num">{price(t.entryPrice)}</td>
              <td class="num">{price(t.exitPrice)}</td>
              <td>{duration(Date.parse(t.exitTime) - Date.parse(t.entryTime))}</td>
              <td>{words(t.exitReason)}</td>
              <td>{t.strategy}</td>
              <td>{t.regime ? words(t.regime) : "–"}</td>
            </tr>
          ))}
        </Table>}
      {(page > 1 || shown?.next) && <nav class="pages" aria-label="Pages of trades">
        <button type="button" disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>Newer</button>
        <span>page {number(page, 0)}</span>
        <button type="button" disabled={!found.data?.next} onClick={() => setCursors([...cursors, found.data!.next!])}>Older</button>
      </nav>}
    </Card>
  );
}

/** The filter's end is exclusive; a day chosen is meant whole. */
function dayAfter(date: string) {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
