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

import { showDoubts } from "./notice.js";
import { HEALTH, LAG, MARKET, METHOD, Reading, TRANSFORM, WINDOW, dayCount, dayOr, list, quoted } from "./reading.js";

/** @type {Question & {days: number}} */
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

/** Series of health at once: more colours nobody can tell apart. */
export const MOST = 5;
const SAME_GESTURE_MS = 1_500;
/** The API's own limit. */
const LEAST_ROLLED = 5;

/**
 * @param {string} search @param {(id: string) => boolean} [known] whether there is such a series
 * @returns {{question: Question, doubts: string[]}} what the address asks; what it does not say well is as usual, and said
 */
export function read(search, known = () => true) {
  const said = new Reading(search);
  const question = {
    x: said.one("x", MARKET, DEFAULT.x),
    ...readHealth(said, known),
    xTransform: said.one("xTransform", TRANSFORM, DEFAULT.xTransform),
    yTransform: said.one("yTransform", TRANSFORM, DEFAULT.yTransform),
    lag: said.one("lag", LAG, DEFAULT.lag),
    ...readRange(said),
    days: said.one("days", dayCount(LEAST_ROLLED), DEFAULT.days),
  };
  said.one("method", METHOD, "pearson");
  said.end();
  return { question, doubts: said.doubts };
}

/**
 * One that is not known does not hide the others; where none is, the answer itself says so.
 * @param {Reading} said @param {(id: string) => boolean} known
 */
function readHealth(said, known) {
  const asked = said.all("y");
  const written = asked.filter((id) => HEALTH.read(id));
  const there = written.filter(known);
  const kept = there.length ? there : written;
  const shown = kept.slice(0, MOST);
  const usual = shown.length ? "It is left out." : `Shown is ${DEFAULT.y}.`;
  for (const id of asked) {
    if (!written.includes(id)) said.doubts.push(`The address asks for ${quoted("y", id)}; ${HEALTH.right}. ${usual}`);
    else if (!kept.includes(id)) said.doubts.push(`The address asks for ${quoted("y", id)}; there is no such series. It is left out.`);
  }
  if (kept.length > MOST) {
    said.doubts.push(`The address asks for ${kept.length} epidemic series; more than ${MOST} cannot be told apart. Left out: ${list(kept.slice(MOST))}.`);
  }
  const [y = DEFAULT.y, ...compare] = shown;
  return { y, compare };
}

/** The last days, or from one day to another. @param {Reading} said */
function readRange(said) {
  const window = said.one("window", WINDOW, DEFAULT.window);
  const from = said.one("from", dayOr("all from the first day on"), "");
  const to = said.one("to", dayOr("all up to the last day"), "");
  if (window && (from || to)) {
    said.doubts.push(`The address asks for ${list([`window=${window}`, from && `from=${from}`, to && `to=${to}`].filter(Boolean))}; it can be the last days, or from one day to another. Shown is ${WINDOW.shown(window)}.`);
    return { window, from: "", to: "" };
  }
  if (from && to && from > to) {
    said.doubts.push(`The address asks for from=${from} and to=${to}; that ends before it begins. Shown is ${WINDOW.shown(0)}.`);
    return { window, from: "", to: "" };
  }
  return { window, from, to };
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
    /** Whether there is such a series, as far as that is known yet. @type {(id: string) => boolean} */
    this.known = () => true;
    /** @type {string[]} what of the address was not understood */
    this.doubts = [];
    /** @type {Question} */
    this.question = this.read();
    /** @type {((q: Question) => void)[]} */
    this.listeners = [];
    this.lastGesture = { name: "", at: 0 };
    addEventListener("popstate", () => {
      this.question = this.read();
      this.tell();
    });
  }

  /** @returns {Question} what the address says */
  read() {
    const { question, doubts } = read(location.search, this.known);
    this.doubt(doubts);
    return question;
  }

  /** @param {string[]} doubts */
  doubt(doubts) {
    this.doubts = doubts;
    showDoubts(doubts);
  }

  /**
   * Reads the address again now that it is known which series there are.
   * @param {(id: string) => boolean} known @returns {boolean} whether the question is another one now
   */
  know(known) {
    this.known = known;
    const before = link(this.question);
    this.question = this.read();
    return link(this.question) !== before;
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
    if (link(next) === link(this.question) && this.doubts.length === 0) return;
    this.question = next;
    this.doubt([]);
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
