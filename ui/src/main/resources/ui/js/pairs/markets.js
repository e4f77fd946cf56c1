// @ts-check
/** Countries × market series: every pair at one lag, or at its best one. */
import { ask, address } from "../api.js";
import * as format from "../format.js";
import { link } from "../state.js";
import { lagPhrase } from "../words.js";
import { fullName, having, healthSeries, marketSeries, rowName } from "./choice.js";
import { Grid, enough, whyNone } from "./grid.js";
import { names, plan } from "./plan.js";
import { fewAtATime } from "./pool.js";
import { reach } from "./scale.js";
import { common } from "./state.js";
import { States } from "./states.js";

/** @typedef {import("../api.js").SeriesInfo} SeriesInfo */
/** @typedef {import("./state.js").Values} Values */

const AT_ONCE = 2;
/** As many lags as the API tries for a best one. */
export const LAGS = 121;
const FEW_COLUMNS = 14;
/** Below any r. */
export const LAST = -2;

export class Markets {
  /** @param {import("../catalogue.js").Catalogue} catalogue @param {Values} v */
  constructor(catalogue, v) {
    this.v = v;
    this.grid = new Grid();
    this.states = new States();
    /** Whether all answers are here. */
    this.complete = false;
    this.allX = marketSeries(catalogue, v);
    this.allY = healthSeries(catalogue, v);
    this.x = having(this.allX, v.markets);
    this.y = having(this.allY, v.countries);
    const lags = v.lag === "best" ? LAGS : 1;
    const ids = (/** @type {SeriesInfo[]} */ all) => all.map((s) => s.id);
    const whole = plan(ids(this.allX), ids(this.allY), lags);
    // A filter hides rows; only where all would be too much does it also bound what is asked.
    this.plan = whole.tooMany ? plan(ids(this.x), ids(this.y), lags) : whole;
    this.asks = this.plan.pieces.map(({ x, y }) =>
      address("/correlation/matrix", {
        x: names(x, ids(this.allX)), y: names(y, ids(this.allY)), ...common(v), lag: v.lag,
      }),
    );
  }

  /** @returns {string[]} the series that answers here depend on */
  get series() {
    return [...this.allX, ...this.allY].map((s) => s.id);
  }

  get rowCount() {
    return this.y.length;
  }

  get columnCount() {
    return this.x.length;
  }

  /** @returns {number} how many pairs there are that share days enough */
  get ranked() {
    return this.grid.count(this.v.least);
  }

  /** @param {number} answered @returns {[number, number]} answers that are here, of how many */
  progress(answered) {
    return [this.complete ? this.asks.length : answered, this.asks.length];
  }

  /** @param {() => void} progress called after each answer @param {() => boolean} wanted */
  async load(progress, wanted) {
    await fewAtATime(this.asks, AT_ONCE, async (url) => {
      const answer = await ask(url);
      this.states.see(answer);
      this.grid.add(answer);
      if (wanted()) progress();
    }, wanted);
  }

  /** @returns {?{x: SeriesInfo, y: SeriesInfo, pair: import("./grid.js").Pair}} of all that is answered */
  strongest() {
    const found = this.grid.strongest(this.v.least);
    const x = this.allX.find((s) => s.id === found?.x);
    const y = this.allY.find((s) => s.id === found?.y);
    return found && x && y ? { x, y, pair: found.pair } : null;
  }

  /** @returns {import("./heat.js").Picture} */
  picture() {
    const { v, grid } = this;
    const { rows, columns } = this.ordered();
    const byId = new Map([...rows, ...columns].map((s) => [s.id, s]));
    const title = (/** @type {string} */ y, /** @type {string} */ x) => {
      const [xs, ys] = [byId.get(x), byId.get(y)];
      return xs && ys ? `${fullName(xs)} \u00d7 ${fullName(ys)}` : "";
    };
    return {
      rows: rows.map((s) => ({ key: s.id, name: rowName(s, v), title: s.id })),
      columns: columns.map((s) => ({ key: s.id, name: s.name, title: fullName(s), sorts: s.id })),
      corner: v.measure === "all" ? "Country, measure" : "Country",
      sort: v.sort,
      look: columns.length > FEW_COLUMNS ? "dense" : "figures",
      end: reach([...grid.pairs.values()].map((p) => (enough(p.n, v.least) ? p.r : null))),
      caption: `r of each pair, ${v.lag === "best" ? "at its best lag" : lagPhrase(Number(v.lag))}: ${format.count(rows.length)} rows, ${format.count(columns.length)} market series`,
      cell: (y, x) => {
        const pair = grid.at(x, y);
        return {
          r: shownR(pair, v.least), href: this.explore(x, y, pair?.lag ?? 0),
          label: `${title(y, x)}: ${spoken(pair, v.least)}`, mark: false,
        };
      },
      tip: (y, x) => {
        const pair = grid.at(x, y);
        return { title: title(y, x), rows: pair ? figuresOf(pair, v.lag === "best") : [], note: pair ? whyNone(pair.n, pair.r, v.least) : "Not answered yet." };
      },
    };
  }

