// @ts-check
/**
 * @typedef {object} Theme
 * @property {string} ink @property {string} soft @property {string} line @property {string} card
 * @property {string} market @property {string} health
 * @property {string[]} healths the colours of several epidemic series, the first of them first
 * @property {string} accent @property {string} band @property {string} control @property {string} font @property {string} bad
 */

/** @returns {Theme} the colours that the style sheet has now */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  const get = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    ink: get("--ink"), soft: get("--soft"), line: get("--line"), card: get("--card"),
    market: get("--market"), health: get("--health"),
    healths: ["", "-2", "-3", "-4", "-5"].map((n) => get(`--health${n}`)), accent: get("--accent"), band: get("--band"), bad: get("--bad"), control: get("--control"),
    font: style.fontFamily,
  };
}
