// Numbers and times for reading. A real minus sign and fixed decimals, so that columns stand still.

const cache = new Map<string, Intl.NumberFormat>();

function format(least: number, most: number): Intl.NumberFormat {
  const key = `${least}:${most}`;
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.NumberFormat("en-GB", { minimumFractionDigits: least, maximumFractionDigits: most })));
  return found;
}

/** What shows as zero has no sign. */
const isZero = (text: string) => !/[1-9]/.test(text);

const minus = (text: string) => text.replace("-", isZero(text) ? "" : "−");

export const number = (value: number | undefined, decimals = 2) => value === undefined ? "–" : minus(format(decimals, decimals).format(value));

/** With its sign, plus or minus. */
export const signed = (value: number | undefined, decimals = 2) => {
  const text = number(value, decimals);
  return value !== undefined && value > 0 && !isZero(text) ? `+${text}` : text;
};

/** As many decimals as it has, up to eight. */
export const plain = (value: number) => minus(format(0, Math.abs(value) >= 1000 ? 4 : 8).format(value));

/** A price with at least five significant digits. */
export const price = (value: number | undefined) => {
  if (value === undefined) return "–";
  const size = Math.abs(value);
  return number(value, size >= 10_000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : size >= 1 ? 4 : 5);
};

export const percent = (fraction: number | undefined, decimals = 1) => fraction === undefined ? "–" : `${number(fraction * 100, decimals)} %`;
export const signedPercent = (fraction: number | undefined, decimals = 2) => fraction === undefined ? "–" : `${signed(fraction * 100, decimals)} %`;

export const compact = (value: number) => minus(new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 }).format(value));

const two = (n: number) => String(n).padStart(2, "0");

/** UTC, as everywhere in the app. */
export const clock = (at: string | number | Date) => {
  const t = new Date(at);
  return `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}`;
};

export const day = (at: string | number | Date) => {
  const t = new Date(at);
  return `${t.getUTCFullYear()}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())}`;
};

/** The clock today, else with the day. */
export const moment = (at: string | number | Date, now = Date.now()) => day(at) === day(now) ? clock(at) : `${day(at).slice(5)} ${clock(at).slice(0, 5)}`;

export const duration = (milliseconds: number) => {
  const s = Math.max(0, Math.round(milliseconds / 1000));
  if (s < 90) return `${s} s`;
  if (s < 5400) return `${Math.round(s / 60)} min`;
  if (s < 48 * 3600) return `${Math.floor(s / 3600)} h ${Math.round((s % 3600) / 60)} min`;
  return `${Math.round(s / 86400)} days`;
};

/** Gain or loss, as it is shown: what shows as zero is neither. */
export const sign = (value: number | undefined, decimals = 2) => value === undefined || isZero(number(value, decimals)) ? "" : value > 0 ? "gain" : "loss";

/** "sma-cross" and "TAKE_PROFIT" as words. */
export const words = (name: string) => {
  const text = name.replace(/[-_]/g, " ");
  const lower = text === text.toUpperCase() ? text.toLowerCase() : text.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
};
