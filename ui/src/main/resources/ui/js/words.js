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

/** Rounds to zero as it is written. */
const NOTHING = 0.005;
const WEAK = 0.3;

/** @param {number} r */
export function strength(r) {
  const size = Math.abs(r);
  if (size < WEAK) return "weakly";
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
  const source = id.split("@")[1];
  // What an address names may be no id at all.
  const what = transform(word).phrase(measure ?? "values") + (source ? ` (${source})` : "");
  return kind === "market" ? `${name} ${what}` : `${possessive(name)} ${what}`;
}

/**
 * @param {Correlation} a
 * @param {import("./catalogue.js").Catalogue} catalogue
 * @param {?Best} best
 * @returns {Piece[]}
 */
export function sentence(a, catalogue, best) {
  const nameOf = (/** @type {string} */ id) => catalogue.name(id);
  /** @type {Piece} */
  const market = { text: seriesPhrase(a.x, a.xTransform, nameOf(a.x)), as: "market" };
  /** @type {Piece} */
  const health = { text: seriesPhrase(a.y, a.yTransform, nameOf(a.y)), as: "health" };
  if (a.n === 0) {
    return [
      { text: `There are no matching days${range(a)} of ` }, market, { text: " and " }, health,
      { text: ` ${lagPhrase(a.lag)}. ${[span(catalogue.find(a.x), "market"), span(catalogue.find(a.y), "epidemic")].filter(Boolean).join(" ")}` },
    ];
  }
  if (a.r == null) {
    return [
      { text: "There is no correlation to report between " }, market, { text: " and " }, health,
      { text: ` ${lagPhrase(a.lag)}: ${a.reason ?? "the answer has no r"} (${format.is("n", format.count(a.n))}).` },
    ];
  }
  const time = a.firstDay && a.lastDay ? `From ${format.day(a.firstDay)} to ${format.day(a.lastDay)}, ` : "";
  const { believed, says } = verdict(a, best);
  const figures = `${format.is("r", format.r(a.r))}, ${format.is("n", format.count(a.n))}${effective(a)}`;
  return [
    { text: time }, market, { text: " and " }, health, { text: ` ${lagPhrase(a.lag)} ` },
    { text: moved(a.r), as: "figure" },
    { text: believed ? ` (${figures}): ${says}.` : ` (${figures}, ${says}).` },
  ];
}

/** @param {number} r what the days that were compared did; whether it is more than chance is said beside it */
function moved(r) {
  if (Math.abs(r) < NOTHING) return "did not move together";
  return r > 0 ? `moved together ${strength(r)}` : `moved in opposite directions ${strength(r)}`;
}

/** @param {Correlation} a @returns {string} the days that were asked for */
function range({ from, to, window }) {
  if (window) return ` in the last ${dayCount(window)}`;
  if (from && to) return ` from ${format.day(from)} to ${format.day(to)}`;
  return from ? ` from ${format.day(from)} on` : to ? ` up to ${format.day(to)}` : "";
}

/** @param {import("./api.js").SeriesInfo|undefined} s @param {string} kind in words */
const span = (s, kind) => (s ? `The ${kind} data goes from ${format.day(s.firstDay)} to ${format.day(s.lastDay)}.` : "");

/** @param {Correlation} a said only where it says something */
function effective(a) {
  return a.nEff == null || a.n - a.nEff < 0.5 ? "" : `, worth about ${format.count(a.nEff)} independent days`;
}

/**
 * @param {Correlation} a @param {?Best} best
 * @returns {{believed: boolean, says: string}} whether it is told from chance, and in which words
 */
function verdict(a, best) {
  if (a.p == null) return { believed: false, says: "too few independent days to tell it from chance" };
  const p = format.equals("p", a.p);
  if (best && best.lag === a.lag && best.pAdjusted != null) {
    const lags = format.count(best.lagsTested);
    const all = `${format.equals("p", best.pAdjusted)} once all ${lags} lags tried are allowed for`;
    if (best.pAdjusted < CHANCE) return { believed: true, says: `more than chance would explain, ${all}` };
    if (a.p < CHANCE) {
      const found = `the best of ${lags} lags, which may be no more than a lucky find among them: ${p}, but ${all}`;
      return { believed: false, says: found };
    }
  }
  return a.p < CHANCE
    ? { believed: true, says: `more than chance would usually explain, ${p}` }
    : { believed: false, says: `not distinguishable from chance, ${p}` };
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
