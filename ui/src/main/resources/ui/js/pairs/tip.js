// @ts-check
/** The figures of the cell under the pointer or the focus, beside it. */
import { el } from "../dom.js";

const GAP = 8;

export class HeatTip {
  constructor() {
    this.box = el("div", { class: "heat-tip", "aria-hidden": "true" });
    this.box.hidden = true;
    document.body.append(this.box);
    /** @type {?Element} */
    this.of = null;
    this.how = "";
    addEventListener("scroll", () => this.hide(), { capture: true, passive: true });
  }

  /** @param {HTMLElement} cell @param {import("./heat.js").Tip} said */
  show(cell, said) {
    this.of = cell;
    this.how = "";
    const figures = said.rows.flatMap(([name, value]) => [el("span", {}, name), el("span", {}, value)]);
    const note = said.note ? [el("em", {}, said.note)] : [];
    this.box.replaceChildren(el("div", { class: "tip" }, el("strong", {}, said.title), ...figures, ...note));
    this.box.hidden = false;
    const at = cell.getBoundingClientRect();
    const { width, height } = this.box.getBoundingClientRect();
    const right = document.documentElement.clientWidth;
    const above = at.bottom + GAP + height > innerHeight && at.top - GAP - height > 0;
    const left = Math.max(GAP, Math.min(at.left + at.width / 2 - width / 2, right - width - GAP));
    this.box.style.setProperty("left", `${left}px`);
    this.box.style.setProperty("top", `${above ? at.top - GAP - height : at.bottom + GAP}px`);
  }

  /** @param {Element} cell */
  touched(cell) {
    this.of = cell;
    this.how = "touched";
  }

  /** @param {Element} cell @param {string} how */
  isOf(cell, how) {
    return this.of === cell && this.how === how;
  }

  hide() {
    this.of = null;
    this.box.hidden = true;
  }
}
