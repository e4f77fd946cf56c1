// @ts-check
/** More countries beside the first: one is added from a list, and taken away by its chip. */
import { byId, el } from "../dom.js";
import * as format from "../format.js";
import { options, refill } from "../options.js";
import { MOST, seriesOf } from "../state.js";
import { colourOf } from "./beside.js";

/** @typedef {import("../state.js").Question} Question */

export class Compare {
  /** @param {import("../catalogue.js").Catalogue} catalogue @param {import("../state.js").State} state */
  constructor(catalogue, state) {
    this.catalogue = catalogue;
    this.state = state;
    this.add = byId("compare-add", HTMLSelectElement);
    this.chips = byId("compare", HTMLUListElement);
    this.add.addEventListener("change", () => {
      const { y, compare = [] } = state.question;
      const id = this.catalogue.closest("health", `health:${this.add.value}:${y.split(":")[2]}`);
      if (id && id !== y) state.update({ compare: [...new Set([...compare, id])] });
    });
  }

  /**
   * @param {string} y the first series @param {string[]} compare
   * @returns {string[]} the others with the measure of the first
   */
  alike(y, compare) {
    const measure = y.split(":")[2];
    const ids = compare.map((id) => this.catalogue.closest("health", `health:${id.split(":")[1]}:${measure}`) ?? id);
    return [...new Set(ids)].filter((id) => id !== y);
  }

  /** @param {Question} q */
  show(q) {
    const compare = q.compare ?? [];
    const shown = new Set([q.y, ...compare].map((id) => id.split(":")[1]));
    const others = this.catalogue.entities("health").filter((e) => !shown.has(e.entity));
    const full = compare.length + 1 >= MOST;
    options(this.add, [
      ["", full ? `${format.count(MOST)} are the most` : "Add a country\u2026"],
      ...others.map((e) => /** @type {[string, string]} */ ([e.entity, e.name])),
    ]);
    this.add.value = "";
    this.add.disabled = full || others.length === 0;
    const nameOf = this.catalogue.shortNames(seriesOf(q));
    refill(this.chips, ...compare.map((id, i) => this.chip(id, i, nameOf(id))));
  }

  /** @param {string} id @param {number} i @param {string} name */
  chip(id, i, name) {
    const button = el("button", { type: "button", "aria-label": `Remove ${name}` }, "\u00d7");
    button.addEventListener("click", () => {
      this.state.update({ compare: (this.state.question.compare ?? []).filter((other) => other !== id) });
      const next = this.chips.querySelectorAll("button")[i] ?? this.chips.querySelector("button:last-child") ?? this.add;
      if (next instanceof HTMLElement) next.focus();
    });
    return el("li", { class: colourOf(i + 1), "data-id": id }, el("span", {}, name), button);
  }
}
