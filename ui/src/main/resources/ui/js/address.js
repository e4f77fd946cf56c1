// @ts-check
import { showDoubts } from "./notice.js";
import { Reading } from "./reading.js";

/**
 * What a page shows, kept in its address: shareable, and "back" goes back. Only what differs from the default is written.
 *
 * @template {Record<string, string|number>} T
 */
export class Address {
  /**
   * @param {T} defaults a word or a whole number for every parameter
   * @param {Record<string, import("./reading.js").Form<any>>} forms how each is written, and others that are understood
   */
  constructor(defaults, forms) {
    this.defaults = defaults;
    this.forms = forms;
    /** @type {string[]} what of the address was not understood */
    this.doubts = [];
    /** @type {T} */
    this.values = this.read();
    /** @type {((values: T) => void)[]} */
    this.listeners = [];
    this.gesture = { name: "", at: 0 };
    addEventListener("popstate", () => this.follow());
  }

  /** Takes over what the address says, after it was changed by others. */
  follow() {
    this.values = this.read();
    this.tell();
  }

  /** @param {(values: T) => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /** @param {Record<string, import("./reading.js").Form<any>>} forms now that more is known: the address is read again */
  know(forms) {
    this.forms = forms;
    this.values = this.read();
  }

  /** @returns {T} what the address says; what it does not say well is as usual, and said */
  read() {
    const said = new Reading(location.search);
    const found = Object.entries(this.forms).map(([name, form]) => [name, said.one(name, form, this.defaults[name])]);
    said.end();
    this.doubt(said.doubts);
    return { ...this.defaults, ...Object.fromEntries(found.filter(([name]) => name in this.defaults)) };
  }

  /** @param {string[]} doubts */
  doubt(doubts) {
    this.doubts = doubts;
    showDoubts(doubts);
  }

  /** @param {Partial<T>} [patch] @returns {string} the address with that in it, from the page on */
  link(patch = {}) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...this.values, ...patch })) {
      if (value !== this.defaults[name]) search.set(name, String(value));
    }
    const text = search.toString().replaceAll("%3A", ":").replaceAll("%40", "@");
    return location.pathname + (text ? "?" + text : "");
  }

  /**
   * @param {Partial<T>} patch
   * @param {string} [gesture] moves of one gesture (typing a word) make one step in the history
   */
  update(patch, gesture = "") {
    const to = this.link(patch);
    if (to === this.link() && this.doubts.length === 0) return;
    this.values = { ...this.values, ...patch };
    this.doubt([]);
    const now = performance.now();
    const going = gesture !== "" && gesture === this.gesture.name && now - this.gesture.at < SAME_GESTURE_MS;
    this.gesture = { name: gesture, at: now };
    history[going ? "replaceState" : "pushState"](null, "", to);
    this.tell();
  }

  tell() {
    for (const listener of this.listeners) listener(this.values);
  }
}

const SAME_GESTURE_MS = 1_500;
