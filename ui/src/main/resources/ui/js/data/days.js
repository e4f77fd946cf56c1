// @ts-check
/** Days of a series: which are missing, which were revised. Nothing is computed but which days there are. */

export const DAY_MS = 86_400_000;

/**
 * @typedef {{from: number, to: number, days: number}} Gap first and last missing day (ms)
 * @typedef {import("../api.js").Revision} Revision
 */

/** @param {number} ms @returns {string} yyyy-mm-dd */
export const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

/** @param {string} day @param {number} by @returns {string} */
export const dayAfter = (day, by = 1) => dayOf(Date.parse(day) + by * DAY_MS);

/**
 * @param {[string, number][]} points in order
 * @param {boolean} weekdaysOnly of a market: nobody expects a price on a Saturday
 * @returns {Gap[]} days between the first and the last value that have none
 */
export function gaps(points, weekdaysOnly) {
  /** @type {Gap[]} */
  const found = [];
  for (let i = 1; i < points.length; i++) {
    const before = Date.parse(points[i - 1][0]);
    const after = Date.parse(points[i][0]);
    for (let at = before + DAY_MS; at < after; at += DAY_MS) {
      const day = new Date(at).getUTCDay();
      if (weekdaysOnly && (day === 0 || day === 6)) continue;
      const last = found.at(-1);
      if (last && last.to === at - DAY_MS) {
        last.to = at;
        last.days++;
      } else found.push({ from: at, to: at, days: 1 });
    }
  }
  return found;
}

/** @param {Gap[]} all */
export const missingDays = (all) => all.reduce((sum, gap) => sum + gap.days, 0);

/** @param {Revision[]} all in order of day and version @returns {Map<string, Revision[]>} by day */
export function byDay(all) {
  /** @type {Map<string, Revision[]>} */
  const found = new Map();
  for (const one of all) {
    const known = found.get(one.day);
    if (known) known.push(one);
    else found.set(one.day, [one]);
  }
  return found;
}

/**
 * @param {[string, number][]} now @param {[string, number][]} then
 * @returns {{other: number, later: number, gone: number}} days with another value now, with none then, with none now
 */
export function compared(now, then) {
  const known = new Map(then);
  let other = 0;
  let later = 0;
  for (const [day, v] of now) {
    const before = known.get(day);
    if (before === undefined) later++;
    else if (before !== v) other++;
    known.delete(day);
  }
  return { other, later, gone: known.size };
}
