import { compact, moment, number, percent, price, signed, words } from "./format";
import { reading } from "./store";
import type { Page, Policy, Vix } from "./types";
import { Card, Empty, Table, Tag } from "./ui";

const profileTone = (profile: string) => profile === "NORMAL" ? "calm" : profile === "NO_NEW_TRADES" ? "alarm" : "warn";
const flowTone = (level: string) => level === "SAFE" ? "calm" : level === "CRITICAL" ? "alarm" : "warn";
const arrow = (direction: string) => direction === "UP" ? "↗" : direction === "DOWN" ? "↘" : "→";

/** What each symbol's market is like, as the next entry would be judged. */
export function Regimes({ now, onChoose }: { now: number; onChoose: (symbol: string) => void }) {
  const items = reading<Page<Policy>>("policy").data?.items;
  return (
    <Card id="regimes" title="Regimes and order flow" of={["policy"]} class="full">
      {!items ? <Empty>Reading …</Empty> : items.length === 0 ? <Empty>No policy yet.</Empty> :
        <Table label="Regime, risk profile and order flow by symbol" head={
          <tr><th scope="col">Symbol</th><th scope="col" class="num">Mark</th><th scope="col">Regime</th><th scope="col">3m · 15m · 1h · 4h · 1d</th><th scope="col">Volatility</th><th scope="col">Profile</th><th scope="col" class="num">Least confidence</th><th scope="col">Flow</th><th scope="col" class="num">VPIN</th><th scope="col" class="num">Spread</th><th scope="col">Bids ⁄ asks</th></tr>}>
          {items.map(p => (
            <tr key={p.symbol} class={p.isStale ? "old" : ""}>
              <th scope="row"><button type="button" class="link" onClick={() => onChoose(p.symbol)}>{p.symbol}<span class="unseen"> on the chart</span></button>{p.isStale && <Tag tone="alarm">stale</Tag>}</th>
              <td class="num">{price(p.mark)}</td>
              <td title={p.why}>{arrow(p.direction)} {words(p.regime)}</td>
              <td><span class="frames">{p.frames.map(f => <i key={f.interval} class={`${f.regime.toLowerCase()} ${f.isStale || f.isTooYoung ? "none" : ""}`} role="img" aria-label={`${f.interval} ${f.regime.toLowerCase()} ${f.direction.toLowerCase()}`} title={`${f.interval}: ${f.evidence}`}>{f.isTooYoung ? "·" : arrow(f.direction)}</i>)}</span></td>
              <td>{words(p.volatility)} <small>{number(p.atrPercentile, 0)}th</small></td>
              <td title={p.profileReason}><Tag tone={profileTone(p.profile)}>{words(p.profile)}</Tag>{p.profileSince && <small>since {moment(p.profileSince, now).slice(0, 11)}</small>}</td>
              <td class="num">{number(p.minConfidence)}</td>
              <td title={p.orderFlow.why}><Tag tone={flowTone(p.orderFlow.riskLevel)}>{words(p.orderFlow.riskLevel)}</Tag></td>
              <td class="num">{number(p.orderFlow.vpin)}</td>
              <td class="num">{p.orderFlow.spread === undefined ? "–" : `${number(p.orderFlow.spread * 1e4)} bp`}</td>
              <td><Balance bids={p.orderFlow.bidDepth} asks={p.orderFlow.askDepth} /></td>
            </tr>
          ))}
        </Table>}
      <p class="caption key"><span><i class="frames"><i class="trending">↗</i></i> trending</span><span><i class="frames"><i class="ranging">→</i></i> ranging</span><span><i class="frames"><i class="normal">→</i></i> neither</span> The regime is that of 1h, tempered by 4h and 1d.</p>
    </Card>
  );
}

function Balance({ bids, asks }: { bids?: number; asks?: number }) {
  if (!bids || !asks) return <>–</>;
  const share = bids / (bids + asks);
  return <span class="balance"><span role="img" aria-label={`bids ${percent(share, 0)} of the depth`} class="halves"><i style={{ width: `${share * 100}%` }} /></span><small>{compact(bids)} ⁄ {compact(asks)}</small></span>;
}

/** The volatility of the whole market and its last day. */
export function CryptoVix({ now }: { now: number }) {
  const vix = reading<Vix>("vix").data;
  // The newest day of the week that is read for the history.
  const history = reading<Vix>("vixHistory").data?.history?.slice(-288) ?? [];
  const tone = !vix ? "" : vix.isStale ? "alarm" : vix.level === "CALM" || vix.level === "NORMAL" ? "calm" : vix.level === "EXTREME" || vix.level === "PANIC" ? "alarm" : "warn";
  return (
    <Card id="vix" title="Crypto-VIX" of={["vix"]} aside={vix && <Tag tone={tone}>{vix.isStale ? "stale" : words(vix.level)}</Tag>}>
      {!vix ? <Empty>No reading yet. Without one no entries are made.</Empty> : <>
        <p class="big">{number(vix.score, 1)} <small>sizes × {number(vix.sizeFactor)}</small></p>
        {history.length > 1
          ? <Spark values={history} label={`Crypto-VIX over the last ${history.length} readings, from ${number(Math.min(...history), 1)} to ${number(Math.max(...history), 1)}`} />
          : <p class="empty">One reading each five minutes; the line begins with the second.</p>}
        <p class="caption">{number(vix.percentile, 0)}th percentile of what was seen. {history.length > 1 && `Since its first of ${history.length} readings ${signed(history[history.length - 1]! - history[0]!, 1)}. `}Of {moment(vix.asOf, now)}, good until {moment(vix.validUntil, now)}.</p>
      </>}
    </Card>
  );
}

function Spark({ values, label }: { values: number[]; label: string }) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // What hardly moved stays in the middle instead of being blown up.
  const span = Math.max(high - low, 1);
  const points = values.map((v, i) => `${(i / (values.length - 1)) * 300},${30 - 52 * (v - (high + low) / 2) / span}`).join(" ");
  return <svg class="spark" viewBox="0 0 300 60" preserveAspectRatio="none" role="img" aria-label={label}><polygon points={`0,60 ${points} 300,60`} /><polyline points={points} /></svg>;
}
