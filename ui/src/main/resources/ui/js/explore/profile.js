// @ts-check
/**
 * r at every lag: a column is the 95 % interval, the dot is r. The chosen lag is filled, the best one ringed and named.
 *
 * @typedef {import("../api.js").Profile} Profile
 * @typedef {import("../api.js").LagPoint} LagPoint
 */
import { address } from "../api.js";
import { CardTools } from "../card.js";
import { Frame, intervals, rAxis, theme, tip, tooltip } from "../charts/frame.js";
import { byId, el, table } from "../dom.js";
import * as format from "../format.js";
import { fileName } from "../save.js";
import { seriesPhrase, sourceLine } from "../words.js";
import { profileOf } from "./answers.js";
import { colourOf } from "./beside.js";

/** @typedef {{name: string, points: LagPoint[]}} Other the profile of a series beside the first */

export class ProfileChart {
  /** @param {(lag: number) => void} onLag called with the lag that was clicked */
  constructor(onLag) {
    const place = byId("profile-chart", HTMLDivElement);
    place.classList.add("clickable");
    this.frame = new Frame(place);
    this.legend = byId("profile-legend", HTMLParagraphElement);
    this.tools = new CardTools(byId("profile", HTMLElement), this.frame);
    this.frame.onReady = (chart) => {
      chart.getZr().on("click", (/** @type {any} */ e) => {
        const at = [e.offsetX, e.offsetY];
        if (!chart.containPixel("grid", at)) return;
        onLag(Math.round(chart.convertFromPixel("grid", at)[0]));
      });
    };
  }

  /**
   * @param {import("../state.js").Question} q @param {import("./answers.js").Told[]} told
   * @param {import("../catalogue.js").Catalogue} catalogue
   */
  show(q, told, catalogue) {
    const { profile } = told[0];
    const points = profile.profile;
    const { best } = profile;
    const nameOf = catalogue.shortNames(told.map((t) => t.answer.y));
    const others = told.slice(1).map((o) => ({ name: nameOf(o.answer.y), points: o.profile.profile }));
    this.keys(nameOf(q.y), others);
    if (points.every((p) => p.r == null)) {
      this.frame.empty("No lag has an r: fewer than five common days, or a series that never changes.");
      this.tools.clear();
      return;
    }
    this.frame.show(
      `Correlation at lags ${points[0].lag} to ${points[points.length - 1].lag} days` +
        (best ? `; the largest is r = ${format.r(best.r)} at lag ${format.count(best.lag)}` : "") +
        ". The same values are in the table behind it; the lag can be chosen with the slider below.",
      (t, width) => option(t, width, profile, q.lag, others),
    );
    const names = [seriesPhrase(q.x, q.xTransform, catalogue.name(q.x)), seriesPhrase(q.y, q.yTransform, catalogue.name(q.y))];
    const asks = told.map(({ answer }) => profileOf({ ...q, y: answer.y }));
    this.tools.offer({
      file: fileName(`${names.join(" and ")} at every lag`),
      table: () => rows(points, best?.lag, q.lag, others),
      csv: [
        ...asks.map((pairing, i) => ({
          label: told.length > 1 ? `Profile of ${nameOf(pairing.y)}` : "Profile, as shown",
          address: address("/correlation/profile", pairing),
        })),
        { label: "Profile, a year each way", address: address("/correlation/profile", { ...asks[0], minLag: -365, maxLag: 365 }) },
      ],
      asks: asks.map((pairing) => address("/correlation/profile", pairing)),
      picture: {
        title: `${names.join(" and ")}: r at every lag, with its 95 % interval`,
        keys: () => (others.length ? [nameOf(q.y), ...others.map((o) => o.name)].map((text, i) =>
          ({ text, color: i === 0 ? theme().ink : theme().healths[i] })) : []),
        source: sourceLine(catalogue, [q.x, ...told.map((o) => o.answer.y)], profile),
      },
    });
  }

  /** @param {string} name @param {Other[]} others */
  keys(name, others) {
    this.legend.replaceChildren(
      ...(others.length
        ? [el("span", { class: "key as-ink" }, `${name} with its 95 % interval`), " ",
           ...others.map((o, i) => el("span", { class: `key line ${colourOf(i + 1)}` }, o.name))]
        : ["r at each lag, with its 95 % interval. Choose a lag in the chart or below."]),
    );
  }
}

/** @param {LagPoint[]} points @param {number|undefined} best @param {number} chosen @param {Other[]} others */
function rows(points, best, chosen, others) {
  const more = others.map((o) => new Map(o.points.map((p) => [p.lag, p.r])));
  const mark = (/** @type {number} */ lag) =>
    [lag === best ? "best" : "", lag === chosen ? "chosen" : ""].filter(Boolean).join(", ");
  return table(
    "r at every lag; above 0 the epidemic leads",
    ["Lag (days)", "r", "95 % interval", "n", "Effective n", "p", "Mark", ...others.map((o) => `r, ${o.name}`)],
    points.map((p) => [
      format.count(p.lag), format.r(p.r), format.interval(p.ci95), format.count(p.n), format.count(p.nEff),
      format.p(p.p), mark(p.lag), ...more.map((m) => format.r(m.get(p.lag))),
    ]),
  );
}

