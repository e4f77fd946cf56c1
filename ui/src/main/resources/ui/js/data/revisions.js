// @ts-check
/** How the values of days changed after they were first published; a way to see all as it was before each change. */
import { byId, el } from "../dom.js";
import * as format from "../format.js";
import { refill } from "../options.js";
import { MOST_ROWS } from "./state.js";

/** @typedef {import("./main.js").Shown} Shown */
/** @typedef {import("../api.js").Revision} Revision */

const MORE = 50;

export class RevisionsCard {
  /** @param {import("../address.js").Address<any>} address */
  constructor(address) {
    this.address = address;
    this.place = byId("revisions", HTMLDivElement);
    this.legend = byId("revisions-legend", HTMLElement);
    this.more = byId("more-revisions", HTMLButtonElement);
    this.more.addEventListener("click", () => address.update({ rows: Math.min(MOST_ROWS, address.values.rows + MORE) }));
  }

  /** @param {Shown} s @param {number} rows how many days at most */
  show(s, rows) {
    // The newest first: what changed lately is what a reader may have missed.
    const days = [...s.revised].sort((a, b) => newest(b[1]) - newest(a[1]) || (a[0] < b[0] ? 1 : -1));
    this.legend.textContent = days.length
      ? `${format.count(days.length)} ${days.length === 1 ? "day has" : "days have"} had more than one value. “Before” shows all as it was known just before a change.${s.isLevel ? "" : " Here are the values as they were published, not what is drawn from them."}`
      : "No day of this series has had more than one value since the platform began to import it.";
    this.more.hidden = days.length <= rows || rows >= MOST_ROWS;
    this.more.textContent = `Show ${format.count(Math.min(MORE, days.length - rows))} more of ${format.count(days.length - rows)}`;
    refill(this.place, ...(days.length ? [this.table(days.slice(0, rows))] : []));
  }

  /** @param {[string, Revision[]][]} days */
  table(days) {
    const th = (/** @type {string} */ text, kind = "") => el("th", { scope: "col", ...(kind ? { class: kind } : {}) }, text);
    const head = el("tr", {}, th("Day"), th("First value"), th("Changed to"), th("Published"), th("Version", "wide"), th("See all"));
    const body = el("tbody");
    for (const [day, all] of days) {
      all.slice(1).forEach((one, i) => {
        const to = this.address.link({ asOf: String(one.version - 1) });
        const before = el("a", { href: to, "data-page": "", "aria-label": `All as it was known before the change of ${format.day(day)} in version ${one.version}` }, "Before");
        body.append(el(
          "tr", {}, el("th", { scope: "row" }, i === 0 ? format.day(day) : el("span", { class: "aloud" }, `${format.day(day)}, later`)),
          el("td", {}, i === 0 ? said(all[0].value) : ""),
          el("td", one.value === null ? { class: "withdrawn" } : {}, said(one.value)),
          el("td", {}, format.day(one.publishedAt.slice(0, 10))), el("td", { class: "wide" }, format.count(one.version)), el("td", {}, before),
        ));
      });
    }
    return el("table", {}, el("caption", { class: "aloud" }, "Days whose value changed, the latest change first"), el("thead", {}, head), body);
  }
}

/** @param {Revision[]} all */
const newest = (all) => Math.max(...all.map((one) => one.version));

/** @param {?number} value */
const said = (value) => (value === null ? "withdrawn" : format.value(value));
