// @ts-check
/**
 * The market and the epidemic over the days that were compared. A health series is drawn `lag` days later than it was,
 * so that what is compared stands above one another.
 *
 * @typedef {import("../api.js").Correlation} Correlation
 * @typedef {import("../api.js").SeriesValues} SeriesValues
 * @typedef {[number, number, string]} Point day drawn at (ms), value, its own day
 * @typedef {{name: string, short: string, points: Point[]}} Line
 */
import { address } from "../api.js";
import { CardTools } from "../card.js";
import { Frame, bounds, dayAxis, theme, tip, tooltip } from "../charts/frame.js";
import { byId, el, table } from "../dom.js";
import * as format from "../format.js";
import { DAY_MS, isoDay } from "../format.js";
import { fileName } from "../save.js";
import { transform } from "../transforms.js";
import { lagPhrase, seriesPhrase, sourceLine } from "../words.js";
import { colourOf } from "./beside.js";

const NO_DAYS = "No day here has a value on both sides.";
/** Of a range without an end that has no value. */
const NO_END_MS = 30 * DAY_MS;
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

/** @param {Correlation} a @returns {Record<string, unknown>} its question, as it was asked */
export function pairOf({ x, y, xTransform, yTransform, from, to, window, lag }) {
  return { x, y, xTransform, yTransform, from, to, window, lag };
}

export class PairChart {
  constructor() {
    this.frame = new Frame(byId("pair-chart", HTMLDivElement));
    this.legend = byId("pair-legend", HTMLParagraphElement);
    this.tools = new CardTools(byId("pair", HTMLElement), this.frame);
  }

  /** @param {import("./answers.js").Answers} answers @param {import("../catalogue.js").Catalogue} catalogue */
  show({ x, told }, catalogue) {
    const a = told[0].answer;
    const nameOf = catalogue.shortNames(told.map((t) => t.answer.y));
    // Without a day to compare the chart is of the days that were asked for, and shows what there is of either side.
    const first = a.firstDay ?? a.from;
    const last = a.lastDay ?? a.to;
    const market = {
      name: seriesPhrase(a.x, a.xTransform, catalogue.name(a.x)), short: "", points: shifted(x, 0, first, last),
    };
    const health = told.map(({ answer, values }) => ({
      name: seriesPhrase(answer.y, answer.yTransform, catalogue.name(answer.y)),
      short: nameOf(answer.y),
      points: shifted(values, a.lag, first, last),
    }));
    const moved = a.lag === 0 ? "" : `, ${lagPhrase(a.lag)}`;
    this.keys(a, market, health, moved);
    const [from, to] = ends(first, last, market, health);
    if (from === undefined || to === undefined) {
      this.frame.empty("Neither series has a value. Choose other ones.");
      this.tools.clear();
      return;
    }
    const names = `${market.name} and ${health.map((h) => h.name).join(", ")}${moved}`;
    this.frame.show(
      `${names}, day by day, ${format.day(isoDay(from))} to ${format.day(isoDay(to))}. ` +
        (a.n === 0 ? NO_DAYS : "The same values are in the table behind it."),
      (t, width) => option(t, width, a, market, health, from, to),
    );
    this.offer(a, market, health, `${names}, ${format.day(isoDay(from))} to ${format.day(isoDay(to))}`, catalogue, told, [from, to]);
  }

  /** @param {Correlation} a @param {Line} market @param {Line[]} health @param {string} moved */
  keys(a, market, health, moved) {
    const swatch = `key as-market${transform(a.xTransform).signed ? "" : " line"}`;
    this.legend.replaceChildren(
      el("span", { class: swatch }, `${market.name} (left)`), " ",
      ...health.map((h, i) => el("span", { class: `key line ${colourOf(i)}` }, i === 0 ? `${h.name}${moved} (right)` : h.name)),
    );
  }

