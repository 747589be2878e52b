import { useEffect, useState } from "preact/hooks";
import { duration, moment, number, percent, plain, price, words } from "./format";
import { call, reading } from "./store";
import type { Decision, Page, Step } from "./types";
import { Card, Empty, Tag } from "./ui";
import { rules } from "./words";

const tone = (status: string) => status === "accepted" ? "calm" : status === "refused" ? "warn" : "";

/** What came in and what was made of it; a click shows the derivation. */
export function Decisions({ now, account }: { now: number; account?: number }) {
  const newest = reading<Page<Decision>>("decisions").data;
  const [older, setOlder] = useState<{ items: Decision[]; next?: string } | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  if (!newest) return <Card id="decisions" title="Decisions" of={["decisions"]}><Empty>Reading …</Empty></Card>;

  const known = new Set(newest.items.map(d => d.decisionId));
  const all = [...newest.items, ...(older?.items.filter(d => !known.has(d.decisionId)) ?? [])];
  const next = older ? older.next : newest.next;
  const more = async () => {
    try {
      const page = await call<Page<Decision>>(`decisions?limit=25&after=${encodeURIComponent(next!)}`);
      setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next });
      setProblem("");
    } catch (failure) { setProblem((failure as Error).message); }
  };
  return (
    <Card id="decisions" title="Decisions" of={["decisions"]} aside={<small>newest first</small>}>
      {all.length === 0 ? <Empty>No alert has come yet. README shows how to send one.</Empty> :
        <ol class="decisions">
          {all.map(d => (
            <li key={d.decisionId}>
              <button type="button" aria-expanded={open === d.decisionId} aria-controls={`trace-${d.decisionId}`} onClick={() => setOpen(open === d.decisionId ? null : d.decisionId)}>
                <time dateTime={d.decidedAt}>{moment(d.decidedAt, now)}</time>
                <span class="what"><b>{d.symbol}</b> {d.order ? `${d.order.side === "Long" ? "▲" : "▼"} ${d.order.side}` : d.close ? "■ Close" : d.target}<small>{d.strategy}{d.source === "builtin" ? " · own" : ""}</small></span>
                <Tag tone={tone(d.status)}>{d.status}</Tag>
                <span class="why">{summary(d)}</span>
              </button>
              {open === d.decisionId && <div id={`trace-${d.decisionId}`} class="unfolded"><Derivation id={d.decisionId} account={account} /></div>}
            </li>
          ))}
        </ol>}
      {problem && <p class="problem">{problem}</p>}
      {next && <button type="button" class="quiet" onClick={() => void more()}>Older decisions</button>}
    </Card>
  );
}

function summary(d: Decision) {
  if (d.order) return `${plain(d.order.quantity)} at ${price(d.order.limitPrice)} or better, stop ${price(d.order.stopPrice)}, ${d.order.leverage}×, ${number(d.order.lossAtStop)} USDT at risk`;
  if (d.close) return `closes the position: ${words(d.close.reason).toLowerCase()}`;
  return d.reason?.text ?? "";
}

function Derivation({ id, account }: { id: string; account?: number }) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    let isGone = false;
    call<Decision>(`decisions/${encodeURIComponent(id)}`).then(d => { if (!isGone) setDecision(d); }, (e: Error) => { if (!isGone) setProblem(e.message); });
    return () => { isGone = true; };
  }, [id]);
  if (problem) return <p class="problem">{problem}</p>;
  if (!decision) return <p class="empty">Reading the trace …</p>;

  const { order, trace = [] } = decision;
  const guards = trace.find(s => s.rule === "guards");
  const delay = Date.parse(decision.decidedAt) - Date.parse(decision.sentAt);
  return (
    <>
      {[decision.reason, ...(decision.otherReasons ?? [])].filter(r => !!r).map(r => <p key={r.code} class="reason"><Tag tone="warn">{r.code}</Tag> {r.text}</p>)}
      {decision.notices?.map(r => <p key={r.code} class="reason"><Tag>{r.code}</Tag> {r.text}</p>)}
      {order && <p class="result">So: <b>{order.side} {plain(order.quantity)} {decision.symbol}</b> for {number(order.notional)} USDT with {number(order.margin)} USDT margin. If the stop is hit it costs <b>{number(order.lossAtStop)} USDT</b>{account ? ` (${percent(order.lossAtStop / account, 2)} of equity)` : ""}.</p>}
      {guards && <Guards step={guards} />}
      <ol class="derivation">
        {trace.filter(s => s.rule !== "guards" && s.rule !== "signal").map((s, i, list) => <Line key={i} step={s} before={i > 0 ? list[i - 1] : undefined} />)}
      </ol>
      <p class="caption">Decided {duration(Math.max(0, delay))} after it was sent. Each line follows from its inputs and the line above; § is the section of the rules. Decision {decision.decisionId}.</p>
    </>
  );
}

function Guards({ step }: { step: Step }) {
  const asked = Object.entries(step.inputs ?? {});
  const refused = asked.filter(([, v]) => v !== "ok");
  return (
    <details class="guards" open={refused.length > 0}>
      <summary>{refused.length === 0 ? `All ${asked.length} guards agree` : `${refused.length} of ${asked.length} guards refuse`}</summary>
      <ul>{asked.map(([name, verdict]) => <li key={name} class={verdict === "ok" ? "ok" : "no"}><span aria-hidden="true">{verdict === "ok" ? "✓" : "✕"}</span> {words(name)}{verdict !== "ok" && <b> {String(verdict)}</b>}{verdict === "ok" && <span class="unseen"> agrees</span>}</li>)}</ul>
    </details>
  );
}

function Line({ step, before }: { step: Step; before?: Step }) {
  const isSame = before && before.unit === step.unit && before.running === step.running;
  return (
    <li class={isSame ? "same" : ""}>
      <span class="rule">{rules[step.rule] ?? words(step.rule)} <small>{step.section}</small></span>
      <span class="running">{isSame ? <small>unchanged</small> : plain(round(step.running))} <small>{isSame ? "" : step.unit}</small></span>
      <span class="inputs">{Object.entries(step.inputs ?? {}).map(([k, v]) => <span key={k}>{words(k).toLowerCase()} <b>{typeof v === "number" ? plain(round(v)) : v}</b></span>)}</span>
      <span class="output">{isSame && step.output !== step.running ? plain(round(step.output)) : ""}</span>
    </li>
  );
}

/** Six significant digits suffice to read along; the read has them all. */
const round = (value: number) => value === 0 ? 0 : Number(value.toPrecision(Math.abs(value) >= 1000 ? 8 : 6));
