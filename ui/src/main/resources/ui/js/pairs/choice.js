// @ts-check
/** Which series a page on pairs is about: the choice in its address against the series there are. */
import { possessive } from "../words.js";

/** @typedef {import("../catalogue.js").Catalogue} Catalogue */
/** @typedef {import("../api.js").SeriesInfo} SeriesInfo */
/** @typedef {import("./state.js").Values} Values */

/** @param {SeriesInfo} s @returns {string} "close", or "close@yahoo" for a second source */
export const figureOf = (s) => s.id.split(":")[2];

/** @param {Catalogue} catalogue @param {string} kind @returns {string[]} the figures there are, the commonest first */
export function figures(catalogue, kind) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const s of catalogue.all) if (s.kind === kind) found.set(figureOf(s), (found.get(figureOf(s)) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([figure]) => figure);
}

/** @param {Catalogue} catalogue @param {Values} v @returns {SeriesInfo[]} market series, by name */
export function marketSeries(catalogue, v) {
  return byName(catalogue.all.filter((s) => s.kind === "market" && figureOf(s) === v.figure));
}

/** @param {Catalogue} catalogue @param {Values} v @returns {SeriesInfo[]} health series, by name */
export function healthSeries(catalogue, v) {
  return byName(catalogue.all.filter((s) => s.kind === "health" && (v.measure === "all" || figureOf(s) === v.measure)));
}

/** @param {SeriesInfo[]} all */
function byName(all) {
  return all.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }) || a.id.localeCompare(b.id));
}

/** @param {SeriesInfo[]} all @param {string} part @returns {SeriesInfo[]} those whose name or id has it */
export function having(all, part) {
  const wanted = part.trim().toLowerCase();
  return wanted === "" ? all : all.filter((s) => `${s.name} ${s.id}`.toLowerCase().includes(wanted));
}

/** @param {SeriesInfo} s @param {Values} v @returns {string} the row's name: the country, and the measure where there are several */
export const rowName = (s, v) => (v.measure === "all" ? `${s.name}, ${figureOf(s)}` : s.name);

/** @param {SeriesInfo} s @returns {string} "Germany’s cases"; "DAX close" */
export const fullName = (s) => (s.kind === "market" ? `${s.name} ${figureOf(s)}` : `${possessive(s.name)} ${figureOf(s)}`);
