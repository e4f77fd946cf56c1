// @ts-check
/** Days that a link asks for and no button of the page is for: they get a button of their own while they are shown. */
import { el } from "./dom.js";
import * as format from "./format.js";

/**
 * @param {string} name of the radio buttons for the last so many days @param {number} window trailing days
 */
export function offerWindow(name, window) {
  const radios = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(`input[name="${name}"]`)]);
  const own = radios.find((radio) => radio.dataset.own !== undefined);
  const value = String(window);
  if (own?.value === value) return;
  own?.closest("label")?.remove();
  const usual = radios.filter((radio) => radio !== own);
  const last = usual.filter((radio) => /^\d+$/.test(radio.value)).at(-1);
  const wanted = last !== undefined && !usual.some((radio) => radio.value === value);
  last?.closest("div")?.classList.toggle("with-own", wanted);
  if (!last || !wanted) return;
  const radio = el("input", { type: "radio", name, value, "data-own": "" });
  if (last.dataset.says) radio.dataset.says = last.dataset.says;
  last.closest("label")?.after(el("label", {}, radio, el("span", {}, `Last ${format.count(window)}`)));
}
