// @ts-check
/**
 * A heatmap that is a real table: each cell a link that names its figures, moved through with the arrow keys. What is
 * already drawn stays when only figures change, so that neither focus nor scroll is lost.
 *
 * @typedef {{key: string, name: string, title: string, note?: string, sorts?: string}} Head `sorts`: what a press sorts by
 * @typedef {{r: ?number|undefined|"few", href: string, label: string, mark: boolean}} Cell r undefined: not answered yet; "few": of too few days
 * @typedef {{title: string, rows: [string, string][], note: string}} Tip
 * `look`: "figures" in the cells, "dense" without, or "lags"
 * @typedef {{rows: Head[], columns: Head[], corner: string, sort: string, look: string, end: number, caption: string,
 *   cell: (row: string, column: string) => Cell, tip: (row: string, column: string) => Tip}} Picture
 */
import { el } from "../dom.js";
import * as format from "../format.js";
import { HeatTip } from "./tip.js";
import { colour } from "./scale.js";

export class Heat {
  /** @param {HTMLElement} place @param {(by: string) => void} onSort */
  constructor(place, onSort) {
    this.place = place;
    this.onSort = onSort;
    this.tip = new HeatTip();
    this.shape = "";
    /** @type {?Picture} */
    this.picture = null;
    /** @type {?HTMLElement} the one cell that the tab key reaches */
    this.reached = null;
    this.pressedBy = "";
    place.addEventListener("keydown", (e) => this.move(e));
    place.addEventListener("focusin", (e) => this.reach(e.target, true));
    place.addEventListener("focusout", () => this.tip.hide());
    // A finger comes and goes with each touch: what it shows stays until the next one.
    place.addEventListener("pointerover", (e) => e.pointerType !== "touch" && this.reach(e.target, false));
    place.addEventListener("pointerleave", (e) => e.pointerType !== "touch" && this.tip.hide());
    // A click says what pressed it in some browsers only.
    place.addEventListener("pointerdown", (e) => (this.pressedBy = e.pointerType));
    place.addEventListener("keydown", () => (this.pressedBy = ""));
    place.addEventListener("click", (e) => this.tap(e), true);
  }

  /** @param {Picture} picture */
  show(picture) {
    this.picture = picture;
    const heads = [...picture.rows, "", ...picture.columns].map((h) => (typeof h === "string" ? h : h.key + h.name + (h.note ?? "")));
    const shape = [picture.look, picture.corner, ...heads].join("\n");
    if (shape !== this.shape) this.build(picture);
    this.shape = shape;
    for (const cell of this.cells()) paint(cell, picture);
    for (const head of this.place.querySelectorAll("th[data-sorts]")) {
      const sorted = head.getAttribute("data-sorts") === picture.sort;
      head.setAttribute("aria-sort", sorted ? "descending" : "none");
    }
    this.place.querySelector("caption span")?.replaceChildren(picture.caption);
  }

  clear() {
    this.shape = "";
    this.picture = null;
    this.tip.hide();
    this.place.replaceChildren();
  }

  cells() {
    return /** @type {NodeListOf<HTMLAnchorElement>} */ (this.place.querySelectorAll("a.cell"));
  }

  /** @param {Picture} picture */
  build(picture) {
    this.tip.hide();
    const before = this.reached?.dataset;
    const head = el("tr", {}, el("td", { class: "corner" }, picture.corner), ...picture.columns.map((c) => this.head(c)));
    const body = el("tbody");
    for (const row of picture.rows) {
      const cells = picture.columns.map((column) =>
        el("td", {}, el("a", { class: "cell", tabindex: "-1", "data-row": row.key, "data-column": column.key, href: "#" })),
      );
      const name = el("th", { scope: "row", title: row.title }, el("span", {}, row.name));
      if (row.note !== undefined) name.append(el("small", {}, row.note));
      body.append(el("tr", {}, name, ...cells));
    }
    const made = el(
      "table", { class: `heat ${picture.look}` },
      el("caption", {}, el("span", {}, picture.caption)), el("thead", {}, head), body,
    );
    const { scrollLeft, scrollTop } = this.place;
    const hadFocus = this.place.contains(document.activeElement) && document.activeElement === this.reached;
    this.place.replaceChildren(made);
    this.place.scrollTo(this.shape === "" ? middle(this.place, picture) : scrollLeft, scrollTop);
    const same = before && this.find(before.row ?? "", before.column ?? "");
    this.reached = same || this.cells()[0] || null;
    this.reached?.setAttribute("tabindex", "0");
    if (same && hadFocus) same.focus();
  }

