// @ts-check
/** Which days: all, a well-known time, the last ones, or from one day to another. */
import { byId } from "../dom.js";

/** @typedef {import("../state.js").Question} Question */

/** From the first falls of the markets to the summer's lull in Europe. */
const FIRST_WAVE = { from: "2020-03-01", to: "2020-06-30" };

export class Ranges {
  /** @param {import("../state.js").State} state */
  constructor(state) {
    this.state = state;
    this.radios = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('input[name="range"]')]);
    for (const radio of this.radios) radio.addEventListener("change", () => this.choose(radio.value));
    for (const end of /** @type {const} */ (["from", "to"])) {
      const input = byId(end, HTMLInputElement);
      input.addEventListener("change", () => {
        if (input.reportValidity()) state.update({ window: 0, [end]: input.value });
      });
    }
  }

  /** @param {string} value of the radio */
  choose(value) {
    if (value === "dates") this.showDates(true);
    else if (value === "wave") this.state.update({ window: 0, ...FIRST_WAVE });
    else this.state.update({ window: Number(value), from: "", to: "" });
  }

  /** @param {boolean} visible */
  showDates(visible) {
    byId("dates", HTMLDivElement).hidden = !visible;
  }

  /** @param {Question} q */
  show(q) {
    const wanted = word(q);
    for (const radio of this.radios) radio.checked = radio.value === wanted;
    this.showDates(wanted === "dates");
    const from = byId("from", HTMLInputElement);
    const to = byId("to", HTMLInputElement);
    from.value = q.from;
    to.value = q.to;
    from.max = q.to;
    to.min = q.from;
  }
}

/** @param {Question} q @returns {string} the value of its radio */
function word(q) {
  if (q.window) return String(q.window);
  if (q.from === FIRST_WAVE.from && q.to === FIRST_WAVE.to) return "wave";
  return q.from || q.to ? "dates" : "0";
}
