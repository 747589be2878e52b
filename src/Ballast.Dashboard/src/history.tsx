import { useState } from "preact/hooks";
import { moment, number, words } from "./format";
import { reading } from "./store";
import type { Page, RegimeChange, Regimes, Vix } from "./types";
import { Card, Choice, Empty } from "./ui";

const spans: Record<string, number> = { "6 h": 6, day: 24, week: 168 };

const legend = [["up", "trending up"], ["down", "trending down"], ["ranging", "ranging"], ["normal", "neither"], ["up limited", "entries reduced or none"], ["unknown", "not known"]] as const;

interface Stretch extends RegimeChange { from: number; to: number }

/** The changes of a symbol as stretches of a window of time. */
function stretches(changes: RegimeChange[], from: number, to: number): Stretch[] {
  return changes.map((c, i) => ({ ...c, from: Math.max(from, Date.parse(c.at)), to: Math.min(to, i + 1 < changes.length ? Date.parse(changes[i + 1]!.at) : to) })).filter(s => s.to > s.from);
}

const tone = (s: RegimeChange) => !s.regime ? "unknown" : s.regime === "TRENDING" ? (s.direction === "DOWN" ? "down" : "up") : s.regime.toLowerCase();
const name = (s: RegimeChange) => !s.regime ? "not known" : s.regime === "TRENDING" ? `trending ${s.direction?.toLowerCase()}` : words(s.regime).toLowerCase();
const profile = (s: RegimeChange) => s.profile === "NORMAL" || !s.profile ? "" : `, profile ${words(s.profile).toLowerCase()}`;

/** The Crypto-VIX and each symbol's regime on one axis of time. */
export function MarketHistory({ now, onChoose }: { now: number; onChoose: (symbol: string) => void }) {
  const [span, setSpan] = useState("day");
  const found = reading<Page<Regimes>>("regimes").data?.items;
  const vix = reading<Vix>("vixHistory").data;
  const known = found?.filter(r => r.changes.length > 0) ?? [];
  const readings = (vix?.history ?? []).map((score, i) => ({ score, at: Date.parse(vix!.historyAt?.[i] ?? "") }));
  const first = Math.min(now, ...known.map(r => Date.parse(r.changes[0]!.at)), ...readings.map(s => s.at));
  // What is not yet a day old is not drawn as the last inch of one; half an hour is the least.
  const from = Math.max(now - spans[span]! * 3_600_000, Math.min(first, now - 1_800_000));
  const at = (time: number) => 100 * (time - from) / (now - from);
  const scores = readings.filter(s => s.at >= from);
  // The newest stands until the next, or until it is stale.
  const newest = scores[scores.length - 1];
  if (newest && vix) scores.push({ score: newest.score, at: Math.max(newest.at, Math.min(now, Date.parse(vix.validUntil))) });
  return (
    <Card id="history" title="Regimes and Crypto-VIX over time" of={["regimes", "vixHistory"]} class="full" aside={<Choice label="Time shown" options={Object.keys(spans)} value={span} onChange={setSpan} />}>
      {!found ? <Empty>Reading …</Empty> : known.length === 0 && scores.length === 0 ? <Empty>Nothing is kept yet. The first regimes come with the first minute.</Empty> : <>
        <div class="over-time">
          <Line scores={scores} at={at} />
          {known.map(r => {
            const parts = stretches(r.changes, from, now);
            const current = r.changes[r.changes.length - 1]!;
            return (
              <div class="lane" key={r.symbol}>
                <button type="button" class="link" title={r.symbol} onClick={() => onChoose(r.symbol)}>{r.symbol}<span class="unseen"> on the chart</span></button>
                <div class="ribbon" role="img" aria-label={`${r.symbol}: ${parts.length === 0 ? "nothing" : parts.slice(-6).map(s => `${name(s)}${profile(s)} from ${moment(s.from, now)}`).join(", then ")}`}>
                  {parts.map(s => <i key={s.from} class={`${tone(s)} ${profile(s) ? "limited" : ""}`} style={{ left: `${at(s.from)}%`, width: `${at(s.to) - at(s.from)}%` }} title={`${r.symbol} ${name(s)}${profile(s)}, ${moment(s.from, now)} to ${s.to === now ? "now" : moment(s.to, now)}`} />)}
                </div>
                <small class="now">{name(current)}</small>
              </div>
            );
          })}
          <div class="lane axis" aria-hidden="true"><span /><div>{ticks(from, now).map(t => <span key={t} style={{ left: `${at(t)}%` }}>{label(t, (now - from) / 3_600_000)}</span>)}</div><span /></div>
        </div>
        <p class="caption key">
          {legend.map(([look, text]) => <span key={text}><i class={`swatch ${look}`} />{text}</span>)}
          {first > now - spans[span]! * 3_600_000 && <span class="since">Kept since {moment(first, now)}.</span>}
        </p>
      </>}
    </Card>
  );
}

function Line({ scores, at }: { scores: { score: number; at: number }[]; at: (time: number) => number }) {
  if (scores.length === 0) return null;
  const values = scores.map(s => s.score);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // Ten points at least: a quiet day is not blown up into a storm.
  const middle = (least + most) / 2;
  const [low, high] = [Math.max(0, Math.min(least, middle - 5)), Math.max(most, middle + 5)];
  const points = scores.map(s => `${at(s.at) * 10},${92 - 84 * (s.score - low) / (high - low)}`);
  const last = scores[scores.length - 1]!;
  return (
    <div class="lane vix">
      <span>Crypto-VIX</span>
      <div class="line" role="img" aria-label={`Crypto-VIX from ${number(values[0], 1)} to ${number(last.score, 1)}, between ${number(least, 1)} and ${number(most, 1)}, in ${scores.length - 1} readings`}>
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none">{scores.length > 1 && <polygon points={`${at(scores[0]!.at) * 10},100 ${points.join(" ")} ${at(last.at) * 10},100`} />}<polyline points={points.join(" ")} /></svg>
        <small class="high">{number(high, 0)}</small><small class="low">{number(low, 0)}</small>
      </div>
      <small class="now">{number(last.score, 1)}</small>
    </div>
  );
}

/** Five or so round times. */
function ticks(from: number, to: number): number[] {
  const hour = 3_600_000;
  const step = [1 / 12, 0.25, 0.5, 1, 2, 4, 6, 12, 24].map(h => h * hour).find(s => (to - from) / s <= 7) ?? 24 * hour;
  const found: number[] = [];
  for (let t = Math.ceil(from / step) * step; t < to; t += step) found.push(t);
  return found;
}

const label = (time: number, hours: number) => {
  const text = new Date(time).toISOString();
  return hours > 24 || text.slice(11, 16) === "00:00" ? text.slice(5, 10) : text.slice(11, 16);
};
