// @ts-check
/** The as-of picker: any day (the page's controls see to the field), a day back or on, or now. A version (from a link) is a time too. */
import { byId } from "../dom.js";
import * as format from "../format.js";
import { dayAfter, dayOf } from "./days.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class AsOf {
  /** @param {import("../address.js").Address<any>} address */
  constructor(address) {
    this.address = address;
    this.input = byId("as-of", HTMLInputElement);
    this.says = byId("as-of-says", HTMLElement);
    this.now = byId("now", HTMLButtonElement);
    /** @type {string} the day that the steps go from */
    this.day = dayOf(Date.now());
    byId("day-before", HTMLButtonElement).addEventListener("click", () => address.update({ asOf: dayAfter(this.day, -1) }, "as of"));
    byId("day-after", HTMLButtonElement).addEventListener("click", () => address.update({ asOf: dayAfter(this.day) }, "as of"));
    this.now.addEventListener("click", () => address.update({ asOf: "" }));
  }

  /**
   * @param {string} asOf as in the address
   * @param {?{version: number, publishedAt: ?string}} known what the API says counted then
   * @param {boolean} troubled whether the API has no answer to it
   * @param {string} lastDay of the series, from which one goes back at first
   */
  show(asOf, known, troubled, lastDay) {
    const published = known?.publishedAt?.slice(0, 10);
    this.day = DAY.test(asOf) ? asOf : published ?? lastDay;
    if (document.activeElement !== this.input) this.input.value = DAY.test(asOf) ? asOf : published ?? "";
    this.now.disabled = asOf === "";
    this.says.textContent = troubled ? "There is no answer for that time: see beside." : said(asOf, known);
  }
}

/** @param {string} asOf @param {?{version: number, publishedAt: ?string}} known */
function said(asOf, known) {
  if (asOf === "" || !known) return "Everything that is known now. Choose a day to see what was known by its end.";
  const when = known.publishedAt ? `, published ${format.day(known.publishedAt.slice(0, 10))}` : "";
  return `The newest facts that counted then are those of version ${format.count(known.version)}${when}.`;
}
