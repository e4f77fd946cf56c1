// @ts-check
/** What the page on pairs shows, in its address. */
import { Address } from "../address.js";
import { LAG, METHOD, TEXT, TRANSFORM, WINDOW, dayCount, like, oneOf, whole } from "../reading.js";
import { figures } from "./choice.js";

/**
 * @typedef {object} Values
 * @property {string} show "markets": countries × market series; "lags": countries × lag; "": what there is more of
 * @property {string} figure of the market series, such as close
 * @property {string} market entity whose lags are shown; "" for the first there is
 * @property {string} measure of the epidemic, such as cases; "all" for every one
 * @property {string} xTransform @property {string} yTransform
 * @property {number} window trailing days, 0 for all
 * @property {string} lag "best", or one for all pairs
 * @property {number} least days that both sides must share for a pair to be shown and ranked
 * @property {string} sort "name", "strongest", "lag", or the id of a column
 * @property {string} countries part of the names of the rows shown
 * @property {string} markets part of the names of the columns shown
 * @property {number} rows how many countries have their lags shown
 * @property {string} order of the list: "r" or "q"
 * @property {string} listMarket @property {string} listHealth @property {string} listMeasure what it is of; "" for any
 * @property {number} most rows of the list
 */

/** @type {Values} */
export const DEFAULT = {
  show: "", figure: "close", market: "", measure: "cases", xTransform: "return", yTransform: "growth7", window: 0,
  lag: "best", least: 30, sort: "strongest", countries: "", markets: "", rows: 24,
  order: "r", listMarket: "", listHealth: "", listMeasure: "", most: 20,
};

/** Of countries whose lags are shown: each is a question, and 121 cells. */
export const MOST_ROWS = 240;
/** Of the list of pairs; the API's own limit. */
export const MOST_PAIRS = 1_000;

const FORMS = {
  show: oneOf(["markets", "lags"], (show) => (show === "lags" ? "countries by lag" : show ? "countries by market series" : "the usual heatmap")),
  figure: TEXT, market: TEXT, measure: TEXT,
  xTransform: TRANSFORM, yTransform: TRANSFORM, window: WINDOW, method: METHOD,
  lag: {
    read: (/** @type {string} */ text) => (text === "best" || LAG.read(text) !== undefined ? text : undefined),
    right: `${LAG.right}, or it says best`,
    shown: (/** @type {string} */ lag) => (lag === "best" ? "each pair\u2019s best lag" : LAG.shown(Number(lag))),
  },
  least: dayCount(0),
  sort: like(/^(name|strongest|lag|at:-?\d{1,3}|market:[\w.@:-]+)$/, "known are name, strongest and lag", () => "the strongest first"),
  countries: TEXT, markets: TEXT,
  rows: whole(1, MOST_ROWS, `the heatmap has 1 to ${MOST_ROWS} rows`, (rows) => `${rows} rows`),
  order: oneOf(["r", "q"], (order) => (order === "r" ? "the largest |r| first" : "the smallest q first")),
  listMarket: TEXT, listHealth: TEXT, listMeasure: TEXT,
  most: whole(1, MOST_PAIRS, `the list has 1 to ${MOST_PAIRS} pairs`, (most) => `${most} pairs`),
};

/** @param {import("../catalogue.js").Catalogue} catalogue @returns what can be chosen, once it is known which series there are */
export function formsOf(catalogue) {
  const entities = (/** @type {string} */ kind) => oneOf(catalogue.entities(kind).map((e) => e.entity), (entity) => entity || "the usual one");
  const any = { shown: () => "all" };
  const measures = figures(catalogue, "health");
  return {
    ...FORMS,
    figure: oneOf(figures(catalogue, "market")), measure: oneOf([...measures, "all"]), market: few(entities("market")),
    listMarket: { ...few(entities("market")), ...any }, listHealth: { ...few(entities("health")), ...any },
    listMeasure: { ...oneOf(measures), ...any },
  };
}

/**
 * Entities are too many to be listed.
 * @param {import("../reading.js").Form<string>} form
 */
const few = (form) => ({ ...form, right: "there is no series of that name" });

/** @returns {Address<any>} */
export const pairsAddress = () => new Address(DEFAULT, FORMS);

/** @param {Values} v what every question on the page has in common, in the API's words */
export const common = (v) => ({ xTransform: v.xTransform, yTransform: v.yTransform, window: v.window || undefined });
