import { duration, number, percent, plain, price, sign, signed } from "./format";
import { reading } from "./store";
import type { Page, Position, Risk } from "./types";
import { Card, Empty, Tag } from "./ui";

const tone = (status: string | undefined) => status === "CONFIRMED" || status === "FILLED" ? "calm" : status === "SENT" || status === "PENDING" ? "warn" : "alarm";

/** The open positions, each with what protects it. */
export function Positions({ now, chosen, onChoose }: { now: number; chosen: string; onChoose: (symbol: string) => void }) {
  const positions = reading<Page<Position>>("positions").data?.items;
  const risk = reading<Risk>("risk").data;
  return (
    <Card id="positions" title="Open positions" of={["positions"]} class="wide" aside={positions && <Tag>{positions.length}</Tag>}>
      {!positions ? <Empty>Reading …</Empty> : positions.length === 0 ? <Empty>Flat. Nothing is at risk.</Empty> :
        <ul class="positions">{positions.map(p => <Row key={`${p.symbol}${p.epoch}`} position={p} risk={risk} now={now} isChosen={p.symbol === chosen} onChoose={onChoose} />)}</ul>}
    </Card>
  );
}

function Row({ position: p, risk, now, isChosen, onChoose }: { position: Position; risk?: Risk; now: number; isChosen: boolean; onChoose: (symbol: string) => void }) {
  const atStop = risk?.holds.find(h => h.symbol === p.symbol && h.state === "open")?.lossAtStop ?? (p.stop ? Math.abs(p.entryPrice - p.stop.price) * p.quantity : undefined);
  const inR = atStop && p.unrealisedPnl !== undefined ? p.unrealisedPnl / atStop : undefined;
  return (
    <li class={`position ${isChosen ? "chosen" : ""}`}>
      <div class="name">
        <button type="button" class="link" aria-pressed={isChosen} onClick={() => onChoose(p.symbol)}>{p.symbol}<span class="unseen"> on the chart</span></button>
        <Tag tone={p.side === "Long" ? "long" : "short"}>{p.side === "Long" ? "▲ Long" : "▼ Short"} {p.leverage}×</Tag>
        <small>{p.strategy} · {p.state}{p.entryAt && ` · ${duration(now - Date.parse(p.entryAt))}`}</small>
      </div>
      <dl>
        <div><dt>Size</dt><dd>{plain(p.quantity)}</dd></div>
        <div><dt>Entry</dt><dd>{price(p.entryPrice)}</dd></div>
        <div><dt>Mark</dt><dd>{price(p.markPrice)}</dd></div>
        <div><dt>PnL</dt><dd class={sign(p.unrealisedPnl)}>{signed(p.unrealisedPnl)}<small>{inR === undefined ? "" : `${signed(inR)} R`}</small></dd></div>
        <div><dt>Stop</dt><dd>{price(p.stop?.price)}<Tag tone={tone(p.stop?.status)}>{p.stop?.status ?? "NONE"}</Tag></dd></div>
        <div><dt>At risk</dt><dd>{atStop === undefined ? "–" : number(atStop)}<small>{risk && atStop !== undefined ? percent(atStop / risk.equity, 2) : ""}</small></dd></div>
        <div class="ladder"><dt>Ladder</dt><dd>{p.takeProfits.length === 0 ? "–" : p.takeProfits.map(t => <span key={t.id} class="rung" title={`${plain(t.quantity)} at ${price(t.price)}, ${t.status}`}>{price(t.price)}{t.status === "CONFIRMED" ? "" : ` (${t.status})`}</span>)}</dd></div>
        <div><dt>Liquidation</dt><dd>{price(p.liquidationPrice)}</dd></div>
      </dl>
      <Ruler position={p} />
    </li>
  );
}

/** Stop, entry, mark and targets on one line: how far from being stopped. */
function Ruler({ position: p }: { position: Position }) {
  if (!p.stop || p.markPrice === undefined) return null;
  const marks = [p.stop.price, p.entryPrice, p.markPrice, ...p.takeProfits.map(t => t.price)];
  const [low, high] = [Math.min(...marks), Math.max(...marks)];
  if (high === low) return null;
  // The stop always left, the targets right, whichever side it is.
  const at = (value: number) => 3 + 94 * (p.side === "Long" ? (value - low) / (high - low) : (high - value) / (high - low));
  const [entry, mark] = [at(p.entryPrice), at(p.markPrice)];
  return (
    <div class="ruler" role="img" aria-label={`Mark is ${percent(Math.abs(p.markPrice - p.stop.price) / p.markPrice, 2)} from the stop`}>
      <i class={mark >= entry ? "gain" : "loss"} style={{ left: `${Math.min(entry, mark)}%`, width: `${Math.abs(mark - entry)}%` }} />
      <b class="at-stop" style={{ left: `${at(p.stop.price)}%` }} />
      <b class="at-entry" style={{ left: `${entry}%` }} />
      {p.takeProfits.map(t => <b key={t.id} class="at-target" style={{ left: `${at(t.price)}%` }} />)}
      <b class="at-mark" style={{ left: `${mark}%` }} />
    </div>
  );
}
