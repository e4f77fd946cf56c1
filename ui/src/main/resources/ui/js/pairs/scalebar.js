// @ts-check
/** What the colours mean, in words and in a bar. */
import { el } from "../dom.js";
import * as format from "../format.js";
import { colours } from "./scale.js";

/** @param {HTMLElement} place @param {number} end of the scale */
export function showScale(place, end) {
  if (place.dataset.end === String(end)) return;
  place.dataset.end = String(end);
  const strip = el("span", { class: "strip", "aria-hidden": "true" }, ...colours(end).map(({ name }) => el("i", { class: `cell ${name}` })));
  place.replaceChildren(
    el("span", { class: "ends" }, el("span", {}, `${format.r(-end)} opposite`), el("span", {}, "r"), el("span", {}, `together ${format.r(end)}`)),
    strip,
    el("span", { class: "hatched" }, el("i", { class: "cell none", "aria-hidden": "true" }), "no r", el("i", { class: "cell few", "aria-hidden": "true" }), "few days"),
  );
}
