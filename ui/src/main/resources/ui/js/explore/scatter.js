// @ts-check
/** Each matched day as a dot, and the API's line of least squares through them. */
import { address } from "../api.js";
import { CardTools } from "../card.js";
import { Frame, theme, tip, tooltip } from "../charts/frame.js";
import { byId, el, table } from "../dom.js";
import * as format from "../format.js";
import { fileName } from "../save.js";
import { lagPhrase, seriesPhrase, sourceLine } from "../words.js";
import { pairOf } from "./pair.js";

/** @typedef {import("../api.js").Correlation} Correlation */
/** @typedef {import("../api.js").Scatter} Scatter */

export class ScatterChart {
  constructor() {
    this.frame = new Frame(byId("scatter-chart", HTMLDivElement));
    this.legend = byId("scatter-legend", HTMLParagraphElement);
    this.tools = new CardTools(byId("scatter", HTMLElement), this.frame);
  }

  /** @param {Correlation} a @param {Scatter|Error} scatter @param {import("../catalogue.js").Catalogue} catalogue */
  show(a, scatter, catalogue) {
    if (scatter instanceof Error || scatter.points.length === 0) {
      this.legend.textContent = "";
      this.frame.empty(scatter instanceof Error
        ? `The points could not be read. ${scatter.message}`
        : "No day has a value on both sides. Choose other days or another lag.");
      this.tools.clear();
      return;
    }
    const xName = seriesPhrase(a.x, a.xTransform, catalogue.name(a.x));
    const yName = seriesPhrase(a.y, a.yTransform, catalogue.name(a.y));
    const moved = a.lag === 0 ? "" : `, ${lagPhrase(a.lag)}`;
    this.legend.replaceChildren(
      el("span", { class: "key dot-key as-health" }, "a market day"),
      ...(scatter.line ? [el("span", { class: "key line as-ink" }, "least squares")] : []),
    );
    this.frame.show(
      `${xName} against ${yName}${moved}, ${format.count(scatter.n)} days, ${format.is("r", format.r(scatter.r))}. ` +
        "The same values are in the table behind it.",
      (t, width) => option(t, width, scatter, xName, yName),
    );
    const asks = address("/correlation/scatter", pairOf(a));
    this.tools.offer({
      file: fileName(`${xName} against ${yName}`),
      table: () => rows(scatter, xName, yName),
      csv: [
        { label: "Points, as shown", address: asks },
        { label: "Points of all days", address: address("/correlation/scatter", { ...pairOf(a), from: null, to: null, window: null }) },
      ],
      asks: [asks],
      picture: {
        title: `${xName} against ${yName}${moved} (${format.is("r", format.r(scatter.r))}, ${format.is("n", format.count(scatter.n))})`,
        keys: () => (scatter.line ? [{ text: "least squares", color: theme().ink }] : []),
        source: sourceLine(catalogue, [a.x, a.y], scatter),
      },
    });
  }
}

/** @param {Scatter} scatter @param {string} xName @param {string} yName */
function rows(scatter, xName, yName) {
  return table(
    "The matched days", ["Market day", xName, "Epidemic day", yName],
    scatter.points.map(([xDay, yDay, x, y]) => [format.day(xDay), format.value(x), format.day(yDay), format.value(y)]),
  );
}

/**
 * @param {import("../charts/frame.js").Theme} t @param {number} width @param {Scatter} scatter
 * @param {string} xName @param {string} yName
 */
function option(t, width, scatter, xName, yName) {
  const { points, line } = scatter;
  const xs = points.map((p) => p[2]);
  const ends = [Math.min(...xs), Math.max(...xs)];
  const axis = (/** @type {string} */ color, /** @type {string} */ name) => ({
    type: "value", name, nameLocation: "middle", nameTextStyle: { color, fontWeight: 600 },
    nameTruncate: { maxWidth: 240 },
    axisLabel: { color: t.soft, formatter: format.compact, hideOverlap: true },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: t.line } },
  });
  return {
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "all" },
    tooltip: {
      ...tooltip(t, (params) => {
        const at = params[0]?.dataIndex;
        if (params[0]?.seriesName !== "days" || at === undefined) return null;
        const [xDay, yDay, x, y] = points[at];
        return tip(format.day(xDay), [
          [xName, format.value(x)],
          [xDay === yDay ? yName : `${yName}: ${format.day(yDay)}`, format.value(y)],
        ]);
      }),
      trigger: "item",
    },
    xAxis: { ...axis(t.market, xName), nameGap: 26, scale: true, splitNumber: width < 520 ? 4 : 6 },
    yAxis: { ...axis(t.health, yName), nameGap: 40, scale: true, splitNumber: 4 },
    series: [
      {
        name: "days", type: "scatter", data: points.map((p) => [p[2], p[3]]), symbolSize: points.length > 500 ? 5 : 7, cursor: "default",
        itemStyle: { color: t.health, opacity: points.length > 500 ? 0.35 : 0.5 },
        emphasis: { itemStyle: { color: t.ink, opacity: 1 }, scale: 1.4 },
      },
      ...(line
        ? [{
            name: "least squares", type: "line", silent: true, showSymbol: false, z: 4,
            data: ends.map((x) => [x, line.intercept + line.slope * x]), clip: true,
            lineStyle: { color: t.ink, width: 2 }, itemStyle: { color: t.ink },
          }]
        : []),
    ],
  };
}
