// What the app's reads answer, as far as the page shows it: docs/api.md.

export interface Page<T> { items: T[]; next?: string }
export interface Reason { code: string; text: string }
export interface Problem { detail?: string; code?: string; field?: string; allowed?: string }

export interface Check { name: string; ok: boolean; detail: string }
export interface Health { status: string; mode: string; account: string; exchange: string; checks: Check[] }

export interface Halt { code: string; why: string; since: string; restartAt?: string }
export interface WinRate { wins: number; trades: number; rate: number }
export interface Breaker { windowMinutes: number; loss: number; windowHigh?: number; pausedUntil?: string }
export interface Risk {
  account: string; balance: number; unrealisedPnl: number; equity: number; equityAt: string; peak: number; drawdown: number; tier: string;
  entries: { allowed: boolean; stoppedBy: Reason[]; today: number; maxPerDay: number };
  forcedStop: { isOn: boolean; maxDrawdown: number; equity?: number };
  day: { date: string; startEquity: number; maxLoss: number; entries: number; lossesInRow: number };
  streak: { losses: number; wins: number; inRecovery: boolean; recent: string; trades: number; totalWins: number };
  winRates: { overall: WinRate; recent: WinRate };
  breakers: Breaker[];
  halt?: Halt; symbolHalts: Record<string, Halt>;
  staged: number; stagedOn?: string;
  exposure: { long: number; short: number; margin: number; lossAtStop: number; count: number };
  foreign: Record<string, unknown>;
  restarts: { today: number; maxPerDay: number; nextAt?: string };
  ban?: { until: string; why: string; isBan: boolean };
  ledger: { start: number; realised: number; fees: number; funding: number; transfers: number; adjustments: number; balance: number };
  holds: { symbol: string; state: string; side: string; notional: number; lossAtStop: number }[];
}

export interface Exit { price: number; quantity: number; id: string; status: string }
export interface Position {
  symbol: string; side: string; quantity: number; entryPrice: number; stop?: { price: number; id: string; status: string; confirmedAt?: string };
  liquidationPrice?: number; strategy: string; state: string; leverage: number; margin: number; markPrice?: number; unrealisedPnl?: number;
  fees: number; decisionId: string; epoch: number; entryAt?: string; takeProfits: Exit[];
}

export interface Step { rule: string; section: string; inputs?: Record<string, string | number>; output: number; running: number; unit: string; note?: string }
export interface Decision {
  decisionId: string; status: string; symbol: string; strategy: string; target: string; source: string; sentAt: string; decidedAt: string;
  reason?: Reason; otherReasons?: Reason[]; notices?: Reason[];
  order?: { side: string; quantity: number; limitPrice: number; stopPrice: number; takeProfit?: number; leverage: number; notional: number; margin: number; lossAtStop: number; validUntil: string };
  close?: { reason: string };
  trace?: Step[];
}

export interface Order {
  id: string; decisionId: string; symbol: string; role: string; kind: string; side: string; quantity?: number; price?: number; trigger?: number;
  state: string; executed: number; sentAt: string; confirmedAt?: string;
}

export interface Trade {
  id: string; decisionId: string; symbol: string; strategy: string; side: string; quantity: number; entryPrice: number; exitPrice: number;
  entryTime: string; exitTime: string; leverage: number; fees: number; funding: number; netPnl: number; roiPercent: number; riskMultiple: number;
  exitReason: string; mode?: string; regime?: string;
}

export interface Frame { interval: string; regime: string; direction: string; adx?: number; evidence: string; isTooYoung: boolean; isStale: boolean }
export interface Policy {
  symbol: string; regime: string; volatility: string; profile: string; minConfidence: number; atrPercentile: number; mark: number; atr?: number; why: string;
  asOf: string; validUntil: string; isStale: boolean; direction: string; frames: Frame[]; profileSince?: string; profileReason?: string;
  newsPause?: { until: string; text: string };
  orderFlow: { riskLevel: string; why?: string; vpin?: number; spread?: number; imbalance?: number; signedVolume?: number; bidDepth?: number; askDepth?: number };
}

export interface Vix { score: number; level: string; sizeFactor: number; percentile: number; asOf: string; validUntil: string; isStale: boolean; history?: number[]; historyAt?: string[] }

/** From then on, until the next change; without a regime it was not known. */
export interface RegimeChange { at: string; regime?: string; direction?: string; volatility?: string; profile?: string }
export interface Regimes { symbol: string; changes: RegimeChange[] }

export interface Figures { trades: number; wins: number; netPnl: number; winRate?: number; profitFactor?: number; expectancyR?: number }
export interface Group { name: string; figures: Figures; decay?: { status: string; reasons?: Reason[] } }
export interface Performance {
  asOf: string; trades: number; all: Figures; equity: { days: number; return: number; maxDrawdown: number; sharpe?: number; sortino?: number; calmar?: number };
  bySymbol?: Group[]; byMode?: Group[]; byRegime?: Group[]; byStrategy?: Group[];
}

export interface Place {
  rank?: number; medal?: string; mode: string; band?: string; filter: string; leverage?: number; start: number; equity: number; openPositions: number;
  trades: number; winRate?: number; maxDrawdown: number; decisions: number; entries: number; halted?: string;
}
export interface Leaderboard { enabled: boolean; items: Place[]; waiting: number }

export interface Candle { openTime: string; open: number; high: number; low: number; close: number; volume: number }
export interface BalancePoint { at: string; balance: number }
export interface EquityDay { day: string; equity: number; transfers: number }
export interface GrowthAnswer {
  closedForm: number; median: number; trades: number; percentiles: Record<string, number> | null; probabilityOfRuin: number | null;
  daysToTarget: number | null; probabilityOfTarget: number | null; assumptions: string[];
}
export interface FlattenAnswer { isFlat: boolean; closed: string[]; done: string[]; left: string[]; foreign: string[]; problems: string[] }
