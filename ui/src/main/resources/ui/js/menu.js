// @ts-check
/**
 * A button that opens a short list of links and commands; Escape, a choice or a look elsewhere closes it.
 *
 * @typedef {{label: string, note?: string, href?: string, file?: string, act?: () => void}} Item
 */
import { el } from "./dom.js";
import { refill } from "./options.js";

export class Menu {
  /** @param {string} text of the button @param {string} aloud what a screen reader says after it */
  constructor(text, aloud) {
    this.summary = el("summary", { class: "quiet" }, text, el("span", { class: "aloud" }, aloud));
    this.list = el("ul", { class: "items" });
    /** @type {Item[]} */
    this.items = [];
    this.root = /** @type {HTMLDetailsElement} */ (el("details", { class: "menu" }, this.summary, this.list));
    this.root.addEventListener("keydown", (e) => {
      if (e.key === "Escape" && this.root.open) this.close(true);
      if (e.key === "ArrowDown" || e.key === "ArrowUp") this.step(e);
    });
    this.root.addEventListener("focusout", (e) => {
      if (e.relatedTarget instanceof Node && !this.root.contains(e.relatedTarget)) this.close(false);
    });
    document.addEventListener("pointerdown", (e) => {
      if (e.target instanceof Node && !this.root.contains(e.target)) this.close(false);
    });
  }

  /** @param {Item[]} items */
  fill(items) {
    this.items = items;
    refill(this.list, ...items.map((item, i) => el("li", {}, this.item(item, i))));
  }

  /** @param {Item} item @param {number} i its place: what it does may be another thing when it is chosen */
  item(item, i) {
    const note = item.note ? [el("span", { class: "note" }, item.note)] : [];
    const made = item.href
      ? el("a", { href: item.href, download: item.file ?? "" }, item.label, ...note)
      : el("button", { type: "button" }, item.label, ...note);
    made.addEventListener("click", () => {
      this.items[i].act?.();
      this.close(true);
    });
    return made;
  }

  /** @param {KeyboardEvent} e up and down go through the list */
  step(e) {
    e.preventDefault();
    this.root.open = true;
    const all = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("a, button")]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = e.key === "ArrowDown" ? at + 1 : at < 0 ? all.length - 1 : at - 1;
    all[(to + all.length) % all.length]?.focus();
  }

  /** @param {boolean} back whether the button is to have the focus */
  close(back) {
    this.root.open = false;
    if (back) this.summary.focus();
  }
}
