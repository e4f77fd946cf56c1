// @ts-check
/**
 * Both series over the days that were compared. The health series is drawn `lag` days later than it was, so that what
 * is compared stands above one another.
 *
 * @typedef {import("../api.js").Correlation} Correlation
 * @typedef {import("../api.js").SeriesValues} SeriesValues
 * @typedef {[number, number, string]} Point day drawn at (ms), value, its own day
 */
import { address } from "../api.js";
import { CardTools } from "../card.js";
import { Frame, bounds, theme, tip, tooltip } from "../charts/frame.js";
import { byId, el, table } from "../dom.js";
import * as format from "../format.js";
import { fileName } from "../save.js";
import { transform } from "../transforms.js";
import { lagPhrase, seriesPhrase, sourceLine } from "../words.js";

const DAY_MS = 86_400_000;
const LONGEST_LINE_MS = 7 * DAY_MS;

/**
 * @param {SeriesValues} series @param {number} shift days @param {?string} first @param {?string} last
 * @returns {Point[]} the points that stand from first to last once shifted
 */
export function shifted(series, shift, first, last) {
  const from = first ? Date.parse(first) : -Infinity;
  const to = last ? Date.parse(last) : Infinity;
  return series.points
    .map(([day, v]) => /** @type {Point} */ ([Date.parse(day) + shift * DAY_MS, v, day]))
    .filter(([at]) => at >= from && at <= to);
}

export class PairChart {
  constructor() {
    this.frame = new Frame(byId("pair-chart", HTMLDivElement));
    this.legend = byId("pair-legend", HTMLParagraphElement);
    this.tools = new CardTools(byId("pair", HTMLElement), this.frame);
  }

  /**
   * @param {Correlation} a @param {SeriesValues} x @param {SeriesValues} y
   * @param {import("../catalogue.js").Catalogue} catalogue
   */
  show(a, x, y, catalogue) {
    const nameOf = (/** @type {string} */ id) => catalogue.name(id);
    const xs = shifted(x, 0, a.firstDay, a.lastDay);
    const ys = shifted(y, a.lag, a.firstDay, a.lastDay);
    const xName = seriesPhrase(a.x, a.xTransform, nameOf(a.x));
    const yName = seriesPhrase(a.y, a.yTransform, nameOf(a.y));
    const moved = a.lag === 0 ? "" : `, ${lagPhrase(a.lag)}`;
    this.legend.replaceChildren(
      el("span", { class: `key as-market${transform(a.xTransform).signed ? "" : " line"}` }, `${xName} (left)`), " ",
      el("span", { class: "key line as-health" }, `${yName}${moved} (right)`),
    );
    if (xs.length + ys.length === 0) {
      this.frame.empty("The two series share no days in this range. Choose other days or another lag.");
      this.tools.clear();
      return;
    }
    this.frame.show(
      `${xName} and ${yName}${moved}, day by day, ${format.day(a.firstDay)} to ${format.day(a.lastDay)}. ` +
        "The same values are in the table behind it.",
      (t, width) => option(t, width, a, xs, ys, xName, yName),
    );
    const series = (/** @type {string} */ id, /** @type {string} */ transform) =>
      address("/series/" + encodeURIComponent(id), { transform });
    this.tools.offer({
      file: fileName(`${xName} and ${yName}`),
      table: () => values(a, xs, ys, xName, yName),
      csv: [
        { label: "Days compared", address: address("/correlation/scatter", pairOf(a)) },
        { label: `All of ${xName}`, address: series(a.x, a.xTransform) },
        { label: `All of ${yName}`, address: series(a.y, a.yTransform) },
      ],
      picture: {
        title: `${xName} and ${yName}${moved}`,
        keys: () => [{ text: `${xName} (left)`, color: theme().market }, { text: `${yName} (right)`, color: theme().health }],
        source: sourceLine(catalogue, [a.x, a.y], a),
      },
    });
  }
}

/** @param {Correlation} a @returns {Record<string, unknown>} its question, as it was asked */
function pairOf({ x, y, xTransform, yTransform, from, to, window, lag }) {
  return { x, y, xTransform, yTransform, from, to, window, lag };
}

