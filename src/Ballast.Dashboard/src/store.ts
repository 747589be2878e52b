import { useEffect, useState } from "preact/hooks";
import type { Problem } from "./types";

// All that the page knows of the app, and when it learned it. Every read keeps its last good answer with its time; what is old says so.

export interface Reading<T> {
  data?: T;
  /** When the data came, ms; 0: never. */
  at: number;
  /** Why the last try gave nothing; absent while all is well. */
  error?: string;
  status?: number;
}

interface Source { path: () => string; everyMs: number; accepts: (status: number) => boolean; nextAt: number; isBusy: boolean; generation: number }

const base = new URL("..", new URL(import.meta.url)).pathname;
const patienceMs = 8000;
const keyName = "ballast-key";

const readings = new Map<string, Reading<unknown>>();
const sources = new Map<string, Source>();
const listeners = new Set<() => void>();
let key: string | null = sessionStorage.getItem(keyName);
let failures = 0;
let lastAnswerAt = 0;
let isLocked = false;

export const connection = {
  /** When the app answered last, ms; 0: never. */
  get answeredAt() { return lastAnswerAt; },
  /** The app has not answered the last tries. */
  get isSilent() { return failures > 0; },
  /** It asks for a key to read. */
  get isLocked() { return isLocked; },
};

export const keys = {
  get known() { return key; },
  set(value: string | null, keep: boolean) {
    key = value || null;
    if (key && keep) sessionStorage.setItem(keyName, key);
    else sessionStorage.removeItem(keyName);
    isLocked = false;
    refresh();
  },
};

function changed() { listeners.forEach(listen => listen()); }

export class AppError extends Error {
  constructor(message: string, readonly status: number, readonly problem?: Problem) { super(message); }
}

/** Asks the app. A status that is no answer (0) means that it did not answer at all. */
export async function call<T>(path: string, options: { method?: string; key?: string | null; accepts?: (status: number) => boolean; patience?: number } = {}): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  const used = options.key === undefined ? key : options.key;
  if (used) headers["x-functions-key"] = used;
  let response: Response;
  let text: string;
  try {
    response = await fetch(base + path, { method: options.method ?? "GET", headers, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(options.patience ?? patienceMs) });
    text = await response.text();
  } catch {
    throw new AppError("The app does not answer.", 0);
  }
  if (response.ok || options.accepts?.(response.status)) return JSON.parse(text) as T;
  let problem: Problem | undefined;
  try { problem = JSON.parse(text) as Problem; } catch { /* An answer without a body, such as 401. */ }
  throw new AppError(problem?.detail ?? (response.status === 401 ? "The app asks for a key." : `The app answers ${response.status}.`), response.status, problem);
}

/** The app has answered. After a silence everything is old, and nothing waits for the end of its own patience. */
function answered() {
  if (failures > 0) for (const source of sources.values()) source.nextAt = 0;
  failures = 0;
  lastAnswerAt = Date.now();
}

async function read(name: string, source: Source) {
  source.isBusy = true;
  const generation = source.generation;
  const before = readings.get(name) ?? { at: 0 };
  try {
    const data = await call<unknown>(source.path(), { accepts: source.accepts });
    answered();
    if (generation === source.generation) readings.set(name, { data, at: lastAnswerAt });
    // Health is open to all: its answer says nothing of the key.
    if (name !== "health") isLocked = false;
    source.nextAt = Date.now() + source.everyMs;
  } catch (failure) {
    const { message, status } = failure instanceof AppError ? failure : new AppError(String(failure), 0);
    if (status === 0) failures++;
    else answered();
    if (status === 401) isLocked = true;
    if (generation === source.generation) readings.set(name, { ...before, error: message, status });
    // Twice as long each time, up to half a minute; a read that this app does not have is asked for again after ten minutes.
    source.nextAt = Date.now() + (status === 404 ? 600_000 : Math.min(30_000, Math.max(1000, 1000 * 2 ** Math.min(failures, 5))));
  } finally {
    source.isBusy = false;
    changed();
  }
}

function round() {
  if (document.hidden) return;
  const now = Date.now();
  // While it is silent one read knocks, not all of them.
  const due = [...sources].filter(([, s]) => !s.isBusy && now >= s.nextAt);
  for (const [name, source] of failures > 0 ? due.slice(0, 1) : due) void read(name, source);
}

/** Asks for everything, or for what is named, now. */
export function refresh(...names: string[]) {
  for (const [name, source] of sources) if (names.length === 0 || names.includes(name)) source.nextAt = 0;
  round();
  changed();
}

/** Declares a read: what is asked, and how often. Declared again with another path it begins anew. */
export function declare(name: string, path: string, everyMs: number, accepts: (status: number) => boolean = () => false) {
  const known = sources.get(name);
  if (known && known.path() === path) return;
  readings.delete(name);
  sources.set(name, { path: () => path, everyMs, accepts, nextAt: 0, isBusy: false, generation: (known?.generation ?? 0) + 1 });
  queueMicrotask(round);
}

export function start() {
  setInterval(round, 250);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
}

/** Renders again whenever something was read, and once a second for what ages. */
export function useStore() {
  const [, render] = useState(0);
  useEffect(() => {
    const listen = () => render(n => n + 1);
    listeners.add(listen);
    return () => { listeners.delete(listen); };
  }, []);
}

export function reading<T>(name: string): Reading<T> { return (readings.get(name) as Reading<T> | undefined) ?? { at: 0 }; }

/** True once a reading is older than three of its periods (and at least ten seconds). */
export function isOld(name: string, now = Date.now()) {
  const [source, known] = [sources.get(name), readings.get(name)];
  return !!source && !!known?.data && now - known.at > Math.max(10_000, 3 * source.everyMs);
}

setInterval(changed, 1000);
