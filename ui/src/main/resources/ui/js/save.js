// @ts-check
import { el } from "./dom.js";

/** @param {string} address of the API @returns {string} of the same as a table */
export const csvAddress = (address) => `${address}${address.includes("?") ? "&" : "?"}format=csv`;

/** @param {string} text @returns {string} a name for a file that every system takes, without an ending */
export const fileName = (text) =>
  `lambdax-${words(text)}`;

/** @param {string} text @returns {string} as a part of such a name */
export const words = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

/** @param {Blob} blob @param {string} name of the file that the reader gets */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
