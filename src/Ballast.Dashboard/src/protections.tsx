import { moment, number, percent, signed } from "./format";
import { reading } from "./store";
import type { Risk } from "./types";
import { Card, Empty, Meter, Tag } from "./ui";

/** What stops entries, how near it is, and what unlocks it. */
export function Protections({ now }: { now: number }) {
  const risk = reading<Risk>("risk").data;
  if (!risk) return <Card id="protections" title="Protections" of={["risk"]}><Empty>No risk record yet.</Empty></Card>;

  const dayLoss = Math.max(0, risk.day.startEquity - risk.equity);
  const dayLimit = risk.day.startEquity * risk.day.maxLoss;
  return (
    <Card id="protections" title="Protections" of={["risk"]} aside={<Tag tone={risk.entries.allowed ? "calm" : "alarm"}>{risk.entries.allowed ? "entries allowed" : "no entries"}</Tag>}>
      <ul class="limits">
        <li>
          <span>Day’s loss</span><b>{number(dayLoss)} <small>of {number(dayLimit)}</small></b>
          <Meter label="Day’s loss against its limit" share={dayLimit > 0 ? dayLoss / dayLimit : 0} />
          <small>Stops entries until 00:00 UTC</small>
        </li>
        {risk.breakers.map(b => {
          const fall = b.windowHigh ? Math.max(0, 1 - risk.equity / b.windowHigh) : 0;
          const isPaused = !!b.pausedUntil && Date.parse(b.pausedUntil) > now;
          const name = b.windowMinutes >= 60 ? `${b.windowMinutes / 60} h` : `${b.windowMinutes} min`;
          return (
            <li key={b.windowMinutes}>
              <span>Breaker {name}</span><b>{percent(fall, 2)} <small>of {percent(b.loss, 0)}</small></b>
              <Meter label={`Fall within ${name} against the breaker`} share={isPaused ? 1 : fall / b.loss} />
              <small>{isPaused ? `Tripped; entries go on at ${moment(b.pausedUntil!, now)}` : `From the window’s high ${b.windowHigh === undefined ? "–" : number(b.windowHigh)}`}</small>
            </li>
          );
        })}
        <li>
          <span>Forced stop</span><b>{risk.forcedStop.isOn ? <>{percent(risk.drawdown, 2)} <small>of {percent(risk.forcedStop.maxDrawdown, 0)}</small></> : "off"}</b>
          {risk.forcedStop.isOn && <Meter label="Drawdown against the forced stop" share={risk.drawdown / risk.forcedStop.maxDrawdown} />}
          <small>{risk.forcedStop.isOn ? `Closes everything at ${number(risk.forcedStop.equity)} USDT; only a person resumes` : "Nothing is closed by drawdown alone"}</small>
        </li>
      </ul>
      <dl class="facts">
        <div><dt>Streak</dt><dd><Run letters={risk.streak.recent} /> {risk.streak.losses > 0 ? risk.streak.losses === 1 ? "last lost" : `${risk.streak.losses} losses in a row` : risk.streak.wins > 1 ? `${risk.streak.wins} wins in a row` : risk.streak.wins === 1 ? "last won" : "none"}</dd></div>
        <div><dt>Recovery</dt><dd>{risk.streak.inRecovery ? "on: reduced until wins end it" : "off"}</dd></div>
        <div><dt>Staged return</dt><dd>{risk.staged < 1 ? `sizes × ${number(risk.staged)} since ${risk.stagedOn ?? "the halt"}; more with each win or day` : "whole sizes"}</dd></div>
        <div><dt>Restarts today</dt><dd>{risk.restarts.today} of {risk.restarts.maxPerDay}</dd></div>
        <div><dt>Win rate</dt><dd>{risk.winRates.overall.trades === 0 ? "no trade yet" : `${percent(risk.winRates.overall.rate, 0)} of ${risk.winRates.overall.trades}`}</dd></div>
        <div><dt>Books</dt><dd>{number(risk.ledger.start)} {signed(risk.ledger.realised)} realised {signed(-risk.ledger.fees)} fees = {number(risk.ledger.balance)}</dd></div>
      </dl>
    </Card>
  );
}

/** The last trades as marks, the newest last. */
function Run({ letters }: { letters: string }) {
  const last = letters.slice(-12);
  return last ? <span class="run" role="img" aria-label={`last trades: ${[...last].map(l => l === "W" ? "win" : "loss").join(", ")}`}>{[...last].map((l, i) => <i key={i} class={l === "W" ? "gain" : "loss"} />)}</span> : null;
}
