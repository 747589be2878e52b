import { createChart, type ChartOptions, type DeepPartial, type IChartApi, type UTCTimestamp, ColorType, CrosshairMode } from "lightweight-charts";
import { colour } from "./theme";

/** The look of all charts. The library's own logo would need inline styles, which the page's policy forbids: it is credited in the footer. */
export function look(): DeepPartial<ChartOptions> {
  const [ink, line] = [colour("muted"), colour("line")];
  return {
    layout: { background: { type: ColorType.Solid, color: "transparent" }, textColor: ink, fontFamily: "system-ui, sans-serif", fontSize: 11, attributionLogo: false, panes: { separatorColor: line, enableResize: false } },
    grid: { vertLines: { visible: false }, horzLines: { color: line } },
    crosshair: { mode: CrosshairMode.Magnet, vertLine: { color: ink, labelBackgroundColor: colour("accent") }, horzLine: { color: ink, labelBackgroundColor: colour("accent") } },
    rightPriceScale: { borderVisible: false },
    timeScale: { borderVisible: false, timeVisible: true, secondsVisible: false },
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
    handleScale: { mouseWheel: false },
  };
}

export function chart(at: HTMLElement): IChartApi {
  return createChart(at, { ...look(), autoSize: true });
}

/** Seconds, as the library counts: it shows them as UTC. */
export const seconds = (at: string) => Math.floor(Date.parse(at) / 1000) as UTCTimestamp;

/** With an alpha, for areas under a line. */
export const faded = (rgb: string, alpha: number) => rgb.replace("rgb(", "rgba(").replace(")", `, ${alpha})`);