  /**
   * @param {Correlation} a @param {Line} market @param {Line[]} health @param {string} title
   * @param {import("../catalogue.js").Catalogue} catalogue @param {import("./answers.js").Told[]} told
   * @param {[number, number]} days the first and the last that are shown
   */
  offer(a, market, health, title, catalogue, told, days) {
    const series = (/** @type {string} */ id, /** @type {string} */ transform) =>
      address("/series/" + encodeURIComponent(id), { transform });
    const pairs = told.map(({ answer }) => address("/correlation/scatter", pairOf(answer)));
    this.tools.offer({
      file: fileName(`${market.name} and ${health.map((h) => h.name).join(" and ")}`),
      table: () => values(a, market, health),
      csv: [
        ...pairs.map((pair, i) => ({ label: told.length > 1 ? `Days compared, ${health[i].short}` : "Days compared", address: pair })),
        { label: `All of ${market.name}`, address: series(a.x, a.xTransform) },
        ...told.map(({ answer }, i) => ({ label: `All of ${health[i].name}`, address: series(answer.y, answer.yTransform) })),
      ],
      asks: [part(a.x, a.xTransform, 0, days), ...told.map(({ answer }) => part(answer.y, answer.yTransform, a.lag, days))],
      picture: {
        title,
        keys: () => [
          { text: `${market.name} (left)`, color: theme().market },
          ...health.map((h, i) => ({ text: `${h.name}${i === 0 ? " (right)" : ""}`, color: theme().healths[i] })),
        ],
        source: sourceLine(catalogue, [a.x, ...told.map((t) => t.answer.y)], a),
      },
    });
  }
}

/**
 * @param {string} id @param {string} transform @param {number} shift days that it is drawn later
 * @param {[number, number]} days the first and the last that are shown @returns {string} the address of what is shown of it
 */
function part(id, transform, shift, [from, to]) {
  const own = (/** @type {number} */ at) => isoDay(at - shift * DAY_MS);
  return address("/series/" + encodeURIComponent(id), { transform, from: own(from), to: own(to) });
}

/**
 * @param {?string} first @param {?string} last the days that are asked for, if any @param {Line} market @param {Line[]} health
 * @returns {(number|undefined)[]} the first and the last day shown, in milliseconds; undefined where there is nothing to show
 */
function ends(first, last, market, health) {
  const drawn = [...market.points, ...health.flatMap((h) => h.points)].map((p) => p[0]);
  const from = first ? Date.parse(first) : drawn.length ? Math.min(...drawn) : undefined;
  const to = last ? Date.parse(last) : drawn.length ? Math.max(...drawn) : undefined;
  return [from ?? (to && to - NO_END_MS), to ?? (from && from + NO_END_MS)];
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

/** @param {Correlation} a @param {Line} market @param {Line[]} health */
function values(a, market, health) {
  const others = health.map((h) => byDay(h.points));
  const rows = market.points.map(([at, v, day]) => {
    const own = a.lag === 0 ? [] : [format.day(others.map((o) => o.get(at)?.[2]).find(Boolean))];
    return [format.day(day), format.value(v), ...own, ...others.map((o) => format.value(o.get(at)?.[1]))];
  });
  const heads = [a.lag === 0 ? "Day" : "Market day", market.name, ...(a.lag === 0 ? [] : ["Epidemic day"]), ...health.map((h) => h.name)];
  return table("What was compared, day by day", heads, rows);
}

/** @param {import("../charts/frame.js").Theme} t @param {number} width @param {Correlation} a @param {Line} market @param {Line[]} health @param {number} first @param {number} last the days shown, ms */
function option(t, width, a, market, health, first, last) {
  const xSigned = transform(a.xTransform).signed;
  const ySigned = transform(a.yTransform).signed;
  const x = byDay(market.points);
  const ys = health.map((h) => byDay(h.points));
  const spanDays = (last - first) / DAY_MS;
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
      if (px) rows.push([market.name, format.value(px[1])]);
      ys.forEach((y, i) => {
        const py = y.get(at);
        if (py) rows.push([a.lag === 0 ? health[i].name : `${health[i].name}, ${format.day(py[2])}`, format.value(py[1])]);
      });
      return tip(format.day(isoDay(at)), rows);
    }),
    ...(a.n === 0
      ? { graphic: { type: "text", left: "center", top: "30%", silent: true, style: { text: NO_DAYS, fill: t.soft, fontSize: 14, fontFamily: t.font } } }
      : {}),
    xAxis: dayAxis(t, width, first, last),
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
            name: market.name, type: "bar", data: market.points, barWidth: Math.max(1, Math.min(8, (0.62 * width) / Math.max(spanDays, 1))),
            itemStyle: { color: t.market, opacity: 0.55 }, emphasis: { disabled: true }, large: false,
          }
        : {
            name: market.name, type: "line", data: broken(market.points), showSymbol: false,
            lineStyle: { color: t.market, width: 2 }, itemStyle: { color: t.market },
          },
      ...health.map((h, i) => ({
        name: h.name, type: "line", yAxisIndex: 1, data: broken(h.points), showSymbol: false,
        lineStyle: { color: t.healths[i], width: i === 0 ? 2.25 : 1.75 }, itemStyle: { color: t.healths[i] }, z: 8 - i,
      })),
    ],
  };
}
