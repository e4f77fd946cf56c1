// @ts-check
/**
 * The question on the page, kept in the address bar: shareable, and "back" goes back.
 *
 * @typedef {object} Question
 * @property {string} x market series id
 * @property {string} y health series id
 * @property {string[]} [compare] more health series to show beside it
 * @property {string} xTransform
 * @property {string} yTransform
 * @property {number} lag days; above 0 the epidemic leads
 * @property {number} window trailing days, 0 for all
 * @property {string} from first market day, yyyy-mm-dd, or ""
 * @property {string} to last market day, yyyy-mm-dd, or ""
 * @property {number} [days] of the windows that the correlation is rolled over
 */

/** @type {Question} */
export const DEFAULT = {
  x: "market:DAX:close",
  y: "health:DEU:cases",
  compare: [],
  xTransform: "return",
  yTransform: "growth7",
  lag: 14,
  window: 0,
  from: "",
  to: "",
  days: 90,
};

export const MAX_LAG = 365;
/** Series of health at once: more colours nobody can tell apart. */
export const MOST = 5;
const SAME_GESTURE_MS = 1_500;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {string} search @returns {Partial<Question>} what the address says, nonsense left out */
export function read(search) {
  const q = new URLSearchParams(search);
  /** @type {Partial<Question>} */
  const found = {};
  for (const key of /** @type {const} */ (["x", "xTransform", "yTransform"])) {
    const text = q.get(key);
    if (text) found[key] = text;
  }
  const [y, ...compare] = [...new Set(q.getAll("y").join().split(",").filter(Boolean))];
  if (y) Object.assign(found, { y, compare: compare.slice(0, MOST - 1) });
  for (const key of /** @type {const} */ (["from", "to"])) {
    const text = q.get(key);
    if (text && DAY.test(text)) found[key] = text;
  }
  const lag = whole(q.get("lag"));
  if (Math.abs(lag) <= MAX_LAG) found.lag = lag;
  for (const key of /** @type {const} */ (["window", "days"])) {
    const number = whole(q.get(key));
    if (number > 0) found[key] = number;
  }
  return found;
}

/** @param {?string} text @returns {number} NaN unless it is a whole number */
function whole(text) {
  const number = Number(text || NaN);
  return Number.isInteger(number) ? number : NaN;
}

/** @param {Question} q @returns {string} the address of a question, beginning with "?" */
export function link(q) {
  const all = { ...asked(q), y: seriesOf(q).join(), ...(q.days && q.days !== DEFAULT.days ? { days: q.days } : {}) };
  const search = new URLSearchParams(Object.entries(all).map(([k, v]) => [k, String(v)])).toString();
  return "?" + search.replaceAll("%3A", ":").replaceAll("%40", "@").replaceAll("%2C", ",");
}

/** @param {Question} q @returns {string[]} all the health series it is about, the first of them first */
export const seriesOf = (q) => [q.y, ...(q.compare ?? [])];

/** @param {Question} q the API's parameters for its first health series, nothing that is empty */
export function asked(q) {
  const { window, from, to, compare: _, days: __, ...rest } = q;
  return {
    ...rest,
    ...(window ? { window } : {}),
    ...(from && !window ? { from } : {}),
    ...(to && !window ? { to } : {}),
  };
}

/** Holds the question and tells who listens when it changes. */
export class State {
  constructor() {
    /** @type {Question} */
    this.question = { ...DEFAULT, ...read(location.search) };
    /** @type {((q: Question) => void)[]} */
    this.listeners = [];
    this.lastGesture = { name: "", at: 0 };
    addEventListener("popstate", () => {
      this.question = { ...DEFAULT, ...read(location.search) };
      this.tell();
    });
  }

  /** @param {(q: Question) => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /**
   * @param {Partial<Question>} patch
   * @param {string} [gesture] moves of one gesture (dragging the lag) make one step in the history
   */
  update(patch, gesture = "") {
    const next = { ...this.question, ...patch };
    if (link(next) === link(this.question)) return;
    this.question = next;
    const now = performance.now();
    const going = gesture !== "" && gesture === this.lastGesture.name && now - this.lastGesture.at < SAME_GESTURE_MS;
    this.lastGesture = { name: gesture, at: now };
    history[going ? "replaceState" : "pushState"](null, "", link(next));
    this.tell();
  }

  /** @param {Partial<Question>} patch a correction that is no step of its own */
  correct(patch) {
    this.question = { ...this.question, ...patch };
    history.replaceState(null, "", link(this.question));
  }

  tell() {
    for (const listener of this.listeners) listener(this.question);
  }
}