/**
 * @param {import("../charts/frame.js").Theme} t @param {number} width @param {Profile} profile @param {number} chosen
 * @param {Other[]} others
 */
function option(t, width, profile, chosen, others) {
  const points = profile.profile;
  const best = profile.best;
  const first = points[0].lag;
  const last = points[points.length - 1].lag;
  const column = Math.max(2, (0.72 * (width - 60)) / points.length);
  const byLag = new Map(points.map((p) => [p.lag, p]));
  const y = rAxis(t, [...points.flatMap((p) => [p.r, ...(p.ci95 ?? [])]), ...others.flatMap((o) => o.points.map((p) => p.r))]);
  return {
    grid: { left: 4, right: 8, top: 22, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "all" },
    tooltip: tooltip(t, (params) => {
      const p = byLag.get(Math.round(params[0]?.axisValue ?? params[0]?.value?.[0]));
      if (!p) return null;
      return tip(p.lag === 0 ? "Same day" : `Lag ${format.count(p.lag)}`, [
        ["r", format.r(p.r)],
        ...others.map((o) => /** @type {[string, string]} */ ([o.name, format.r(o.points.find((other) => other.lag === p.lag)?.r)])),
        ["95 % interval", format.interval(p.ci95)],
        ["n", format.count(p.n)],
        ["p", format.p(p.p)],
      ]);
    }),
    xAxis: {
      type: "value", min: first - 1, max: last + 1,
      name: width < 520 ? "\u2190 market leads   lag   epidemic leads \u2192" : "\u2190 market leads      lag in days      epidemic leads \u2192",
      nameLocation: "middle", nameGap: 28, nameTextStyle: { color: t.soft },
      axisLine: { onZero: false, lineStyle: { color: t.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: t.soft, customValues: ticks(first, last, step(last - first, width)), formatter: format.count },
    },
    yAxis: y,
    series: [
      intervals(
        points.flatMap((p) => (p.ci95 ? [/** @type {[number, number, number]} */ ([p.lag, ...p.ci95])] : [])),
        column, (lag) => (lag === chosen ? { fill: t.market, opacity: 0.28 } : { fill: t.band })),
      ...others.map((o, i) => ({
        name: o.name, type: "line", showSymbol: false, silent: true, z: 2, data: o.points.map((p) => [p.lag, p.r]),
        lineStyle: { color: t.healths[i + 1], width: 1.75 }, itemStyle: { color: t.healths[i + 1] },
      })),
      {
        name: "r", type: "scatter", z: 3, cursor: "pointer",
        data: points.filter((p) => p.r != null).map((p) => dot(p, chosen, best?.lag, t, column)),
        markLine: {
          silent: true, symbol: ["none", "none"], animation: false, label: { show: false },
          data: [
            { yAxis: 0, lineStyle: { color: t.control, type: "solid", width: 1 } },
            { xAxis: 0, lineStyle: { color: t.control, type: "dashed", width: 1 } },
          ],
        },
        markPoint: best ? bestMark(best, t, last, y.max) : undefined,
      },
    ],
  };
}

/**
 * @param {LagPoint} p @param {number} chosen @param {number|undefined} best
 * @param {import("../charts/frame.js").Theme} t @param {number} column
 */
function dot(p, chosen, best, t, column) {
  const size = Math.max(3, Math.min(6, column));
  const marked = p.lag === chosen || p.lag === best;
  return {
    value: [p.lag, p.r],
    symbolSize: marked ? size + 6 : size,
    itemStyle:
      p.lag === chosen
        ? { color: t.market, borderColor: t.card, borderWidth: 1.5 }
        : p.lag === best
          ? { color: t.card, borderColor: t.ink, borderWidth: 2 }
          : { color: clearOfZero(p) ? t.ink : t.control },
  };
}

/** @param {number} span of lags @param {number} width @returns {number} between two that are named */
function step(span, width) {
  const most = width < 520 ? 7 : 13;
  return [10, 20, 30, 60, 90].find((days) => span / days < most) ?? 120;
}

/** @param {number} first @param {number} last @param {number} step @returns {number[]} its multiples in between */
function ticks(first, last, step) {
  const found = [];
  for (let v = Math.ceil(first / step) * step; v <= last; v += step) found.push(v);
  return found;
}

/** @param {LagPoint} p whether its interval leaves out zero */
const clearOfZero = (p) => p.ci95 != null && (p.ci95[0] > 0 || p.ci95[1] < 0);

/**
 * The name of the best lag, on the side of its dot where there is room.
 * @param {import("../api.js").Best} best @param {import("../charts/frame.js").Theme} t @param {number} last
 * @param {number} reach of the axis
 */
function bestMark(best, t, last, reach) {
  const above = best.r > 0 !== Math.abs(best.r) > 0.75 * reach;
  return {
    silent: true, symbol: "circle", symbolSize: 1, itemStyle: { color: "transparent" }, animation: false,
    label: {
      color: t.ink, fontWeight: 600, position: above ? "top" : "bottom", distance: 10,
      align: best.lag > 0.67 * last ? "right" : best.lag < -0.67 * last ? "left" : "center",
      formatter: `best: lag ${format.count(best.lag)}`,
      backgroundColor: t.card, padding: [1, 5], borderRadius: 4,
    },
    data: [{ coord: [best.lag, best.r] }],
  };
}
