// @ts-check
/**
 * The foot of a card: the table behind its chart, what can be downloaded, and the addresses to ask the API oneself.
 *
 * @typedef {{label: string, address: string}|{label: string, make: () => Promise<string>}} Csv an address of the API
 *   without its format, or the table itself where it takes several answers
 * @typedef {object} Offer
 * @property {string} file name of downloads, without an ending
 * @property {Csv[]} csv
 * @property {string[]} [asks] the addresses behind the card; those in `csv` if left out
 * @property {() => Node} [table] the same values for reading, made when it is opened
 * @property {import("./picture.js").Caption} [picture] what is written around the picture of the chart
 */
import { copyText } from "./copy.js";
import { el } from "./dom.js";
import { curl } from "./curl.js";
import { Menu } from "./menu.js";
import { picture } from "./picture.js";
import { csvAddress, save, words } from "./save.js";

export class CardTools {
  /**
   * @param {HTMLElement} card a section with a heading
   * @param {?{chart: ?import("./picture.js").Drawable}} [frame] its chart, to be had as a picture
   */
  constructor(card, frame = null) {
    const name = card.querySelector("h2")?.textContent ?? "";
    this.frame = frame;
    /** @type {?Offer} */
    this.offered = null;
    this.table = el("div", {
      class: "behind", hidden: "", id: `${card.id}-behind`, tabindex: "0", role: "region", "aria-label": `Table of: ${name}`,
    });
    this.opener = button("Table", ` of: ${name}`);
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.setAttribute("aria-controls", this.table.id);
    this.opener.addEventListener("click", () => this.open(this.table.hasAttribute("hidden")));
    this.menu = new Menu("Download", ` of: ${name}`);
    this.copier = button("Copy as curl", ` of: ${name}`);
    this.copier.addEventListener("click", () => void this.copy());
    this.said = el("span", { class: "said", role: "status" });
    this.foot = el("div", { class: "tools", hidden: "" }, this.opener, this.menu.root, this.copier, this.said);
    card.append(this.foot, this.table);
  }

  /** @param {Offer} offer of what the card shows now */
  offer(offer) {
    this.offered = offer;
    this.foot.hidden = false;
    this.opener.hidden = !offer.table;
    this.menu.fill([
      ...offer.csv.map((csv) => ("address" in csv
        ? { label: csv.label, note: "CSV", href: csvAddress(csv.address), file: `${offer.file}-${words(csv.label)}.csv` }
        : { label: csv.label, note: "CSV", act: () => void this.make(csv.make, `${offer.file}-${words(csv.label)}.csv`) })),
      ...(this.frame && offer.picture ? [{ label: "Picture", note: "PNG", act: () => void this.draw() }] : []),
    ]);
    if (!this.table.hidden) this.fill();
  }

  /** Nothing to offer: there is no answer on the card. */
  clear() {
    this.offered = null;
    this.foot.hidden = true;
    this.open(false);
  }

  /** @param {boolean} open */
  open(open) {
    this.table.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.fill();
    else this.table.replaceChildren();
  }

  fill() {
    const scrolled = this.table.scrollTop;
    this.table.replaceChildren(this.offered?.table?.() ?? "");
    this.table.scrollTop = scrolled;
  }

  /** @param {() => Promise<string>} make @param {string} file */
  async make(make, file) {
    this.said.textContent = "Fetching\u2026";
    try {
      save(new Blob([await make()], { type: "text/csv" }), file);
      this.said.textContent = "";
    } catch (error) {
      this.said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async draw() {
    if (!this.offered?.picture || !this.frame) return;
    if (!this.frame.chart) {
      this.said.textContent = "The chart is not drawn yet: try again once you see it";
      return;
    }
    try {
      save(await picture(this.frame.chart, this.offered.picture), `${this.offered.file}.png`);
      this.said.textContent = "";
    } catch (error) {
      this.said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async copy() {
    if (!this.offered) return;
    const lines = (this.offered.asks ?? this.offered.csv.flatMap((c) => ("address" in c ? [c.address] : []))).map(curl);
    this.said.textContent = (await copyText(lines.join("\n")))
      ? lines.length === 1 ? "Copied" : `Copied, ${lines.length} lines`
      : "The browser allows no copying here";
  }
}

/** @param {string} text @param {string} aloud what a screen reader says after it */
function button(text, aloud) {
  return el("button", { type: "button", class: "quiet" }, text, el("span", { class: "aloud" }, aloud));
}
