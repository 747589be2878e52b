import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Candles } from "./candles";
import { Controls, Locked } from "./controls";
import { Decisions } from "./decisions";
import { Equity } from "./equity";
import { Execution } from "./execution";
import { Growth } from "./growth";
import { MarketHistory } from "./history";
import { CryptoVix, Regimes } from "./market";
import { LeaderboardCard, PerformanceCard } from "./performance";
import { Positions } from "./positions";
import { Protections } from "./protections";
import { connection, declare, reading, refresh, start, useStore } from "./store";
import { alarms, Headline, Silence, TopBar } from "./top";
import { Trades } from "./trades";
import type { Page, Policy, Position, Risk } from "./types";

// What changes with each alert often, the rest seldom.
declare("health", "health", 5_000, status => status === 503);
declare("risk", "risk", 3_000);
declare("positions", "positions", 3_000);
declare("decisions", "decisions?limit=25", 3_000);
declare("policy", "policy", 15_000);
declare("orders", "orders?limit=100", 15_000);
declare("vix", "vix", 60_000);
declare("vixHistory", "vix?history=2016", 300_000);
declare("regimes", "regimes", 60_000);
declare("balances", "equity?by=trade&limit=300", 60_000);
declare("performance", "performance", 60_000);
declare("leaderboard", "leaderboard", 60_000);
declare("equity", "equity", 300_000);

let counted: number | undefined;

function App() {
  useStore();
  const now = Date.now();
  const [picked, setPicked] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const risk = reading<Risk>("risk").data;
  const positions = reading<Page<Position>>("positions").data?.items ?? [];
  const symbol = picked ?? positions[0]?.symbol ?? reading<Page<Policy>>("policy").data?.items[0]?.symbol;

  useEffect(() => {
    // Another trade closed: what is drawn from trades is read again at once, not on its next turn.
    if (risk && counted !== undefined && counted !== risk.streak.trades) refresh("balances", "trades", "symbolTrades", "performance");
    counted = risk?.streak.trades;
  }, [risk?.streak.trades]);

  const list = alarms(now);
  useEffect(() => {
    document.title = `${connection.isSilent ? "? " : list.some(a => a.tone === "alarm") ? "! " : ""}Ballast${risk ? ` · ${risk.equity.toFixed(2)}` : ""}`;
  });

  const choose = (name: string) => {
    setPicked(name);
    document.getElementById("chart")?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <a class="skip" href="#main">To the content</a>
      <TopBar onControls={() => setOpen(true)} now={now} />
      <Silence now={now} />
      <main id="main" tabIndex={-1} class={connection.isSilent ? "silent" : ""}>
        {connection.isLocked && <Locked />}
        <Headline now={now} />
        <div class="grid">
          <Positions now={now} chosen={symbol ?? ""} onChoose={choose} />
          <Protections now={now} />
          {symbol && <Candles symbol={symbol} onChoose={choose} />}
          <Decisions now={now} account={risk?.equity} />
          <Equity />
          <CryptoVix now={now} />
          <Regimes now={now} onChoose={choose} />
          <MarketHistory now={now} onChoose={choose} />
          <Trades now={now} onChoose={choose} />
          <PerformanceCard now={now} />
          <LeaderboardCard />
          <Growth />
          <Execution />
        </div>
      </main>
      <footer class="foot">
        <span>Times are UTC, amounts USDT. Numbers come from this app only.</span>
        <span>Charts by <a href="https://www.tradingview.com/" rel="noreferrer noopener" target="_blank">TradingView</a> Lightweight Charts™ · <a href="/api/dashboard/licences.txt">licences</a></span>
      </footer>
      <Controls isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

start();
render(<App />, document.getElementById("app")!);
