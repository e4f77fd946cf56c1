// @ts-check
/**
 * Countries × lag for one market series. Which countries come first is found with one question for all of them; the
 * profiles themselves are asked only for the rows that are shown, a few at a time.
 */
import { ask, address } from "../api.js";
import * as format from "../format.js";
import { link } from "../state.js";
import { fullName, having, healthSeries, marketSeries, rowName } from "./choice.js";
import { Grid, enough, whyNone } from "./grid.js";
import { LAGS, LAST, figuresOf, shownR } from "./markets.js";
import { names, plan } from "./plan.js";
import { fewAtATime } from "./pool.js";
import { reach } from "./scale.js";
import { common } from "./state.js";
import { States } from "./states.js";

/** @typedef {import("../api.js").SeriesInfo} SeriesInfo */
/** @typedef {import("../api.js").LagPoint} LagPoint */
/** @typedef {import("./state.js").Values} Values */

const AT_ONCE = 4;
const REACH = (LAGS - 1) / 2;
const TICK = 10;
const AT = "at:";

export class Lags {
  /** @param {import("../catalogue.js").Catalogue} catalogue @param {Values} v */
  constructor(catalogue, v) {
    this.v = v;
    const markets = marketSeries(catalogue, v);
    this.x = markets.find((s) => s.entity === v.market) ?? markets.find((s) => s.entity === "DAX") ?? markets[0];
    this.allY = this.x ? healthSeries(catalogue, v) : [];
    this.y = having(this.allY, v.countries);
    this.states = new States();
    /** Whether all answers are here. */
    this.complete = false;
    this.best = new Grid();
    this.at = new Grid();
    /** @type {Map<string, Map<number, LagPoint>>} profile of a health series, by lag */
    this.profiles = new Map();
    const ids = this.allY.map((s) => s.id);
    this.plan = plan(this.x ? [this.x.id] : [], ids, LAGS);
    this.ranking = this.plan.pieces.map(({ y }) => this.matrix(names(y, ids), "best"));
  }

  get series() {
    return [...(this.x ? [this.x] : []), ...this.allY].map((s) => s.id);
  }

  get rowCount() {
    return this.y.length;
  }

  get columnCount() {
    return this.x ? LAGS : 0;
  }

  /** @returns {number} how many pairs there are that share days enough */
  get ranked() {
    return this.best.count(this.v.least);
  }

  /** @param {number} _ @returns {[number, number]} answers that are here, of how many */
  progress(_) {
    const shown = this.shown();
    return [shown.filter((y) => this.profiles.has(y.id)).length, shown.length];
  }

  /** @param {string} y @param {string} lag */
  matrix(y, lag) {
    return address("/correlation/matrix", { x: this.x?.id, y, ...common(this.v), lag });
  }

  /** @param {SeriesInfo} y */
  profile(y) {
    return address("/correlation/profile", { x: this.x?.id, y: y.id, ...common(this.v) });
  }

  /** @returns {string[]} what was asked for what is shown */
  get asks() {
    return [...this.ranking, ...this.shown().map((y) => this.profile(y))];
  }

  /** @param {() => void} progress @param {() => boolean} wanted */
  async load(progress, wanted) {
    await fewAtATime(this.ranking, AT_ONCE, async (url) => {
      const answer = await ask(url);
      this.states.see(answer);
      this.best.add(answer);
    }, wanted);
    if (this.x && this.v.sort.startsWith(AT)) {
      const ids = this.allY.map((s) => s.id);
      for (const { y } of plan([this.x.id], ids, 1).pieces) {
        const answer = await ask(this.matrix(names(y, ids), this.v.sort.slice(AT.length)));
        this.states.see(answer);
        this.at.add(answer);
      }
    }
    if (wanted()) progress();
    await this.loadProfiles(this.shown(), progress, wanted);
  }

  /** @param {SeriesInfo[]} of @param {() => void} progress @param {() => boolean} wanted */
  async loadProfiles(of, progress, wanted) {
    const missing = of.filter((y) => !this.profiles.has(y.id));
    await fewAtATime(missing, AT_ONCE, async (y) => {
      const answer = await ask(this.profile(y));
      this.states.see(answer);
      this.profiles.set(y.id, new Map(answer.profile.map((/** @type {LagPoint} */ p) => [p.lag, p])));
      if (wanted()) progress();
    }, wanted);
  }

  /** Everything there is, for a download. */
  async loadAll() {
    await this.loadProfiles(this.allY, () => undefined, () => true);
  }

  strongest() {
    const found = this.best.strongest(this.v.least);
    const y = this.allY.find((s) => s.id === found?.y);
    return found && y ? { x: this.x, y, pair: found.pair } : null;
  }

