import { clock, duration, moment, number, percent, sign, signed, signedPercent, words } from "./format";
import { connection, reading } from "./store";
import { theme } from "./theme";
import type { Health, Policy, Position, Risk } from "./types";

export interface Alarm { tone: "alarm" | "warn"; text: string; way?: string }

/** Everything that stands in the way of trading or asks for a person, the worst first, each with what unlocks it. */
export function alarms(now: number): Alarm[] {
  const found: Alarm[] = [];
  const [health, risk] = [reading<Health>("health").data, reading<Risk>("risk").data];
  const [positions, policy] = [reading<{ items: Position[] }>("positions").data?.items ?? [], reading<{ items: Policy[] }>("policy").data?.items ?? []];
  for (const p of positions.filter(p => p.state === "open" && p.stop?.status !== "CONFIRMED")) {
    found.push({ tone: "alarm", text: `${p.symbol} has no confirmed stop (${p.stop?.status ?? "none"}).`, way: "The app closes it by market 10 s after the first fill if this lasts; Flatten closes it now." });
  }
  if (risk?.halt) {
    const by = risk.halt.restartAt ? `Entries restart by themselves at ${moment(risk.halt.restartAt, now)}, or now with Resume.` : "Resume ends it.";
    found.push({ tone: "alarm", text: `Entries are halted since ${moment(risk.halt.since, now)}: ${risk.halt.why}.`, way: `${by} Exits go on.` });
  }
  for (const [symbol, halt] of Object.entries(risk?.symbolHalts ?? {})) {
    found.push({ tone: "warn", text: `${symbol} takes no entries since ${moment(halt.since, now)}: ${halt.why}.`, way: `Resume of ${symbol} ends it.` });
  }
  for (const b of risk?.breakers.filter(b => b.pausedUntil && Date.parse(b.pausedUntil) > now) ?? []) {
    found.push({ tone: "alarm", text: `Breaker: equity fell ${percent(b.loss, 0)} within ${b.windowMinutes} min.`, way: `Entries go on at ${moment(b.pausedUntil!, now)}.` });
  }
  if (risk?.ban && Date.parse(risk.ban.until) > now) {
    found.push({ tone: "alarm", text: `${risk.ban.isBan ? "The exchange has banned this address" : "The exchange asked to back off"}: ${risk.ban.why}.`, way: `Over at ${moment(risk.ban.until, now)}; stops on the exchange stand.` });
  }
  for (const r of risk?.entries.stoppedBy.filter(r => r.code !== "HALTED" && r.code !== "BREAKER") ?? []) {
    found.push({ tone: "warn", text: r.text, way: r.code === "DAILY_LOSS" || r.code === "TRADES_PER_DAY" || r.code === "CONSECUTIVE_LOSSES" ? "Entries go on at 00:00 UTC." : undefined });
  }
  for (const c of health?.checks.filter(c => !c.ok && c.name !== "halt") ?? []) {
    found.push({ tone: "alarm", text: `Check “${c.name}” fails: ${c.detail}` });
  }
  if (risk && Object.keys(risk.foreign).length > 0) {
    found.push({ tone: "warn", text: `Positions that are not ours: ${Object.keys(risk.foreign).join(", ")}.`, way: "They take no entries; Flatten with “also what is not ours” closes them." });
  }
  if (risk?.streak.inRecovery) {
    found.push({ tone: "warn", text: `Recovery mode after ${risk.streak.losses > 0 ? `${risk.streak.losses} losses in a row` : "losses"}: smaller sizes, less leverage.`, way: "Two wins in a row, or three among the last five, end it." });
  }
  if (risk && risk.staged < 1) {
    found.push({ tone: "warn", text: `Staged return: sizes × ${number(risk.staged)}.`, way: "More with each win." });
  }
  for (const p of policy.filter(p => p.newsPause)) {
    found.push({ tone: "warn", text: `${p.symbol} pauses for news: ${p.newsPause!.text}.`, way: `Until ${moment(p.newsPause!.until, now)}.` });
  }
  return found;
}

