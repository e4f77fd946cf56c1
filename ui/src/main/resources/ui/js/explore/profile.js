// @ts-check
/**
 * r at every lag: a column is the 95 % interval, the dot is r. The chosen lag is filled, the best one ringed and named.
 *
 * @typedef {import("../api.js").Profile} Profile
 * @typedef {import("../api.js").LagPoint} LagPoint
 */
import { address } from "../api.js";
import { CardTools } from "../card.js";
import { Frame, tip, tooltip } from "../charts/frame.js";
import { byId, table } from "../dom.js";
import * as format from "../format.js";
import { fileName } from "../save.js";
import { asked } from "../state.js";
import { seriesPhrase, sourceLine } from "../words.js";

export class ProfileChart {
  /** @param {(lag: number) => void} onLag called with the lag that was clicked */
  constructor(onLag) {
    const place = byId("profile-chart", HTMLDivElement);
    place.classList.add("clickable");
    this.frame = new Frame(place);
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
   * @param {Profile} profile @param {import("../state.js").Question} q
   * @param {import("../catalogue.js").Catalogue} catalogue
   */
  show(profile, q, catalogue) {
    const lag = q.lag;
    const points = profile.profile;
    if (points.every((p) => p.r == null)) {
      this.frame.empty("No lag has an r: fewer than five common days, or a series that never changes.");
      this.tools.clear();
      return;
    }
    const best = profile.best;
    this.frame.show(
      `Correlation at lags ${points[0].lag} to ${points[points.length - 1].lag} days` +
        (best ? `; the largest is r = ${format.r(best.r)} at lag ${best.lag}` : "") +
        ". The same values are in the table behind it; the lag can be chosen with the slider below.",
      (t, width) => option(t, width, profile, lag),
    );
    const { lag: _, ...pairing } = asked(q);
    const names = [seriesPhrase(q.x, q.xTransform, catalogue.name(q.x)), seriesPhrase(q.y, q.yTransform, catalogue.name(q.y))];
    this.tools.offer({
      file: fileName(`${names.join(" and ")} at every lag`),
      table: () => rows(points, best?.lag, lag),
      csv: [
        { label: "Profile, as shown", address: address("/correlation/profile", pairing) },
        { label: "Profile, a year each way", address: address("/correlation/profile", { ...pairing, minLag: -365, maxLag: 365 }) },
      ],
      asks: [address("/correlation/profile", pairing)],
      picture: {
        title: `${names.join(" and ")}: r at every lag, with its 95 % interval`,
        source: sourceLine(catalogue, [q.x, q.y], profile),
      },
    });
  }

  /** @param {string} message */
  empty(message) {
    this.frame.empty(message);
  }
}

/** @param {LagPoint[]} points @param {number|undefined} best @param {number} chosen */
function rows(points, best, chosen) {
  const mark = (/** @type {number} */ lag) =>
    [lag === best ? "best" : "", lag === chosen ? "chosen" : ""].filter(Boolean).join(", ");
  return table(
    "r at every lag; above 0 the epidemic leads",
    ["Lag (days)", "r", "95 % interval", "n", "Effective n", "p", "Mark"],
    points.map((p) => [
      format.count(p.lag), format.r(p.r), format.interval(p.ci95), format.count(p.n), format.count(p.nEff),
      format.p(p.p), mark(p.lag),
    ]),
  );
}

/** @param {import("../charts/frame.js").Theme} t @param {number} width @param {Profile} profile @param {number} chosen */
function option(t, width, profile, chosen) {
  const points = profile.profile;
  const best = profile.best;
  const first = points[0].lag;
  const last = points[points.length - 1].lag;
  const column = Math.max(2, (0.72 * (width - 60)) / points.length);
  const byLag = new Map(points.map((p) => [p.lag, p]));
  const values = points.flatMap((p) => [p.r ?? 0, ...(p.ci95 ?? [])]);
  const most = Math.max(...values.map(Math.abs));
  const reach = [0.2, 0.4, 0.6].find((size) => most <= size) ?? 1;
  return {
    grid: { left: 4, right: 8, top: 22, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "all" },
    tooltip: tooltip(t, (params) => {
      const p = byLag.get(Math.round(params[0]?.axisValue ?? params[0]?.value?.[0]));
      if (!p) return null;
      return tip(p.lag === 0 ? "Same day" : `Lag ${format.count(p.lag)}`, [
        ["r", format.r(p.r)],
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
      axisLabel: { color: t.soft, customValues: ticks(first, last, width < 520 ? 20 : 10), formatter: format.count },
    },
    yAxis: {
      type: "value", min: -reach, max: reach, interval: reach === 1 ? 0.5 : reach === 0.2 ? 0.1 : 0.2,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: t.soft, formatter: (/** @type {number} */ v) => format.value(Number(v.toFixed(2))) },
      splitLine: { lineStyle: { color: t.line } },
    },
    series: [
      {
        name: "95 % interval", type: "custom", silent: true, z: 1,
        data: points.filter((p) => p.ci95).map((p) => [p.lag, p.ci95?.[0], p.ci95?.[1]]),
        renderItem: (/** @type {any} */ _, /** @type {any} */ api) => {
          const [x, low] = api.coord([api.value(0), api.value(1)]);
          const [, high] = api.coord([api.value(0), api.value(2)]);
          const isChosen = api.value(0) === chosen;
          return {
            type: "rect",
            shape: { x: x - column / 2, y: high, width: column, height: low - high, r: Math.min(2, column / 2) },
            style: { fill: isChosen ? t.market : t.band, opacity: isChosen ? 0.28 : 1 },
          };
        },
        encode: { x: 0, y: [1, 2] },
      },
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
        markPoint: best ? bestMark(best, t, last, reach) : undefined,
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
      align: best.lag > last - 20 ? "right" : best.lag < -last + 20 ? "left" : "center",
      formatter: `best: lag ${format.count(best.lag)}`,
      backgroundColor: t.card, padding: [1, 5], borderRadius: 4,
    },
    data: [{ coord: [best.lag, best.r] }],
  };
}
