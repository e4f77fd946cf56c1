// @ts-check
/**
 * The values of one series, day by day: counts as columns, prices and sums as a line. Days without a value are shaded,
 * negative ones marked, revised ones ringed; asked as of a day, what is known now stands dashed behind what was known.
 *
 * @typedef {import("./main.js").Shown} Shown
 * @typedef {import("../charts/theme.js").Theme} Theme
 * @typedef {[number, number]} Point day (ms), value
 */
import { Frame, bounds, dayAxis, tip, tooltip } from "../charts/frame.js";
import { byId, el } from "../dom.js";
import * as format from "../format.js";
import { transform } from "../transforms.js";
import { DAY_MS, dayOf, missingDays } from "./days.js";

const HALF_MS = DAY_MS / 2;
/** Up to that many days, no tick is between two days; beyond it, none between two months. */
const FINE_DAYS = 130;
const MANY = 30;

export class ValuesChart {
  constructor() {
    this.frame = new Frame(byId("chart", HTMLDivElement));
    this.legend = byId("chart-legend", HTMLElement);
  }

  /** @param {Shown} s */
  show(s) {
    this.legend.replaceChildren(...marks(s));
    if (s.points.length === 0) {
      this.frame.empty("No day in this range has a value. Choose other days.");
      return;
    }
    this.frame.show(
      `${s.phrase}, ${format.day(s.points[0][0])} to ${format.day(s.points[s.points.length - 1][0])}. The same values are in the table below.`,
      (t, width) => option(s, t, width),
    );
  }
}

/** @param {Shown} s what its colours and marks mean, as far as they are there */
function marks(s) {
  const mark = (/** @type {string} */ kind, /** @type {string} */ text) => [el("span", { class: `mark ${kind}` }, text), " "];
  const kind = `value ${s.info.kind}${asColumns(s) ? "" : " line"}`;
  const missing = missingDays(s.gaps);
  return [
    ...mark(kind, s.then ? `${s.phrase} as known then` : s.phrase),
    ...(s.then ? mark("now", "as known now") : []),
    ...(s.negatives.length && s.isLevel ? mark("negative", "negative") : []),
    ...(s.revised.size && s.isLevel ? mark("revised", "revised after it was published") : []),
    ...(missing ? mark("missing", s.info.kind === "market" ? "weekday without a value" : "day without a value") : []),
  ];
}

/** @param {Shown} s */
const asColumns = (s) => s.info.kind === "health" && (s.isLevel || transform(s.transform).word === "change");

/** @param {[string, number][]} points @returns {Point[]} */
const timed = (points) => points.map(([day, v]) => [Date.parse(day), v]);

/** A line over days without a value would be a made-up value. @param {Point[]} points @param {import("./days.js").Gap[]} gaps */
function broken(points, gaps) {
  /** @type {(Point|[number, null])[]} */
  const ends = gaps.map((gap) => [gap.from, null]);
  return [...points, ...ends].sort((a, b) => a[0] - b[0]);
}

/** @param {Shown} s @param {Theme} t @param {number} width */
function option(s, t, width) {
  const now = timed(s.now);
  const shown = s.then ? timed(s.then) : now;
  const color = s.info.kind === "market" ? t.market : t.health;
  const columns = asColumns(s);
  const known = new Map(now);
  const was = new Map(shown);
  const first = Math.min(now[0]?.[0] ?? Infinity, shown[0]?.[0] ?? Infinity);
  const last = Math.max(now.at(-1)?.[0] ?? -Infinity, shown.at(-1)?.[0] ?? -Infinity);
  const spanDays = (last - first) / DAY_MS + 1;
  const inside = (/** @type {number} */ at) => at >= first && at <= last;
  const revised = (s.isLevel ? [...s.revised.keys()] : []).map((day) => Date.parse(day)).filter((at) => inside(at) && was.has(at));
  const signed = transform(s.transform).signed;
  const line = { type: "line", showSymbol: false, lineStyle: { color, width: 2 }, itemStyle: { color }, data: broken(shown, s.then ? s.thenBreaks : s.breaks) };
  const bars = {
    type: "bar", data: shown.map(([at, v]) => ({ value: [at, v], itemStyle: { color: v < 0 ? t.bad : color } })),
    barWidth: Math.max(1, Math.min(14, (0.72 * (width - 50)) / spanDays)), emphasis: { disabled: true },
  };
  return {
    grid: { left: 4, right: 8, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: tooltip(t, (params) => {
      const at = params.find((p) => p?.value?.[0] !== undefined)?.value[0];
      if (at === undefined) return null;
      return tip(format.day(dayOf(at)), told(s, dayOf(at), was.get(at), known.get(at)));
    }),
    xAxis: {
      ...dayAxis(t, width, first - HALF_MS, last + HALF_MS), minInterval: spanDays < FINE_DAYS ? DAY_MS : 28 * DAY_MS,
    },
    yAxis: {
      type: "value", splitNumber: 4, ...(signed ? bounds(true, false) : bounds(false, s.info.kind === "health")),
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: t.line } },
      axisLabel: { color: t.soft, formatter: format.compact, ...(signed ? { showMinLabel: false, showMaxLabel: false } : {}) },
    },
    series: [
      {
        ...(columns ? bars : line), name: s.phrase, z: 2,
        markArea: {
          silent: true, itemStyle: { color: t.band, opacity: 0.8 }, animation: false,
          data: s.gaps.filter((g) => inside(g.from)).map((g) => [{ xAxis: g.from - HALF_MS }, { xAxis: g.to + HALF_MS }]),
        },
      },
      ...(s.then
        ? [{
            name: "now", type: "line", showSymbol: false, data: broken(now, s.breaks), z: 3, step: columns ? "middle" : false,
            lineStyle: { color: t.soft, width: 1.25, type: [4, 3] }, itemStyle: { color: t.soft },
          }]
        : []),
      {
        // A small correction is lost in a long chart: it is pointed at.
        name: "negative", type: "scatter", silent: true, z: 4, symbol: "triangle", symbolSize: 8, symbolOffset: [0, 9],
        data: s.isLevel ? shown.filter(([, v]) => v < 0) : [], itemStyle: { color: t.bad },
      },
      {
        name: "revised", type: "scatter", silent: true, z: 4, symbol: "circle", symbolSize: revised.length > MANY || spanDays > 500 ? 5 : 8,
        data: revised.map((at) => [at, was.get(at)]),
        itemStyle: { color: "transparent", borderColor: t.ink, borderWidth: revised.length > MANY ? 1 : 1.5 },
      },
    ],
  };
}

/** @param {Shown} s @param {string} day @param {number|undefined} was @param {number|undefined} now @returns {[string, string][]} */
function told(s, day, was, now) {
  /** @type {[string, string][]} */
  const rows = s.then
    ? [["Known then", was === undefined ? "not yet" : format.value(was)], ["Known now", now === undefined ? "withdrawn" : format.value(now)]]
    : [[s.isLevel ? s.what : transform(s.transform).name, format.value(now)]];
  for (const one of s.isLevel ? s.revised.get(day) ?? [] : []) {
    rows.push([`said ${format.day(one.publishedAt.slice(0, 10))}`, one.value === null ? "withdrawn" : format.value(one.value)]);
  }
  return rows;
}
