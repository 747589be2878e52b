import { number } from "./format";
import { reading } from "./store";
import type { Decision, Health, Order, Page, Position } from "./types";
import { Card, Empty, Meter, Tag } from "./ui";

const names: Record<string, string> = {
  started: "Started", store: "Store", risk: "Risk record", halt: "Halt", policy: "Prices and policy", vix: "Crypto-VIX", stops: "Stops", orders: "Orders", limits: "Request weight", exchange: "Exchange", "webhook-secret": "Webhook secret",
};

/** Whether orders do what they should: stops, unknown outcomes, times, limits, and every check of health. */
export function Execution() {
  const health = reading<Health>("health").data;
  const orders = reading<Page<Order>>("orders").data?.items ?? [];
  const decisions = reading<Page<Decision>>("decisions").data?.items ?? [];
  const positions = reading<Page<Position>>("positions").data?.items.filter(p => p.quantity !== 0) ?? [];
  const guarded = positions.filter(p => p.stop?.status === "CONFIRMED").length;
  const unknown = health?.checks.find(c => c.name === "orders");
  const limits = health?.checks.find(c => c.name === "limits")?.detail;
  const weight = /Weight (\d+) of (\d+)/.exec(limits ?? "");
  // The paper venue counts, but has no limit unless it is told to.
  const free = /Weight (\d+) used, without a limit/.exec(limits ?? "");

  const entered = new Map(orders.filter(o => o.role === "Entry").map(o => [o.decisionId, o]));
  const stages = [
    { name: "sent by the strategy → decided", values: decisions.map(d => between(d.sentAt, d.decidedAt)) },
    { name: "decided → entry sent", values: decisions.map(d => between(d.decidedAt, entered.get(d.decisionId)?.sentAt)) },
    { name: "stop sent → confirmed", values: orders.filter(o => /stop/i.test(o.role)).map(o => between(o.sentAt, o.confirmedAt)) },
    { name: "take-profit sent → confirmed", values: orders.filter(o => o.role === "TakeProfit").map(o => between(o.sentAt, o.confirmedAt)) },
  ].map(s => ({ name: s.name, values: s.values.filter((v): v is number => v !== undefined && v >= 0).sort((a, b) => a - b) }));
  return (
    <Card id="execution" title="Execution" of={["health", "orders"]} aside={health && <Tag tone={health.checks.every(c => c.ok || c.name === "halt") ? "calm" : "alarm"}>{health.status}</Tag>}>
      <dl class="facts two">
        <div><dt>Stop coverage</dt><dd>{positions.length === 0 ? "nothing open" : <><b>{guarded} of {positions.length}</b></>}</dd></div>
        <div><dt>Unknown orders</dt><dd>{unknown ? unknown.ok ? "none" : unknown.detail : "–"}</dd></div>
        <div class="span"><dt>Request weight</dt><dd>{weight ? <>{weight[1]} of {weight[2]} this minute<Meter label="Request weight" share={Number(weight[1]) / Number(weight[2])} /></> : free ? `${free[1]} this minute, without a limit` : limits ?? "–"}</dd></div>
      </dl>
      <h3>Latency by stage</h3>
      {stages.every(s => s.values.length === 0) ? <Empty>Nothing was sent yet.</Empty> :
        <table class="small"><thead><tr><th scope="col">Stage</th><th scope="col" class="num">p50</th><th scope="col" class="num">p95</th><th scope="col" class="num">of</th></tr></thead>
          <tbody>{stages.map(s => <tr key={s.name}><th scope="row">{s.name}</th><td class="num">{at(s.values, 0.5)}</td><td class="num">{at(s.values, 0.95)}</td><td class="num">{s.values.length}</td></tr>)}</tbody></table>}
      <h3>Checks</h3>
      <ul class="checks">{health?.checks.map(c => <li key={c.name} class={c.ok ? "ok" : "no"}><span aria-hidden="true">{c.ok ? "✓" : "✕"}</span><b>{names[c.name] ?? c.name}<span class="unseen">{c.ok ? " holds" : " fails"}</span></b><small>{c.detail}</small></li>)}</ul>
    </Card>
  );
}

const between = (from: string, to: string | undefined) => to === undefined ? undefined : Date.parse(to) - Date.parse(from);

function at(values: number[], share: number) {
  if (values.length === 0) return "–";
  const ms = values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
  return ms < 1000 ? `${number(ms, 0)} ms` : `${number(ms / 1000, 1)} s`;
}
