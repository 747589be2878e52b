import { useState } from "preact/hooks";
import { moment, number, percent, sign, signed, words } from "./format";
import { reading } from "./store";
import type { Group, Leaderboard, Performance } from "./types";
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
              <td class="num">{r.figures.trades}</td>
              <td class="num">{percent(r.figures.winRate, 0)}</td>
              <td class="num">{number(r.figures.profitFactor)}</td>
              <td class={`num ${sign(r.figures.expectancyR)}`}>{signed(r.figures.expectancyR)} R</td>
              <td class={`num ${sign(r.figures.netPnl)}`}>{signed(r.figures.netPnl)}</td>
              <td>{r.name !== "all" && <span class="bar-of"><i class={sign(r.figures.netPnl)} style={{ width: `${50 * Math.abs(r.figures.netPnl) / largest}%` }} /></span>}</td>
            </tr>
          ))}
        </Table>
        <p class="caption">Of {moment(read.asOf, now)}, the newest {read.trades} trades. {read.equity.sharpe === undefined ? "Sharpe, Sortino and Calmar come with more days of equity." : `Sharpe ${number(read.equity.sharpe)}, Sortino ${number(read.equity.sortino)}, Calmar ${number(read.equity.calmar)} over ${read.equity.days} days.`}</p>
      </>}
    </Card>
  );
}

/** The paper competition, where this deployment runs one. */
export function LeaderboardCard() {
  const found = reading<Leaderboard>("leaderboard");
  const board = found.data;
  const none = found.status === 404 || board?.enabled === false;
  return (
    <Card id="leaderboard" title="Leaderboard" of={["leaderboard"]} aside={board?.waiting ? <small>{board.waiting} signals on their way</small> : undefined}>
      {none ? <Empty>This deployment runs no competition.</Empty> : !board ? <Empty>Reading …</Empty> : board.items.length === 0 ? <Empty>No mode has traded yet.</Empty> :
        <Table label="Modes of the competition" head={<tr><th scope="col">Rank</th><th scope="col">Mode</th><th scope="col" class="num">Equity</th><th scope="col" class="num">Change</th><th scope="col" class="num">Trades</th><th scope="col" class="num">Won</th><th scope="col" class="num">Worst fall</th></tr>}>
          {board.items.map(m => (
            <tr key={`${m.band}${m.mode}`}>
              <td>{m.medal ? <span role="img" aria-label={`rank ${m.rank}`}>{m.medal}</span> : m.rank ?? "–"}</td>
              <th scope="row">{m.mode}{m.band && <small> {m.band}</small>}{m.halted && <Tag tone="warn">halted</Tag>}</th>
              <td class="num">{number(m.equity)}</td>
              <td class={`num ${sign(m.equity - m.start)}`}>{signed((m.equity / m.start - 1) * 100)} %</td>
              <td class="num">{m.trades}</td>
              <td class="num">{percent(m.winRate, 0)}</td>
              <td class="num">{percent(m.maxDrawdown)}</td>
            </tr>
          ))}
        </Table>}
    </Card>
  );
}