  /** @param {string} x @param {string} y @param {number} lag */
  explore(x, y, lag) {
    const { xTransform, yTransform, window } = this.v;
    return "./" + link({ x, y, xTransform, yTransform, lag, window, from: "", to: "" });
  }

  /** @returns {{rows: SeriesInfo[], columns: SeriesInfo[]}} what is shown, in its order */
  ordered() {
    const size = (/** @type {string} */ x, /** @type {string} */ y) => {
      const pair = this.grid.at(x, y);
      return enough(pair?.n, this.v.least) ? Math.abs(pair?.r ?? 0) : 0;
    };
    const rows = [...this.y];
    const columns = [...this.x];
    const { sort } = this.v;
    // An order that changes with every answer cannot be read: until all are here it is that of names.
    if (sort === "strongest" && this.complete) {
      const most = new Map(rows.map((y) => [y.id, Math.max(0, ...columns.map((x) => size(x.id, y.id)))]));
      rows.sort((a, b) => (most.get(b.id) ?? 0) - (most.get(a.id) ?? 0));
      const mostX = new Map(columns.map((x) => [x.id, Math.max(0, ...rows.map((y) => size(x.id, y.id)))]));
      columns.sort((a, b) => (mostX.get(b.id) ?? 0) - (mostX.get(a.id) ?? 0));
    } else if (columns.some((x) => x.id === sort)) {
      const value = (/** @type {SeriesInfo} */ y) => {
        const pair = this.grid.at(sort, y.id);
        return enough(pair?.n, this.v.least) ? pair?.r ?? LAST : LAST;
      };
      rows.sort((a, b) => value(b) - value(a));
    }
    return { rows, columns };
  }

  /** @returns {{x: SeriesInfo, y: SeriesInfo, pair: import("./grid.js").Pair}[]} of the pairs shown, in the order shown */
  figures() {
    const { rows, columns } = this.ordered();
    return columns.flatMap((x) => rows.flatMap((y) => {
      const pair = this.grid.at(x.id, y.id);
      return pair ? [{ x, y, pair }] : [];
    }));
  }

  /** @returns {string[]} of the table as the API writes it */
  get heads() {
    return ["x", "y", "lag", "n", "r", "nEff", "p", "pAdjusted"];
  }

  /** @param {boolean} shown only what the filters leave @returns {(string|number|null)[][]} lines, in the order shown */
  lines(shown) {
    const { rows, columns } = shown ? this.ordered() : { rows: this.allY, columns: this.allX };
    return columns.flatMap((x) => rows.flatMap((y) => {
      const pair = this.grid.at(x.id, y.id);
      return pair ? [[x.id, y.id, pair.lag, pair.n, pair.r, pair.nEff, pair.p, pair.pAdjusted]] : [];
    }));
  }
}

/**
 * @param {{r: ?number, n: ?number}|undefined} pair @param {number} least days
 * @returns {?number|undefined|"few"} what its cell shows
 */
export const shownR = (pair, least) => (pair === undefined || pair.r === null || enough(pair.n, least) ? pair?.r : "few");

/** @param {import("./grid.js").Pair|undefined} pair @param {number} least @returns {string} for a screen reader */
function spoken(pair, least) {
  if (!pair) return "not answered yet";
  const why = whyNone(pair.n, pair.r, least);
  if (pair.r === null) return why;
  const all = pair.pAdjusted == null ? "" : `, ${format.equals("p", pair.pAdjusted)} with all lags allowed for`;
  return `r ${format.r(pair.r)}, ${lagPhrase(pair.lag)}, n ${format.count(pair.n)}, ${format.equals("p", pair.p)}${all}. ${why}`;
}

/** @param {import("./grid.js").Pair} pair @param {boolean} best @returns {[string, string][]} */
export function figuresOf(pair, best) {
  const when = pair.lag === 0 ? "same day" : `${format.count(pair.lag)} (epidemic ${lagPhrase(pair.lag)})`;
  return [
    ["r", format.r(pair.r)],
    [best ? "Best lag" : "Lag", when],
    ["n", format.count(pair.n)],
    ["Effective n", format.count(pair.nEff)],
    ["p", format.p(pair.p)],
    ...(best ? [/** @type {[string, string]} */ (["p, all lags allowed for", format.p(pair.pAdjusted)])] : []),
  ];
}
