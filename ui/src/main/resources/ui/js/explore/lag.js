// @ts-check
/** The lag: a slider for the lags of the profile, a number for any. */
import { byId } from "../dom.js";
import * as format from "../format.js";
import { MAX_LAG } from "../reading.js";
import { lagMeaning } from "../words.js";
import { reachOf } from "./answers.js";

export class LagControl {
  /** @param {import("../state.js").State} state */
  constructor(state) {
    this.slider = byId("lag-slider", HTMLInputElement);
    this.number = byId("lag", HTMLInputElement);
    /** The one shown. @type {?number} */
    this.lag = null;
    this.best = byId("to-best", HTMLButtonElement);
    this.says = byId("lag-says", HTMLParagraphElement);
    /** Whether it is pressed: not everywhere does that focus it. */
    this.pressed = false;
    this.slider.addEventListener("input", () => state.update({ lag: Number(this.slider.value) }, "lag"));
    this.slider.addEventListener("pointerdown", () => (this.pressed = true));
    // Wherever it is let go of.
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => this.letGo());
    this.slider.addEventListener("blur", () => this.fit());
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
    const another = lag !== this.lag;
    this.lag = lag;
    this.fit();
    this.slider.value = String(lag);
    this.slider.setAttribute("aria-valuetext", `${format.count(lag)} days. ${lagMeaning(lag)}`);
    // A number that is being typed is left alone, whatever comes meanwhile.
    if (another || this.number !== document.activeElement) this.number.value = String(lag);
    this.says.textContent = lagMeaning(lag);
  }

  letGo() {
    if (!this.pressed) return;
    this.pressed = false;
    this.fit();
  }

  /** Has the slider reach as far as the profile. While someone holds it, a place on it goes on meaning the same lag. */
  fit() {
    if (this.lag === null) return;
    const held = this.pressed || this.slider === document.activeElement;
    if (held && Math.abs(this.lag) <= Number(this.slider.max)) return;
    const reach = reachOf(this.lag);
    this.slider.min = String(-reach);
    this.slider.max = String(reach);
  }

  /** @param {?import("../api.js").Best} best @param {number} lag the chosen one */
  offer(best, lag) {
    this.best.hidden = best === null || best.lag === lag;
    if (!best) return;
    this.best.value = String(best.lag);
    this.best.textContent = `Best lag (${format.count(best.lag)})`;
  }
}
