// @ts-check
/** What the page on pairs shows, in its address. */
import { Address } from "../address.js";

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

/** @returns {Address<any>} */
export const pairsAddress = () => new Address(DEFAULT);

/** @param {Values} v what every question on the page has in common, in the API's words */
export const common = (v) => ({ xTransform: v.xTransform, yTransform: v.yTransform, window: v.window || undefined });
