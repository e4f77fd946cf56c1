// @ts-check
/** Lists and tables that stay as they are while they would be the same: someone may have them open, or be in them. */
import { el } from "./dom.js";

/**
 * A list that someone may have open is only made anew when it is another one.
 * @param {HTMLSelectElement} list @param {[string, string][]} wanted values and their words
 */
export function options(list, wanted) {
  const key = JSON.stringify(wanted);
  if (list.dataset.options === key) return;
  list.dataset.options = key;
  list.replaceChildren(...wanted.map(([value, text]) => el("option", { value }, text)));
}

/**
 * Puts these in the place of what is there, unless they are the same; who had the focus on a link or a button in it has
 * it on the one that says the same then.
 * @param {HTMLElement} place @param {...(Node|string)} wanted
 */
export function refill(place, ...wanted) {
  const made = document.createElement(place.tagName);
  made.append(...wanted);
  if (made.innerHTML === place.innerHTML) return;
  const { activeElement } = document;
  const held = activeElement instanceof HTMLElement && place.contains(activeElement) ? keyOf(activeElement) : "";
  place.replaceChildren(...made.childNodes);
  if (!held) return;
  const again = [...place.querySelectorAll("a, button")].find((e) => keyOf(/** @type {HTMLElement} */ (e)) === held);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/** @param {HTMLElement} e @returns {string} what tells it from the others around it */
const keyOf = (e) => [e.getAttribute("href"), e.getAttribute("aria-label"), e.textContent].join("\n");
