// @ts-check
/** What the page on one series shows, in its address. */
import { Address } from "../address.js";
import * as format from "../format.js";
import { SERIES, TRANSFORM, WINDOW, isDay, whole } from "../reading.js";

/**
 * @typedef {object} Values
 * @property {string} id of the series; "" for the usual one
 * @property {string} transform
 * @property {number} window trailing days shown, 0 for all
 * @property {string} asOf a day, a version, or "" for now
 * @property {number} rows of revised days shown
 */

/** Of revised days in the table; the download has all. */
export const MOST_ROWS = 2_000;

/** @type {Values} */
export const DEFAULT = { id: "", transform: "level", window: 0, asOf: "", rows: 12 };

/** As the API has it, which takes a moment, too. */
const VERSION = /^[1-9]\d{0,17}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** @param {string} text @returns {boolean} whether it is a moment that there is */
const isMoment = (text) => isDay(MOMENT.exec(text)?.[1] ?? "") && !Number.isNaN(Date.parse(text));

/** @param {string} asOf not empty @returns {string} "on 8 Apr 2020" */
export function timeOf(asOf) {
  if (isDay(asOf)) return `on ${format.day(asOf)}`;
  return VERSION.test(asOf) ? `at version ${format.count(Number(asOf))}` : `at ${format.at(asOf)}`;
}

const FORMS = {
  id: SERIES,
  transform: TRANSFORM,
  window: WINDOW,
  asOf: {
    read: (/** @type {string} */ text) => (isDay(text) || VERSION.test(text) || isMoment(text) ? text : undefined),
    right: "a time to look back to is a day, like 2020-04-08, or the number of a version",
    shown: () => "what is known now",
  },
  rows: whole(1, MOST_ROWS, `the table of revisions has 1 to ${MOST_ROWS} rows`, (rows) => `${rows} rows`),
};

/** @returns {Address<any>} */
export const dataAddress = () => new Address(DEFAULT, FORMS);
