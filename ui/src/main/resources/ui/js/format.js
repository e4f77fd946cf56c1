// @ts-check
/** Numbers and dates in the reader's locale. Days have no time zone: they are shown as they are written. */

const locale = [...navigator.languages];
const MINUS = "\u2212";

/** @param {Intl.NumberFormatOptions} options */
const numbers = (options) => {
  // What rounds to zero has no sign.
  const format = new Intl.NumberFormat(locale, { signDisplay: "negative", ...options });
  return (/** @type {number} */ v) => format.format(v).replace(/^-/, MINUS);
};

const two = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = numbers({ maximumFractionDigits: 0 });
const significant = numbers({ maximumSignificantDigits: 4 });
const compactNumber = numbers({ notation: "compact", maximumSignificantDigits: 3 });
const small = numbers({ minimumFractionDigits: 3, maximumFractionDigits: 3 });
const smallest = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(0.001);

export const DAY_MS = 86_400_000;
/** @param {number} ms @returns {string} its day in UTC, yyyy-mm-dd */
export const isoDay = (ms) => new Date(ms).toISOString().slice(0, 10);

const NBSP = "\u00a0";
const NONE = "\u2013";

/** @param {?number|undefined} v */
export const r = (v) => (v == null ? NONE : two(v));
/** @param {?number|undefined} v */
export const count = (v) => (v == null ? NONE : whole(v));
/** @param {?number|undefined} v any value of a series */
export const value = (v) => (v == null ? NONE : Math.abs(v) >= 10_000 ? whole(v) : significant(v));
/** @param {number} v for an axis */
export const compact = (v) => compactNumber(v);

/** @param {?number|undefined} v a probability, without its name */
export const p = (v) => (v == null ? NONE : v < 0.001 ? `<${NBSP}${smallest}` : v < 0.1 ? small(v) : two(v));
/** @param {?number|undefined} v a false discovery rate */
export const q = p;
/** @param {string} name @param {?number|undefined} v */
export const equals = (name, v) => (v != null && v < 0.001 ? `${name}${NBSP}${p(v)}` : is(name, p(v)));

/** @param {string} name @param {string} figure @returns {string} kept on one line */
export const is = (name, figure) => `${name}${NBSP}=${NBSP}${figure}`;

/** @param {?[number, number]|undefined} ci */
export const interval = (ci) => (ci == null ? NONE : `${two(ci[0])} to ${two(ci[1])}`);

/** @param {Intl.DateTimeFormatOptions} options */
const dates = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
const longDay = dates({ dateStyle: "medium" });
const monthOnly = dates({ month: "short" });
const monthYear = dates({ month: "short", year: "numeric" });
const shortDay = dates({ day: "numeric", month: "short" });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

/** @param {?string|undefined} day yyyy-mm-dd */
export const day = (day) => (day ? longDay.format(new Date(day)) : NONE);
/** @param {number} ms @param {boolean} [fine] days rather than months */
export function axisDay(ms, fine = false) {
  // A chart whose size changes under the pointer asks for the name of no day at all.
  if (Number.isNaN(ms)) return "";
  const date = new Date(ms);
  if (fine) return shortDay.format(date);
  return date.getUTCMonth() === 0 ? monthYear.format(date) : monthOnly.format(date);
}
/** @param {?string|undefined} instant ISO 8601, shown in the reader's time zone */
export const at = (instant) => (instant ? moment.format(new Date(instant)) : NONE);

const clockTime = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
/** @param {Date} moment to the second, in the reader's time zone */
export const clock = (moment) => clockTime.format(moment);

const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
/** @param {string} instant @param {number} now milliseconds */
export function since(instant, now) {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  /** @type {[Intl.RelativeTimeFormatUnit, number][]} */
  const units = [["day", 86_400], ["hour", 3_600], ["minute", 60]];
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return ago.format(Math.round(seconds / size), unit);
  }
  return ago.format(0, "second");
}
