import { useEffect, useRef, useState } from "preact/hooks";
import { compact, number, percent, sign } from "./format";
import { call, reading } from "./store";
import type { GrowthAnswer, Risk } from "./types";
import { Card, Empty } from "./ui";

interface Slider { name: string; label: string; min: number; max: number; step: number; show: (value: number) => string }

const sliders: Slider[] = [
  { name: "winRate", label: "Trades won", min: 0.2, max: 0.8, step: 0.01, show: v => percent(v, 0) },
  { name: "win", label: "Average win", min: 0.002, max: 0.1, step: 0.002, show: v => percent(v) },
  { name: "loss", label: "Average loss", min: 0.002, max: 0.1, step: 0.002, show: v => percent(v) },
  { name: "trades", label: "Trades", min: 10, max: 1000, step: 10, show: v => number(v, 0) },
  { name: "goal", label: "Target", min: 1.1, max: 10, step: 0.1, show: v => `${number(v, 1)}× the start` },
];

/** What compounding would make of the balance, with luck and without. */
export function Growth() {
  const risk = reading<Risk>("risk").data;
  const start = risk ? Math.max(1, Math.round(risk.equity)) : 1000;
  const [values, setValues] = useState<Record<string, number>>({ winRate: 0.5, win: 0.02, loss: 0.015, trades: 200, goal: 2 });
  const [answer, setAnswer] = useState<GrowthAnswer | null>(null);
  const [problem, setProblem] = useState("");
  const first = useRef(true);
  useEffect(() => {
    let isGone = false;
    const ask = setTimeout(() => {
      const { winRate, win, loss, trades, goal } = values;
      call<GrowthAnswer>(`growth?start=${start}&winRate=${winRate}&win=${win}&loss=${loss}&trades=${trades}&target=${Math.round(start * goal!)}&monteCarlo=2000&seed=1`)
        .then(a => { if (!isGone) { setAnswer(a); setProblem(""); } }, (e: Error) => { if (!isGone) setProblem(e.message); });
    }, first.current ? 0 : 250);
    first.current = false;
    return () => { isGone = true; clearTimeout(ask); };
    // The start only to the hundred: the curve need not follow each tick of equity.
  }, [values, Math.round(start / 100)]);

  const bars = answer?.percentiles ? Object.entries(answer.percentiles) : [];
  const edge = values.winRate! * values.win! - (1 - values.winRate!) * values.loss!;
  const [low, high] = [Math.log(Math.max(1, Math.min(start, ...bars.map(([, v]) => v)))), Math.log(Math.max(start, ...bars.map(([, v]) => v)))];
  const at = (value: number) => high > low ? 2 + 96 * (Math.log(Math.max(1, value)) - low) / (high - low) : 50;
  return (
    <Card id="growth" title="What if: growth" class="wide" aside={<small>from {number(start, 0)} USDT · not a forecast</small>}>
      <div class="growth">
        <form onSubmit={e => e.preventDefault()}>
          {sliders.map(s => (
            <label key={s.name}><span>{s.label}<b>{s.show(values[s.name]!)}</b></span>
              <input type="range" min={s.min} max={s.max} step={s.step} value={values[s.name]} aria-valuetext={s.show(values[s.name]!)} onInput={e => setValues({ ...values, [s.name]: Number(e.currentTarget.value) })} />
            </label>
          ))}
        </form>
        <div class="outcome" aria-live="polite">
          {problem && <p class="problem">{problem}</p>}
          {!answer ? <Empty>Reckoning …</Empty> : <>
            <p class="big">{compact(answer.percentiles?.p50 ?? answer.median)} <small>USDT in the middle of 2,000 paths</small></p>
            <ul class="fan">{bars.map(([name, value]) => <li key={name}><span>{name.slice(1)} %</span><div><i class={value >= start ? "gain" : "loss"} style={{ left: `${Math.min(at(start), at(value))}%`, width: `${Math.abs(at(value) - at(start))}%` }} /><s style={{ left: `${at(start)}%` }} /></div><b>{compact(value)}</b></li>)}</ul>
            <dl class="facts two">
              <div><dt>Edge each trade</dt><dd class={sign(edge * 100)}>{percent(edge, 2)}</dd></div>
              <div><dt>Reaches the target</dt><dd>{percent(answer.probabilityOfTarget ?? undefined)}</dd></div>
              <div><dt>Ruin</dt><dd>{percent(answer.probabilityOfRuin ?? undefined)}</dd></div>
              <div><dt>Days, at 6 trades each</dt><dd>{answer.daysToTarget === null ? "fewer than half arrive" : number(answer.daysToTarget, 0)}</dd></div>
            </dl>
            <p class="caption">The share of paths that end below each balance; the zero line is the start. {answer.assumptions[0]}</p>
          </>}
        </div>
      </div>
    </Card>
  );
}
