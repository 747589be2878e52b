import { useState } from "preact/hooks";
import { moment, number, percent, sign, signed, words } from "./format";
import { reading } from "./store";
import type { Group, Leaderboard, Performance, Place } from "./types";
import { Card, Choice, Empty, Table, Tag } from "./ui";

const groups: Record<string, (p: Performance) => Group[] | undefined> = {
  strategy: p => p.byStrategy, symbol: p => p.bySymbol, mode: p => p.byMode, regime: p => p.byRegime,
};

/** How the trades went, by what they have in common. */
export function PerformanceCard({ now }: { now: number }) {
  const [by, setBy] = useState("strategy");
  const read = reading<Performance>("performance").data;
  const rows = read ? groups[by]!(read) ?? [] : [];
  const largest = Math.max(1e-9, ...rows.map(r => Math.abs(r.figures.netPnl)));
  return (
    <Card id="performance" title="Performance" of={["performance"]} class="wide" aside={<Choice label="Grouped by" options={Object.keys(groups)} value={by} onChange={setBy} />}>
      {!read ? <Empty>Reading …</Empty> : read.trades === 0 ? <Empty>No closed trade to count.</Empty> : <>
        <Table label={`Performance by ${by}`} head={<tr><th scope="col">{words(by)}</th><th scope="col" class="num">Trades</th><th scope="col" class="num">Won</th><th scope="col" class="num">Profit factor</th><th scope="col" class="num">Expectancy</th><th scope="col" class="num">Net PnL</th><th scope="col"><span class="unseen">Net PnL as a bar</span></th></tr>}>
          {[...rows, { name: "all", figures: read.all } as Group].map(r => (
            <tr key={r.name} class={r.name === "all" ? "sum" : ""}>
              <th scope="row">{r.name}{r.decay?.status === "decayed" && <Tag tone="warn">reduced</Tag>}</th>
              <td class="num">{number(r.figures.trades, 0)}</td>
              <td class="num">{percent(r.figures.winRate, 0)}</td>
              <td class="num">{number(r.figures.profitFactor)}</td>
              <td class={`num ${sign(r.figures.expectancyR)}`}>{signed(r.figures.expectancyR)} R</td>
              <td class={`num ${sign(r.figures.netPnl)}`}>{signed(r.figures.netPnl)}</td>
              <td>{r.name !== "all" && <span class="bar-of"><i class={sign(r.figures.netPnl)} style={{ width: `${50 * Math.abs(r.figures.netPnl) / largest}%` }} /></span>}</td>
            </tr>
          ))}
        </Table>
        <p class="caption">Of {moment(read.asOf, now)}, the newest {number(read.trades, 0)} trades. {read.equity.sharpe === undefined ? "Sharpe, Sortino and Calmar come with more days of equity." : `Sharpe ${number(read.equity.sharpe)}, Sortino ${number(read.equity.sortino)}, Calmar ${number(read.equity.calmar)} over ${read.equity.days} days.`}</p>
      </>}
    </Card>
  );
}

/** What a mode does differently. */
const settings = (m: Place) => [m.filter === "none" || m.filter === "settings" ? "" : m.filter, m.leverage ? `${m.leverage}×` : ""].filter(t => t).join(" · ");

/** The paper competition, where this deployment runs one. */
const metals = ["gold", "silver", "bronze"];

/** A rosette with the rank in it; drawn, since not every system has a font with medals. */
function Medal({ rank }: { rank: number }) {
  return (
    <svg class={`medal ${metals[rank - 1]}`} viewBox="0 0 24 28" role="img" aria-label={`${metals[rank - 1]} medal, rank ${rank}`}>
      <path d="M7 14 4.5 26.5 9.5 24 12 27.5 14.5 24l5 2.5L17 14" /><circle cx="12" cy="10.5" r="9.5" /><text x="12" y="14.6" text-anchor="middle">{rank}</text>
    </svg>
  );
}

export function LeaderboardCard() {
  const found = reading<Leaderboard>("leaderboard");
  const board = found.data;
  // Before anything sets them apart all share the first rank: that is no medal.
  const isDecided = (band?: string) => board?.items.some(m => m.band === band && m.rank !== undefined && m.rank > 1) ?? false;
  const none = found.status === 404 || board?.enabled === false;
  return (
    <Card id="leaderboard" title="Leaderboard" of={["leaderboard"]} aside={board?.waiting ? <small>{board.waiting} signals on their way</small> : undefined}>
      {none ? <Empty>This deployment runs no competition.</Empty> : !board ? <Empty>Reading …</Empty> : board.items.length === 0 ? <Empty>No mode has traded yet.</Empty> :
        <Table label="Modes of the competition" head={<tr><th scope="col">Rank</th><th scope="col">Mode</th><th scope="col" class="num">Equity</th><th scope="col" class="num">Change</th><th scope="col" class="num">Trades</th><th scope="col" class="num">Won</th><th scope="col" class="num">Worst fall</th></tr>}>
          {board.items.map(m => (
            <tr key={`${m.band}${m.mode}`}>
              <td class="rank">{m.medal && m.rank && isDecided(m.band) ? <Medal rank={m.rank} /> : m.rank && isDecided(m.band) ? m.rank : "–"}</td>
              <th scope="row"><span class="name">{m.mode}</span>{m.band && <small>{m.band}</small>}<small>{settings(m)}</small>{m.halted && <Tag tone="warn">halted</Tag>}</th>
              <td class="num">{number(m.equity)}</td>
              <td class={`num ${sign((m.equity / m.start - 1) * 100)}`}>{signed((m.equity / m.start - 1) * 100)} %</td>
              <td class="num">{m.trades}</td>
              <td class="num">{percent(m.winRate, 0)}</td>
              <td class="num">{percent(m.maxDrawdown)}</td>
            </tr>
          ))}
        </Table>}
    </Card>
  );
}
