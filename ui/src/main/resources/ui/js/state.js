// @ts-check
/**
 * The question on the page, kept in the address bar: shareable, and "back" goes back.
 *
 * @typedef {object} Question
 * @property {string} x market series id
 * @property {string} y health series id
 * @property {string} xTransform
 * @property {string} yTransform
 * @property {number} lag days; above 0 the epidemic leads
 * @property {number} window trailing days, 0 for all
 * @property {string} from first market day, yyyy-mm-dd, or ""
 * @property {string} to last market day, yyyy-mm-dd, or ""
 */

/** @type {Question} */
export const DEFAULT = {
  x: "market:DAX:close",
  y: "health:DEU:cases",
  xTransform: "return",
  yTransform: "growth7",
  lag: 14,
  window: 0,
  from: "",
  to: "",
};

export const MAX_LAG = 365;
const SAME_GESTURE_MS = 1_500;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {string} search @returns {Partial<Question>} what the address says, nonsense left out */
export function read(search) {
  const q = new URLSearchParams(search);
  /** @type {Partial<Question>} */
  const found = {};
  for (const key of /** @type {const} */ (["x", "y", "xTransform", "yTransform"])) {
    const text = q.get(key);
    if (text) found[key] = text;
  }
  for (const key of /** @type {const} */ (["from", "to"])) {
    const text = q.get(key);
    if (text && DAY.test(text)) found[key] = text;
  }
  const lag = Number(q.get("lag") ?? NaN);
  if (Number.isInteger(lag) && Math.abs(lag) <= MAX_LAG) found.lag = lag;
  const window = Number(q.get("window") ?? NaN);
  if (Number.isInteger(window) && window > 0) found.window = window;
  return found;
}

/** @param {Question} q @returns {string} the address of a question, beginning with "?" */
export function link(q) {
  const search = new URLSearchParams(Object.entries(asked(q)).map(([k, v]) => [k, String(v)])).toString();
  return "?" + search.replaceAll("%3A", ":").replaceAll("%40", "@");
}

/** @param {Question} q the API's parameters, nothing that is empty */
export function asked(q) {
  const { window, from, to, ...rest } = q;
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
