// @ts-check
/**
 * The answer in plain words. Only the API's figures go in; what they mean is said with care: a best lag is judged by
 * the p that allows for all the lags that were tried.
 *
 * @typedef {import("./api.js").Correlation} Correlation
 * @typedef {import("./api.js").Best} Best
 * @typedef {{text: string, as?: "market"|"health"|"figure"}} Piece
 */
import * as format from "./format.js";
import { cited } from "./licences.js";
import { transform } from "./transforms.js";

const CHANCE = 0.05;

/** @param {number} r */
export function strength(r) {
  const size = Math.abs(r);
  if (size < 0.1) return "hardly";
  if (size < 0.3) return "weakly";
  if (size < 0.5) return "moderately";
  return size < 0.8 ? "strongly" : "very strongly";
}

/** @param {number} days @returns {string} */
const dayCount = (days) => `${format.count(Math.abs(days))} ${Math.abs(days) === 1 ? "day" : "days"}`;

/** @param {number} lag @returns {string} when y is looked at, seen from x */
export function lagPhrase(lag) {
  if (lag === 0) return "on the same day";
  return `${dayCount(lag)} ${lag > 0 ? "earlier" : "later"}`;
}

/** @param {number} lag */
export function lagMeaning(lag) {
  if (lag === 0) return "Each market day is compared with the same day of the epidemic.";
  return lag > 0
    ? `The epidemic leads: each market day is compared with the epidemic ${dayCount(lag)} before.`
    : `The market leads: each market day is compared with the epidemic ${dayCount(lag)} after.`;
}

/** @param {string} name */
export const possessive = (name) => name + (/s$/i.test(name) ? "\u2019" : "\u2019s");

/**
 * @param {string} id @param {string} word a transform @param {string} name of the entity
 * @returns {string} "DAX daily returns"; "Germany's weekly case growth"
 */
export function seriesPhrase(id, word, name) {
  const [kind, , measure] = id.split("@")[0].split(":");
  // What an address names may be no id at all.
  const what = transform(word).phrase(measure ?? "values");
  return kind === "market" ? `${name} ${what}` : `${possessive(name)} ${what}`;
}

/**
 * @param {Correlation} a
 * @param {(id: string) => string} nameOf
 * @param {?Best} best
 * @returns {Piece[]}
 */
export function sentence(a, nameOf, best) {
  /** @type {Piece} */
  const market = { text: seriesPhrase(a.x, a.xTransform, nameOf(a.x)), as: "market" };
  /** @type {Piece} */
  const health = { text: seriesPhrase(a.y, a.yTransform, nameOf(a.y)), as: "health" };
  if (a.r == null) {
    return [
      { text: "There is no correlation to report between " }, market, { text: " and " }, health,
      { text: ` ${lagPhrase(a.lag)}: ${a.reason ?? "the answer has no r"} (${format.is("n", format.count(a.n))}).` },
    ];
  }
  const time = a.firstDay && a.lastDay ? `From ${format.day(a.firstDay)} to ${format.day(a.lastDay)}, ` : "";
  return [
    { text: time }, market, { text: " and " }, health, { text: ` ${lagPhrase(a.lag)} ` },
    { text: moved(a.r), as: "figure" },
    { text: ` (${format.is("r", format.r(a.r))}, ${format.is("n", format.count(a.n))}${effective(a)}): ${verdict(a, best)}.` },
  ];
}

/** @param {number} r */
function moved(r) {
  if (strength(r) === "hardly") return "hardly moved together";
  return r > 0 ? `moved together ${strength(r)}` : `moved in opposite directions ${strength(r)}`;
}

/** @param {Correlation} a said only where it says something */
function effective(a) {
  return a.nEff == null || a.n - a.nEff < 0.5 ? "" : `, worth about ${format.count(a.nEff)} independent days`;
}

/** @param {Correlation} a @param {?Best} best */
function verdict(a, best) {
  if (a.p == null) return "too few independent days to tell it from chance";
  const p = format.equals("p", a.p);
  if (best && best.lag === a.lag && best.pAdjusted != null) {
    const all = `${format.equals("p", best.pAdjusted)} once all ${format.count(best.lagsTested)} lags tried are allowed for`;
    if (best.pAdjusted < CHANCE) return `more than chance would explain, ${all}`;
    if (a.p < CHANCE) return `the best of ${format.count(best.lagsTested)} lags, and no more than a lucky find among them need be (${p}, but ${all})`;
  }
  return a.p < CHANCE ? `more than chance would usually explain, ${p}` : `not distinguishable from chance, ${p}`;
}

/**
 * @param {import("./catalogue.js").Catalogue} catalogue @param {string[]} ids the series that are shown
 * @param {{version?: number, view: import("./api.js").View}} answer
 * @returns {string} what stands under a picture that leaves the page
 */
export function sourceLine(catalogue, ids, answer) {
  const sources = [...new Set(ids.map((id) => catalogue.find(id)).flatMap((s) => (s?.source ? [cited(s.source, s.kind)] : [])))];
  const from = sources.length ? `Source: ${sources.join("; ")}. ` : "";
  return `${from}Lambdax, version ${format.count(answer.version ?? answer.view.version)} of the facts, ${location.host}`;
}
