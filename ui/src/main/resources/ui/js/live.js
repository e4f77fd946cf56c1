// @ts-check
/**
 * Follows what is served as it changes. The browser connects again by itself while it may; where the platform refuses,
 * it is asked again later. Without the stream the page still looks for news by asking.
 */
import { byId } from "./dom.js";

/**
 * @typedef {{id: (string|number), lakeId: string, version: number}} View
 * @typedef {{view: ?View, version: ?number, summariesVersion: ?number, series?: (string[]|"many")}} Change
 */

const ADDRESS = "/api/v1/events";
const REFUSED_MS = 30_000;

export class Live {
  /** @param {(change: Change) => void} listener told of every change, and of the state at each connection */
  constructor(listener) {
    this.listener = listener;
    /** @type {?EventSource} */
    this.source = null;
    this.retry = 0;
  }

  /** Connects, unless it is connected. */
  start() {
    clearTimeout(this.retry);
    if (this.source && this.source.readyState !== EventSource.CLOSED) return;
    const source = new EventSource(ADDRESS);
    this.source = source;
    const told = (/** @type {MessageEvent<string>} */ e) => {
      show("live");
      this.listener(JSON.parse(e.data));
    };
    source.addEventListener("state", told);
    source.addEventListener("change", told);
    source.addEventListener("error", () => {
      show("reconnecting");
      if (source.readyState === EventSource.CLOSED) this.retry = setTimeout(() => this.start(), REFUSED_MS);
    });
  }

  /** Leaves the place to someone who looks. */
  stop() {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
    show("");
  }
}

/** @param {"live"|"reconnecting"|""} state */
function show(state) {
  const place = byId("live", HTMLSpanElement);
  place.textContent = state;
  place.className = `live ${state}`;
}
