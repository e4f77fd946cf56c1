// @ts-check
/** What the page on one series shows, in its address. */
import { Address } from "../address.js";

/**
 * @typedef {object} Values
 * @property {string} id of the series; "" for the usual one
 * @property {string} transform
 * @property {number} window trailing days shown, 0 for all
 * @property {string} asOf a day, a version, or "" for now
 * @property {number} rows of revised days shown
 */

/** @type {Values} */
export const DEFAULT = { id: "", transform: "level", window: 0, asOf: "", rows: 12 };

/** @returns {Address<any>} */
export const dataAddress = () => new Address(DEFAULT);