export function TopBar({ onControls, now }: { onControls: () => void; now: number }) {
  const health = reading<Health>("health").data;
  const mode = (health?.mode ?? "").toUpperCase();
  const age = now - connection.answeredAt;
  const isStale = connection.answeredAt > 0 && (connection.isSilent || age > 15_000);
  return (
    <header class="bar">
      <div class="brand"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M16 5v20M8 17c0 6 3.500 9 8 9s8-3 8-9M11 11h10" /></svg><h1>Ballast</h1></div>
      {mode && <span class={`mode ${mode.toLowerCase()}`}><span class="unseen">Trading mode </span>{mode}</span>}
      {health && <span class="where">{health.account} · {health.exchange}</span>}
      <span class="gap" />
      <span class={`pulse ${isStale ? "stale" : ""}`}>
        <i aria-hidden="true" />{connection.answeredAt === 0 ? "connecting" : isStale ? `stale since ${clock(connection.answeredAt)}` : `live ${clock(connection.answeredAt)} UTC`}
      </span>
      <button type="button" class="quiet" onClick={() => theme.toggle()} aria-label={theme.isDark ? "Light colours" : "Dark colours"} title={theme.isDark ? "Light colours" : "Dark colours"}>{theme.isDark ? "☀" : "☾"}</button>
      <button type="button" class="control" onClick={onControls}>Halt / flatten</button>
    </header>
  );
}

/** The state of things in a sentence, then the four numbers. */
export function Headline({ now }: { now: number }) {
  const [health, risk] = [reading<Health>("health").data, reading<Risk>("risk").data];
  const positions = reading<{ items: Position[] }>("positions").data?.items;
  const list = alarms(now);
  if (!health && !risk) return <section class="headline" aria-label="State"><p class="say">{connection.answeredAt === 0 && connection.isSilent ? "The app does not answer." : connection.isLocked ? "The app asks for a key." : "Asking the app …"}</p></section>;

  const worst = list.some(a => a.tone === "alarm") ? "alarm" : list.length > 0 ? "warn" : "calm";
  const say = risk?.halt ? "Entries are halted. Exits go on."
    : worst === "alarm" ? "Something needs you."
    : risk && !risk.entries.allowed ? "No entries for now."
    : worst === "warn" ? "Trading, with a reservation."
    : "All is well. Entries are allowed.";
  const open = positions?.filter(p => p.quantity !== 0) ?? [];
  const guarded = open.every(p => p.stop?.status === "CONFIRMED");
  const today = risk ? risk.equity - risk.day.startEquity : undefined;
  return (
    <section class={`headline ${worst}`} aria-label="State">
      <div class="say">
        <p class="verdict"><i class="lamp" aria-hidden="true" />{say}</p>
        <p class="detail">
          {positions && (open.length === 0 ? "No open position. " : `${open.length} open position${open.length > 1 ? "s" : ""}, ${guarded ? "every stop confirmed" : "not every stop confirmed"}. `)}
          {risk && risk.exposure.lossAtStop > 0 && `If every stop were hit: ${signed(-risk.exposure.lossAtStop)} USDT (${signedPercent(-risk.exposure.lossAtStop / risk.equity)}). `}
          {risk && `${risk.entries.today} of ${risk.entries.maxPerDay} entries today.`}
          {risk?.streak.inRecovery && " Recovery mode: sizes are reduced until wins end it."}
          {risk && risk.staged < 1 && ` Staged return: sizes × ${number(risk.staged)}.`}
        </p>
        <div role="alert" class="alarms">
          {list.length > 0 && <ul>{list.map(a => <li key={a.text} class={a.tone}><b>{a.text}</b>{a.way && <> <span>{a.way}</span></>}</li>)}</ul>}
        </div>
      </div>
      {risk && (
        <dl class="figures">
          <div><dt>Equity</dt><dd>{number(risk.equity)}<small>USDT</small></dd><dd class="sub">{words(risk.tier)} tier</dd></div>
          <div><dt>Today</dt><dd class={sign(today)}>{signed(today)}</dd><dd class="sub">{signedPercent(risk.day.startEquity > 0 ? today! / risk.day.startEquity : undefined)} · stops at {signedPercent(-risk.day.maxLoss, 0)}</dd></div>
          <div><dt>Drawdown</dt><dd>{percent(risk.drawdown, 2)}</dd><dd class="sub">from peak {number(risk.peak)}</dd></div>
          <div><dt>Open PnL</dt><dd class={sign(risk.unrealisedPnl)}>{signed(risk.unrealisedPnl)}</dd><dd class="sub">margin {number(risk.exposure.margin)}</dd></div>
        </dl>
      )}
    </section>
  );
}

/** Says that the numbers are old, and since when. */
export function Silence({ now }: { now: number }) {
  const since = connection.answeredAt;
  if (!connection.isSilent || since === 0) return null;
  return <div class="silence" role="alert"><b>The app does not answer.</b> All numbers below are from {clock(since)} UTC, {duration(now - since)} ago; nothing here says what happened since. Trying again.</div>;
}