  /** @returns {SeriesInfo[]} all rows that the filter leaves, in their order */
  ordered() {
    const { sort, least } = this.v;
    const worthy = (/** @type {Grid} */ grid, /** @type {SeriesInfo} */ y) => {
      const pair = grid.at(this.x.id, y.id);
      return enough(pair?.n, least) ? pair : undefined;
    };
    const best = (/** @type {SeriesInfo} */ y) => worthy(this.best, y);
    const size = (/** @type {SeriesInfo} */ y) => Math.abs(best(y)?.r ?? 0);
    const at = (/** @type {SeriesInfo} */ y) => worthy(this.at, y)?.r ?? LAST;
    const lag = (/** @type {SeriesInfo} */ y) => (best(y)?.r == null ? Infinity : best(y)?.lag ?? 0);
    const rows = [...this.y];
    if (sort === "lag") return rows.sort((a, b) => lag(a) - lag(b) || size(b) - size(a));
    if (sort.startsWith(AT)) return rows.sort((a, b) => at(b) - at(a));
    return sort === "name" ? rows : rows.sort((a, b) => size(b) - size(a));
  }

  /** @returns {SeriesInfo[]} */
  shown() {
    return this.ordered().slice(0, this.v.rows);
  }

  /** @returns {import("./heat.js").Picture} */
  picture() {
    const rows = this.shown();
    const { least } = this.v;
    const byId = new Map(rows.map((s) => [s.id, s]));
    const lags = Array.from({ length: LAGS }, (_, i) => i - REACH);
    const title = (/** @type {string} */ y) => {
      const ys = byId.get(y);
      return ys ? `${fullName(this.x)} \u00d7 ${fullName(ys)}` : "";
    };
    const best = (/** @type {string} */ y) => this.best.at(this.x.id, y);
    return {
      rows: rows.map((s) => ({ key: s.id, name: rowName(s, this.v), title: s.id, note: bestOf(best(s.id)) })),
      columns: lags.map((lag) => ({
        key: String(lag), title: `Lag ${format.count(lag)}`,
        ...(lag % TICK === 0 ? { name: format.count(lag), sorts: AT + lag } : { name: "" }),
      })),
      corner: "Country, best lag",
      sort: this.v.sort,
      look: "lags",
      // What is the largest of all rows is the scale of any of them.
      end: reach([...this.best.pairs.values()].map((p) => (enough(p.n, least) ? p.r : null))),
      caption: `r of each country with ${fullName(this.x)} at lags ${format.count(-REACH)} to ${format.count(REACH)}: ${format.count(rows.length)} of ${format.count(this.y.length)} rows`,
      cell: (y, lag) => {
        const point = this.profiles.get(y)?.get(Number(lag));
        return {
          r: shownR(point, least), href: this.explore(y, Number(lag)), mark: best(y)?.lag === Number(lag) && best(y)?.r != null,
          label: `${title(y)}, lag ${format.count(Number(lag))}: ${point ? (point.r === null ? whyNone(point.n, null, least) : `r ${format.r(point.r)}, n ${format.count(point.n)}, ${format.equals("p", point.p)}. ${whyNone(point.n, point.r, least)}`) : "not answered yet"}`,
        };
      },
      tip: (y, lag) => {
        const point = this.profiles.get(y)?.get(Number(lag));
        if (!point) return { title: title(y), rows: [], note: "Not answered yet." };
        const pair = { r: point.r, n: point.n, nEff: point.nEff ?? null, p: point.p ?? null, lag: point.lag, pAdjusted: null };
        return { title: title(y), rows: figuresOf(pair, false), note: whyNone(point.n, point.r, least) };
      },
    };
  }

  /** @param {string} y @param {number} lag */
  explore(y, lag) {
    const { xTransform, yTransform, window } = this.v;
    return "./" + link({ x: this.x.id, y, xTransform, yTransform, lag, window, from: "", to: "" });
  }

  /** @returns {{x: SeriesInfo, y: SeriesInfo, pair: import("./grid.js").Pair}[]} of the pairs shown, in the order shown */
  figures() {
    return this.shown().flatMap((y) => {
      const pair = this.best.at(this.x.id, y.id);
      return pair ? [{ x: this.x, y, pair }] : [];
    });
  }

  get heads() {
    return ["x", "y", "lag", "n", "r", "nEff", "p", "ci95Low", "ci95High"];
  }

  /** @param {boolean} shown @returns {(string|number|null)[][]} */
  lines(shown) {
    return (shown ? this.shown() : this.allY).flatMap((y) =>
      [...(this.profiles.get(y.id)?.values() ?? [])].map((p) =>
        [this.x.id, y.id, p.lag, p.n, p.r, p.nEff ?? null, p.p ?? null, p.ci95?.[0] ?? null, p.ci95?.[1] ?? null]),
    );
  }
}

/** @param {import("./grid.js").Pair|undefined} pair */
function bestOf(pair) {
  return pair?.r == null ? "" : `${format.r(pair.r)} at ${format.count(pair.lag)}`;
}
