// @ts-check
/**
 * The answers to the pieces of a grid, put together: which pairs there are, and what is known of each.
 *
 * @typedef {{r: ?number, n: ?number, nEff: ?number, p: ?number, lag: number, pAdjusted: ?number}} Pair
 * @typedef {import("../api.js").Matrix} Matrix
 */
import * as format from "../format.js";

/** Fewer common days than that have no r. */
const LEAST_DAYS = 5;

export class Grid {
  constructor() {
    /** @type {Map<string, Pair>} */
    this.pairs = new Map();
  }

  /** @param {Matrix} answer */
  add(answer) {
    answer.x.forEach((x, i) => answer.y.forEach((y, j) => this.pairs.set(`${x} ${y}`, pairAt(answer, i, j))));
  }

  /** @param {string} x @param {string} y @returns {Pair|undefined} undefined before it is answered */
  at(x, y) {
    return this.pairs.get(`${x} ${y}`);
  }

  /** @param {number} least days in common @returns {number} how many pairs have as many */
  count(least) {
    let found = 0;
    for (const { n } of this.pairs.values()) if (enough(n, least)) found++;
    return found;
  }

  /** @param {number} least days in common @returns {?{x: string, y: string, pair: Pair}} the pair whose r is the largest, whatever its sign */
  strongest(least) {
    let best = null;
    for (const [key, pair] of this.pairs) {
      if (pair.r != null && enough(pair.n, least) && (best === null || Math.abs(pair.r) > Math.abs(best.pair.r ?? 0))) best = { key, pair };
    }
    if (best === null) return null;
    const [x, y] = best.key.split(" ");
    return { x, y, pair: best.pair };
  }
}

/** @param {Matrix} answer @param {number} i @param {number} j @returns {Pair} */
function pairAt(answer, i, j) {
  return {
    r: answer.r[i][j],
    n: answer.n[i][j],
    nEff: answer.nEff[i][j],
    p: answer.p[i][j],
    lag: answer.bestLag?.[i][j] ?? (answer.lag === "best" ? 0 : Number(answer.lag)),
    pAdjusted: answer.pAdjusted?.[i][j] ?? null,
  };
}

/** @param {?number|undefined} n days in common @param {number} least */
export const enough = (n, least) => (n ?? 0) >= least;

/**
 * @param {?number} n how many days matched @param {?number} r @param {number} least
 * @returns {string} why no figure is shown, as the API's own rule has it; "" where one is
 */
export function whyNone(n, r, least) {
  if (r !== null) return enough(n, least) ? "" : `They share only ${format.count(n)} days: too few to be ranked here.`;
  return n != null && n >= LEAST_DAYS
    ? "No r: a side never changes on the days they share."
    : "No r: they share fewer than five days.";
}
