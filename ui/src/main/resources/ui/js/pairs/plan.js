// @ts-check
/** How a grid of pairs is asked for: in as few questions as the API's limits allow. */

/** What one question may ask for, as docs/api.md says. */
export const MOST_PAIRS = 15_000;
export const MOST_COEFFICIENTS = 100_000;
/** An address has at most 8 kB. */
const MOST_NAMES = 250;
/** Beyond that a reader waits too long, and a server has others to answer. */
const MOST_QUESTIONS = 20;

/**
 * @typedef {{x: string[], y: string[]}} Piece
 * @typedef {{pairs: number, pieces: Piece[], tooMany: boolean}} Plan
 */

/**
 * @param {string[]} xs market series @param {string[]} ys health series
 * @param {number} lags how many lags each pair is tried at
 * @returns {Plan} pieces that together are all pairs; none when they would be too many
 */
export function plan(xs, ys, lags) {
  const most = Math.max(1, Math.min(MOST_PAIRS, Math.floor(MOST_COEFFICIENTS / lags)));
  const columns = chunks(ys, ys.length <= most ? most : Math.min(most, MOST_NAMES));
  const pieces = columns.flatMap((y) => {
    const rows = Math.max(1, Math.min(MOST_NAMES, Math.floor(most / y.length)));
    return chunks(xs, rows).map((x) => ({ x, y }));
  });
  const tooMany = pieces.length > MOST_QUESTIONS;
  return { pairs: xs.length * ys.length, pieces: tooMany ? [] : pieces, tooMany };
}

/** @param {string[]} all @param {number} size */
function chunks(all, size) {
  const made = [];
  for (let i = 0; i < all.length; i += size) made.push(all.slice(i, i + size));
  return made;
}

/** @param {string} id @returns {string} all entities' series of its measure, for the API */
export const starred = (id) => id.replace(/^(\w+):[^:]+:/, "$1:*:");

/**
 * @param {string[]} ids what is asked for @param {string[]} all the series of this kind that there are
 * @returns {string} for the API, with "*" for all series of a measure where all are meant
 */
export function names(ids, all) {
  const wanted = new Set(ids);
  const left = all.filter((id) => !wanted.has(id)).map(starred);
  const whole = new Set(ids.map(starred).filter((star) => !left.includes(star)));
  return [...whole, ...ids.filter((id) => !whole.has(starred(id)))].join(",");
}