  /** @param {Head} column */
  head(column) {
    if (!column.sorts) return el("th", { scope: "col" }, el("span", { class: "aloud" }, column.title));
    const button = el("button", { type: "button", title: `${column.title}: sort by it` }, el("span", {}, column.name));
    button.addEventListener("click", () => this.onSort(column.sorts ?? ""));
    return el("th", { scope: "col", "data-sorts": column.sorts }, button);
  }

  /** @param {string} row @param {string} column @returns {?HTMLAnchorElement} */
  find(row, column) {
    return this.place.querySelector(`a[data-row="${CSS.escape(row)}"][data-column="${CSS.escape(column)}"]`);
  }

  /** @param {?EventTarget} target @param {boolean} focused */
  reach(target, focused) {
    if (!(target instanceof HTMLAnchorElement) || !target.dataset.row || !this.picture) return;
    if (focused) {
      this.reached?.setAttribute("tabindex", "-1");
      target.setAttribute("tabindex", "0");
      this.reached = target;
    }
    this.tip.show(target, this.picture.tip(target.dataset.row, target.dataset.column ?? ""));
  }

  /** @param {KeyboardEvent} e */
  move(e) {
    const from = e.target;
    if (!(from instanceof HTMLAnchorElement) || !from.dataset.row) return;
    if (e.key === "Escape") this.tip.hide();
    const to = next(from, e.key, e.ctrlKey);
    if (!to) return;
    e.preventDefault();
    to.focus();
  }

  /**
   * A finger cannot hover: its first touch shows the figures, the second one follows the link.
   * @param {MouseEvent} e
   */
  tap(e) {
    const cell = e.target;
    if (!(cell instanceof HTMLAnchorElement) || this.pressedBy !== "touch") return;
    if (this.tip.isOf(cell, "touched")) return;
    e.preventDefault();
    this.reach(cell, true);
    this.tip.touched(cell);
  }
}

/** @param {HTMLElement} place @param {Picture} picture @returns {number} where lag 0 is in the middle, for who has to scroll */
function middle(place, picture) {
  return picture.look === "lags" ? (place.scrollWidth - place.clientWidth) / 2 : 0;
}

/** @param {HTMLAnchorElement} cell @param {Picture} picture */
function paint(cell, picture) {
  const { r, href, label, mark } = picture.cell(cell.dataset.row ?? "", cell.dataset.column ?? "");
  cell.className = `cell ${colour(r, picture.end)}${mark ? " best" : ""}`;
  cell.setAttribute("href", href);
  cell.setAttribute("aria-label", label);
  cell.textContent = picture.look === "figures" && typeof r === "number" ? format.r(r) : "";
}

/**
 * @param {HTMLAnchorElement} from @param {string} key @param {boolean} farthest
 * @returns {?HTMLElement} the cell that a key leads to
 */
function next(from, key, farthest) {
  const column = /** @type {HTMLTableCellElement} */ (from.parentElement);
  const row = /** @type {HTMLTableRowElement} */ (column.parentElement);
  const rows = /** @type {HTMLTableSectionElement} */ (row.parentElement).rows;
  const at = (/** @type {number} */ i, /** @type {number} */ j) => {
    const line = rows[Math.max(0, Math.min(rows.length - 1, i))];
    return line.cells[Math.max(1, Math.min(line.cells.length - 1, j))].querySelector("a");
  };
  const [i, j] = [row.sectionRowIndex, column.cellIndex];
  switch (key) {
    case "ArrowUp": return at(farthest ? 0 : i - 1, j);
    case "ArrowDown": return at(farthest ? rows.length : i + 1, j);
    case "ArrowLeft": return at(i, farthest ? 1 : j - 1);
    case "ArrowRight": return at(i, farthest ? row.cells.length : j + 1);
    case "PageUp": return at(i - 10, j);
    case "PageDown": return at(i + 10, j);
    case "Home": return at(farthest ? 0 : i, 1);
    case "End": return at(farthest ? rows.length : i, row.cells.length);
    default: return null;
  }
}
