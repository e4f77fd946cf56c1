// @ts-check
/** Which days: all, a well-known time, the last ones, or from one day to another. */
import { halfTyped } from "../controls.js";
import { byId } from "../dom.js";
import { offerWindow } from "../ownwindow.js";

/** @typedef {import("../state.js").Question} Question */

/** From the first falls of the markets to the summer's lull in Europe. */
const FIRST_WAVE = { from: "2020-03-01", to: "2020-06-30" };

const EARLIEST = "1900-01-01";

export class Ranges {
  /** @param {import("../state.js").State} state */
  constructor(state) {
    this.state = state;
    /** Days are being chosen: news do not put the reader back to the days that are shown. */
    this.choosing = false;
    /** The radio that the question on the page is of. */
    this.said = "";
    this.shown = { from: "", to: "" };
    byId("question-form", HTMLFormElement).addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === "range") this.choose(target.value);
    });
    for (const end of /** @type {const} */ (["from", "to"])) {
      const input = byId(end, HTMLInputElement);
      input.addEventListener("change", () => {
        if (!halfTyped(input) && input.reportValidity()) state.update({ window: 0, [end]: input.value }, end);
      });
    }
  }

  /** @param {string} value of the radio */
  choose(value) {
    this.choosing = value === "dates";
    this.showDates(this.choosing);
    if (value === "wave") this.state.update({ window: 0, ...FIRST_WAVE });
    else if (!this.choosing) this.state.update({ window: Number(value), from: "", to: "" });
  }

  /** @param {boolean} visible */
  showDates(visible) {
    byId("dates", HTMLDivElement).hidden = !visible;
  }

  /** @param {Question} q */
  show(q) {
    const said = word(q);
    if (said !== this.said) this.choosing = false;
    this.said = said;
    const wanted = this.choosing ? "dates" : said;
    offerWindow("range", q.window);
    for (const radio of document.querySelectorAll('input[name="range"]')) {
      if (radio instanceof HTMLInputElement) radio.checked = radio.value === wanted;
    }
    this.showDates(wanted === "dates");
    const from = byId("from", HTMLInputElement);
    const to = byId("to", HTMLInputElement);
    // A field that is being written in is left alone: a day half typed has no value yet.
    const mayWrite = (/** @type {HTMLInputElement} */ input, /** @type {string} */ day) =>
      input.value !== day && (input !== document.activeElement || day !== this.shown[/** @type {"from"|"to"} */ (input.id)]);
    if (mayWrite(from, q.from)) from.value = q.from;
    if (mayWrite(to, q.to)) to.value = q.to;
    this.shown = { from: q.from, to: q.to };
    // Even the same bound set anew would clear what is half typed.
    if (from.max !== q.to) from.max = q.to;
    if (to.min !== (q.from || EARLIEST)) to.min = q.from || EARLIEST;
  }
}

/** @param {Question} q @returns {string} the value of its radio */
function word(q) {
  if (q.window) return String(q.window);
  if (q.from === FIRST_WAVE.from && q.to === FIRST_WAVE.to) return "wave";
  return q.from || q.to ? "dates" : "0";
}
