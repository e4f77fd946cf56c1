// @ts-check
/** The lag: a slider for the batch's lags, a number for any. */
import { byId } from "../dom.js";
import * as format from "../format.js";
import { MAX_LAG } from "../state.js";
import { lagMeaning } from "../words.js";

export class LagControl {
  /** @param {import("../state.js").State} state */
  constructor(state) {
    this.slider = byId("lag-slider", HTMLInputElement);
    this.number = byId("lag", HTMLInputElement);
    /** The one shown. @type {?number} */
    this.lag = null;
    this.best = byId("to-best", HTMLButtonElement);
    this.says = byId("lag-says", HTMLParagraphElement);
    this.slider.addEventListener("input", () => state.update({ lag: Number(this.slider.value) }, "lag"));
    this.number.addEventListener("change", () => {
      const lag = Math.round(Number(this.number.value));
      const valid = this.number.value !== "" && Math.abs(lag) <= MAX_LAG;
      if (valid) state.update({ lag }, "lag");
      else this.number.value = String(state.question.lag);
    });
    this.best.addEventListener("click", () => state.update({ lag: Number(this.best.value) }));
  }

  /** @param {number} lag */
  show(lag) {
    this.slider.value = String(lag);
    this.slider.setAttribute("aria-valuetext", `${format.count(lag)} days. ${lagMeaning(lag)}`);
    // A number that is being typed is left alone, whatever comes meanwhile.
    if (lag !== this.lag || this.number !== document.activeElement) this.number.value = String(lag);
    this.lag = lag;
    this.says.textContent = lagMeaning(lag);
  }

  /** @param {?import("../api.js").Best} best @param {number} lag the chosen one */
  offer(best, lag) {
    this.best.hidden = best === null || best.lag === lag;
    if (!best) return;
    this.best.value = String(best.lag);
    this.best.textContent = `Best lag (${format.count(best.lag)})`;
  }
}