/**
 * A line over days that have no value would be a made-up value: it is broken there.
 * @param {Point[]} points @returns {(Point|[number, null])[]}
 */
function broken(points) {
  return points.flatMap((p, i) => {
    const gap = i > 0 && p[0] - points[i - 1][0] > LONGEST_LINE_MS;
    return gap ? [/** @type {[number, null]} */ ([points[i - 1][0] + DAY_MS, null]), p] : [p];
  });
}

/** @param {Point[]} points */
const byDay = (points) => new Map(points.map((p) => [p[0], p]));

/**
 * @param {Correlation} a @param {Point[]} xs @param {Point[]} ys @param {string} xName @param {string} yName
 */
function values(a, xs, ys, xName, yName) {
  const y = byDay(ys);
  const rows = xs.map(([at, v, day]) => {
    const other = y.get(at);
    const cells = [format.day(day), format.value(v)];
    return a.lag === 0
      ? [...cells, format.value(other?.[1])]
      : [...cells, other ? format.day(other[2]) : format.day(null), format.value(other?.[1])];
  });
  const heads = a.lag === 0 ? ["Day", xName, yName] : ["Market day", xName, "Epidemic day", yName];
  return table("What was compared, day by day", heads, rows);
}

/**
 * @param {import("../charts/frame.js").Theme} t @param {number} width @param {Correlation} a @param {Point[]} xs
 * @param {Point[]} ys @param {string} xName @param {string} yName
 */
function option(t, width, a, xs, ys, xName, yName) {
  const xSigned = transform(a.xTransform).signed;
  const ySigned = transform(a.yTransform).signed;
  const x = byDay(xs);
  const y = byDay(ys);
  const spanDays = ((xs.at(-1)?.[0] ?? 0) - (xs[0]?.[0] ?? 0)) / DAY_MS;
  const axis = (/** @type {string} */ color, /** @type {boolean} */ signed) => ({
    type: "value",
    splitNumber: 4,
    axisLabel: { color, formatter: format.compact, ...(signed ? { showMinLabel: false, showMaxLabel: false } : {}) },
    axisLine: { show: false },
    axisTick: { show: false },
  });
  return {
    grid: { left: 4, right: 4, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: tooltip(t, (params) => {
      const at = params[0]?.value?.[0];
      if (at === undefined) return null;
      /** @type {[string, string][]} */
      const rows = [];
      const px = x.get(at);
      const py = y.get(at);
      if (px) rows.push([xName, format.value(px[1])]);
      if (py) rows.push([a.lag === 0 ? yName : `${yName}, ${format.day(py[2])}`, format.value(py[1])]);
      return tip(format.day(new Date(at).toISOString().slice(0, 10)), rows);
    }),
    xAxis: {
      type: "time",
      axisLine: { onZero: false, lineStyle: { color: t.line } },
      axisTick: { lineStyle: { color: t.line } },
      splitNumber: Math.max(3, Math.round(width / 110)),
      axisLabel: {
        color: t.soft, hideOverlap: true,
        formatter: (/** @type {number} */ v) => format.axisDay(v, spanDays < 130),
      },
    },
    yAxis: [
      {
        ...axis(t.market, xSigned), ...bounds(xSigned, a.xTransform === "cumulative" || a.x.endsWith(":volume")),
        splitLine: { lineStyle: { color: t.line } },
      },
      { ...axis(t.health, ySigned), ...bounds(ySigned, true), splitLine: { show: false } },
    ],
    series: [
      xSigned
        ? {
            name: xName, type: "bar", data: xs, barWidth: Math.max(1, Math.min(8, (0.62 * width) / Math.max(spanDays, 1))),
            itemStyle: { color: t.market, opacity: 0.55 }, emphasis: { disabled: true }, large: false,
          }
        : {
            name: xName, type: "line", data: broken(xs), showSymbol: false,
            lineStyle: { color: t.market, width: 2 }, itemStyle: { color: t.market },
          },
      {
        name: yName, type: "line", yAxisIndex: 1, data: broken(ys), showSymbol: false,
        lineStyle: { color: t.health, width: 2.25 }, itemStyle: { color: t.health }, z: 3,
      },
    ],
  };
}
