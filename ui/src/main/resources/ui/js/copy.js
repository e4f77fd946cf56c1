// @ts-check
import { el } from "./dom.js";

/**
 * Copies a text, also on a page that came over plain HTTP, where browsers hide their clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused, or no clipboard at all: there is an older way.
    return copySelected(text);
  }
}

/** @param {string} text */
function copySelected(text) {
  const focused = document.activeElement;
  const area = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "aloud", readonly: "" }));
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
