// @ts-check
/**
 * What all charts share: the page's colours, resizing, dark mode, a tooltip that a strict CSP allows (it is built from
 * nodes; ECharts' own tooltips carry inline styles).
 */
import { el } from "../dom.js";
import * as format from "../format.js";
import { DAY_MS } from "../format.js";
import { theme } from "./theme.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
/** By far the largest file: what can be said in words, and asked, does not wait for it. @type {any} */
let echarts = null;
const loading = import("../../vendor/echarts/echarts.esm.min.js").then((module) => (echarts = module));
// Each chart that waits for it says so; a page without a chart has nothing to say.
loading.catch(() => undefined);

/** Soon, but after what the reader waits for. */
const LATER_MS = 300;
const later = "requestIdleCallback" in window
  ? (/** @type {() => void} */ act) => requestIdleCallback(act, { timeout: LATER_MS })
  : (/** @type {() => void} */ act) => setTimeout(act, LATER_MS);

/** @typedef {import("./theme.js").Theme} Theme */
export { theme };

/**
 * A chart in an element of the page, redrawn when the colours or the size of its place change. What the reader sees is
 * drawn at once, what is further down the page a moment later.
 */
export class Frame {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    /** @type {?any} */
    this.chart = null;
    /** @type {?((t: Theme, width: number) => object)} */
    this.option = null;
    this.near = false;
    this.drawn = false;
    this.size = "";
    new ResizeObserver(() => {
      if (this.size === sizeOf(place)) return;
      this.chart?.resize();
      this.draw();
    }).observe(place);
    new IntersectionObserver((seen) => {
      this.near = seen[seen.length - 1].isIntersecting;
      if (this.near && !this.drawn) this.draw();
    }).observe(place);
    dark.addEventListener("change", () => this.draw());
  }

  /**
   * @param {string} label what a screen reader says instead of the picture
   * @param {(t: Theme, width: number) => object} option an ECharts option
   */
  show(label, option) {
    this.place.setAttribute("role", "img");
    this.place.setAttribute("aria-label", label);
    this.option = option;
    this.drawn = false;
    // What is on the place is of the question before until it is drawn anew.
    this.place.dataset.drawn = "false";
    if (this.near) this.draw();
    else later(() => this.drawn || this.draw());
  }

  /** @param {string} message instead of a chart */
  empty(message) {
    this.chart?.dispose();
    this.chart = null;
    this.option = null;
    delete this.place.dataset.drawn;
    this.place.removeAttribute("role");
    this.place.removeAttribute("aria-label");
    this.place.replaceChildren(el("p", { class: "empty" }, message));
  }

  draw() {
    if (!this.option || this.place.clientWidth === 0) return;
    if (!echarts) {
      void loading.then(
        () => this.drawn || this.draw(),
        () => this.empty("The charts did not load. Reload the page; the tables behind them work without."),
      );
      return;
    }
    if (!this.chart) {
      this.place.replaceChildren();
      this.chart = echarts.init(this.place);
      this.onReady?.(this.chart);
    }
    const t = theme();
    this.drawn = true;
    this.size = sizeOf(this.place);
    this.chart.setOption(
      {
        animation: false,
        textStyle: { fontFamily: t.font, color: t.soft, fontSize: 12 },
        ...this.option(t, this.place.clientWidth),
      },
      { notMerge: true },
    );
    this.place.dataset.drawn = "true";
  }

  /** @type {((chart: any) => void)|undefined} */
  onReady;
}

/** @param {HTMLElement} place */
const sizeOf = (place) => `${place.clientWidth} ${place.clientHeight}`;

/** @param {Theme} t @param {(params: any[]) => ?Node} content */
export function tooltip(t, content) {
  return {
    trigger: "axis",
    confine: true,
    backgroundColor: t.card,
    borderColor: t.line,
    padding: [8, 12],
    extraCssText: "box-shadow: 0 4px 16px rgb(0 0 0 / 14%); border-radius: 10px",
    axisPointer: { type: "line", lineStyle: { color: t.control, type: "solid", width: 1 } },
    formatter: (/** @type {any} */ params) => content([params].flat()) ?? "",
  };
}

/** @param {string} title @param {[string, string][]} rows @returns {HTMLElement} */
export function tip(title, rows) {
  const box = el("div", { class: "tip" }, el("strong", {}, title));
  for (const [name, value] of rows) box.append(el("span", {}, name), el("span", {}, value));
  return box;
}


/**
 * The axis of days of a chart.
 * @param {Theme} t @param {number} width of the chart @param {number} first @param {number} last milliseconds
 */
export function dayAxis(t, width, first, last) {
  const days = (last - first) / DAY_MS;
  return {
    type: "time", min: first, max: last,
    axisLine: { onZero: false, lineStyle: { color: t.line } },
    axisTick: { lineStyle: { color: t.line } },
    splitLine: { show: false },
    splitNumber: Math.max(3, Math.round(width / 110)),
    axisLabel: { color: t.soft, hideOverlap: true, formatter: (/** @type {number} */ v) => format.axisDay(v, days < 130) },
  };
}

/**
 * The axis of r: round steps that hold all values.
 * @param {Theme} t @param {(number|null|undefined)[]} values
 */
export function rAxis(t, values) {
  const most = Math.max(0, ...values.map((v) => Math.abs(v ?? 0)));
  const reach = [0.2, 0.4, 0.6].find((size) => most <= size) ?? 1;
  return {
    type: "value", min: -reach, max: reach, interval: reach === 1 ? 0.5 : reach === 0.2 ? 0.1 : 0.2,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: t.soft, formatter: (/** @type {number} */ v) => format.value(Number(v.toFixed(2))) },
    splitLine: { lineStyle: { color: t.line } },
  };
}

/**
 * 95 % intervals as columns behind a line of r.
 * @param {[number, number, number][]} data place, low and high
 * @param {number} width of a column in pixels, which covers no more than its place
 * @param {(place: number) => {fill: string, opacity?: number}} style
 */
export function intervals(data, width, style) {
  return {
    name: "95 % interval", type: "custom", silent: true, z: 1, data, animation: false, clip: true,
    encode: { x: 0, y: [1, 2] },
    renderItem: (/** @type {any} */ _, /** @type {any} */ api) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]);
      const [, high] = api.coord([api.value(0), api.value(2)]);
      return {
        type: "rect",
        shape: { x: x - width / 2, y: high, width, height: low - high, r: width > 3 ? Math.min(2, width / 4) : 0 },
        style: style(api.value(0)),
      };
    },
  };
}

/**
 * Zero in the same place on both axes: series with both signs get symmetric axes, amounts include zero.
 * @param {boolean} signed @param {boolean} fromZero
 */
export function bounds(signed, fromZero) {
  if (signed) {
    const most = (/** @type {{min: number, max: number}} */ v) => (Number.isFinite(v.min) && Math.max(Math.abs(v.min), Math.abs(v.max))) || 1;
    return { min: (/** @type {any} */ v) => -most(v) * 1.04, max: (/** @type {any} */ v) => most(v) * 1.04 };
  }
  return { scale: !fromZero };
}
