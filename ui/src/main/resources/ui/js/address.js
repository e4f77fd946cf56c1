// @ts-check
/**
 * What a page shows, kept in its address: shareable, and "back" goes back. Only what differs from the default is written.
 *
 * @template {Record<string, string|number>} T
 */
export class Address {
  /** @param {T} defaults a word or a whole number for every parameter */
  constructor(defaults) {
    this.defaults = defaults;
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

  /** @returns {T} what the address says, nonsense left out */
  read() {
    const said = new URLSearchParams(location.search);
    const found = Object.entries(this.defaults).map(([name, usual]) => {
      const text = said.get(name);
      if (text === null) return [name, usual];
      if (typeof usual === "string") return [name, text];
      return [name, Number.isInteger(Number(text)) && text !== "" ? Number(text) : usual];
    });
    return Object.fromEntries(found);
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
    if (to === this.link()) return;
    this.values = { ...this.values, ...patch };
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
