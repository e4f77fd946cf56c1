// @ts-check
/** r in windows that roll over the days: whether what the answer says held all the time. */
import { address } from "../api.js";
import { CardTools } from "../card.js";
import { Frame, dayAxis, intervals, rAxis, theme, tip, tooltip } from "../charts/frame.js";
import { byId, el, table } from "../dom.js";
import * as format from "../format.js";
import { options } from "../options.js";
import { fileName } from "../save.js";
import { DEFAULT } from "../state.js";
import { seriesPhrase, sourceLine } from "../words.js";
import { rollingOf } from "./answers.js";
import { colourOf } from "./beside.js";

/**
 * @typedef {import("../state.js").Question} Question
 * @typedef {import("../api.js").RollingWindow} RollingWindow
 * @typedef {{y: string, name: string, windows: RollingWindow[], place: number}} Line place among the series of the question
 */

const DAYS = [30, 60, 90, 180, 365];
/** So few windows make no line: each is a point. */
const FEW = 4;
/** Pixels that the interval of a window takes at most. */
const MOST_WIDTH = 14;

export class RollingChart {
  /** @param {(days: number) => void} onDays called with another length of the windows */
  constructor(onDays) {
    this.frame = new Frame(byId("rolling-chart", HTMLDivElement));
    this.legend = byId("rolling-legend", HTMLParagraphElement);
    this.tools = new CardTools(byId("rolling", HTMLElement), this.frame);
    this.days = byId("rolling-days", HTMLSelectElement);
    this.days.addEventListener("change", () => onDays(Number(this.days.value)));
  }

  /**
   * @param {Question} q @param {import("./answers.js").Told[]} told
   * @param {import("../catalogue.js").Catalogue} catalogue
   */
  show(q, told, catalogue) {
    const days = q.days ?? DEFAULT.days ?? 90;
    this.offer(days);
    const nameOf = catalogue.shortNames(told.map((t) => t.answer.y));
    const lines = told.flatMap(({ answer, rolling }, place) =>
      rolling instanceof Error ? [] : [{ y: answer.y, name: nameOf(answer.y), windows: rolling.rolling, place }]);
    const [main] = told;
    if (lines.length === 0 || lines.every((l) => l.windows.every((w) => w.r == null))) {
      this.legend.textContent = "";
      this.frame.empty(main.rolling instanceof Error
        ? `The windows could not be read. ${main.rolling.message}`
        : `No window of ${format.count(days)} days fits into these days and has an r. Choose shorter windows or more days.`);
      this.tools.clear();
      return;
    }
    const name = `${seriesPhrase(q.x, q.xTransform, catalogue.name(q.x))} and ${seriesPhrase(q.y, q.yTransform, catalogue.name(q.y))}`;
    this.legend.replaceChildren(
      ...(lines.length > 1
        ? lines.map((l) => el("span", { class: `key line ${colourOf(l.place)}` }, l.name))
        : [`${told.length > 1 ? `${lines[0].name}: ` : ""}r of the days before, with its 95 % interval.`]),
    );
    this.frame.show(
      `Rolling correlation of ${name} in windows of ${format.count(days)} days. The same values are in the table behind it.`,
      (t, width) => option(t, width, lines),
    );
    const asks = lines.map((l) => address("/correlation/rolling", rollingOf({ ...q, y: l.y })));
    this.tools.offer({
      file: fileName(`${name} rolling ${days} days`),
      table: () => rows(lines),
      csv: asks.map((ask, i) => ({ label: told.length > 1 ? `Windows of ${lines[i].name}` : "Windows, as shown", address: ask })),
      asks,
      picture: {
        title: `${name}: r in windows of ${format.count(days)} days`,
        keys: () => (lines.length > 1 ? lines.map((l) => ({ text: l.name, color: theme().healths[l.place] })) : []),
        source: sourceLine(catalogue, [q.x, ...lines.map((l) => l.y)], main.answer),
      },
    });
  }

  /** @param {number} days an unusual length from a link is offered too */
  offer(days) {
    const all = [...new Set([...DAYS, days])].sort((a, b) => a - b);
    options(this.days, all.map((d) => [String(d), `${format.count(d)} days`]));
    this.days.value = String(days);
  }
}

/** @param {Line[]} lines the windows of all are the days of the first: of others r is told */
function rows(lines) {
  const [{ name, windows }, ...others] = lines;
  const more = others.map((o) => new Map(o.windows.map((w) => [w.to, w.r])));
  return table(
    `r in each window, ${name}`, ["Last day", "First day", "r", "95 % interval", "n", "p", ...others.map((o) => `r, ${o.name}`)],
    windows.map((w) => [
      format.day(w.to), format.day(w.from), format.r(w.r), format.interval(w.ci95), format.count(w.n), format.p(w.p),
      ...more.map((m) => format.r(m.get(w.to))),
    ]),
  );
}

/** @param {import("../charts/frame.js").Theme} t @param {number} width @param {Line[]} lines */
function option(t, width, lines) {
  const all = lines.flatMap((l) => l.windows);
  const times = all.map((w) => Date.parse(w.to));
  const first = Math.min(...times);
  const last = Math.max(...times);
  const [main] = lines;
  const column = Math.min(MOST_WIDTH, (width - 50) / Math.max(1, (last - first) / format.DAY_MS) + 0.6);
  const byDay = lines.map((l) => new Map(l.windows.map((w) => [Date.parse(w.to), w])));
  return {
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "all" },
    tooltip: tooltip(t, (params) => {
      const at = params[0]?.value?.[0];
      const w = byDay[0].get(at);
      if (!w) return null;
      /** @type {[string, string][]} */
      const told = lines.length > 1
        ? lines.map((l, i) => [l.name, format.r(byDay[i].get(at)?.r)])
        : [["r", format.r(w.r)], ["95 % interval", format.interval(w.ci95)], ["n", format.count(w.n)]];
      return tip(`${format.day(w.from)} to ${format.day(w.to)}`, told);
    }),
    xAxis: dayAxis(t, width, first, last),
    yAxis: rAxis(t, all.flatMap((w) => [w.r, ...(lines.length === 1 ? w.ci95 ?? [] : [])])),
    series: [
      ...(lines.length === 1
        ? [intervals(
            main.windows.flatMap((w) => (w.ci95 ? [/** @type {[number, number, number]} */ ([Date.parse(w.to), ...w.ci95])] : [])),
            column, () => ({ fill: t.band }))]
        : []),
      ...lines.map((l, i) => ({
        name: l.name, type: "line", showSymbol: l.windows.length < FEW, symbolSize: 7, z: 5 - i, connectNulls: false,
        data: l.windows.map((w) => [Date.parse(w.to), w.r]),
        lineStyle: { color: lines.length === 1 ? t.ink : t.healths[l.place], width: i === 0 ? 2.25 : 1.75 },
        itemStyle: { color: lines.length === 1 ? t.ink : t.healths[l.place] },
        ...(i === 0
          ? { markLine: { silent: true, symbol: ["none", "none"], animation: false, label: { show: false },
              data: [{ yAxis: 0, lineStyle: { color: t.control, type: "solid", width: 1 } }] } }
          : {}),
      })),
    ],
  };
}
