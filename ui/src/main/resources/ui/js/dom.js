// @ts-check
/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`this page has no ${type.name} with id "${id}"`);
  return found;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes] `class`, `title`, …
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * A table that reads well aloud: a caption, column headings, the first cell of a row its heading.
 * @param {string} caption
 * @param {string[]} heads
 * @param {(string|Node)[][]} rows
 */
export function table(caption, heads, rows) {
  const head = el("tr", {}, ...heads.map((h) => el("th", { scope: "col" }, h)));
  const body = el("tbody");
  for (const [first, ...rest] of rows) {
    body.append(el("tr", {}, el("th", { scope: "row" }, first), ...rest.map((c) => el("td", {}, c))));
  }
  return el("table", {}, el("caption", {}, caption), el("thead", {}, head), body);
}

/**
 * What is said already is not said again: a screen reader would repeat it.
 * @param {HTMLElement} place that is read aloud when it changes @param {...(Node|string)} words
 */
export function say(place, ...words) {
  const text = words.map((w) => (typeof w === "string" ? w : w.textContent)).join("");
  if (place.textContent !== text) place.replaceChildren(...words);
}
