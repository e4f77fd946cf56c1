// @ts-check
/** What the page says when it has no answer to show, and what to do about it. */
import { ApiProblem } from "./api.js";
import { byId, el } from "./dom.js";

const place = () => byId("notice", HTMLDivElement);

/**
 * @param {unknown} error
 * @param {{label: string, act: () => void}} remedy
 */
export function showProblem(error, remedy) {
  const known = error instanceof ApiProblem;
  const title = known ? error.title : "The page made a mistake";
  const detail = known ? error.detail : `${error}. Reloading may help; the browser's console has more.`;
  if (!known) console.error(error);
  place().replaceChildren(box("bad", title, detail, remedy));
}

/** @param {string} title @param {string} detail @param {{label: string, act: () => void}} [remedy] */
export function showNotice(title, detail, remedy) {
  place().replaceChildren(box("", title, detail, remedy));
}

export function clearNotice() {
  place().replaceChildren();
}

/**
 * @param {string} tone @param {string} title @param {string} detail @param {{label: string, act: () => void}} [remedy]
 */
function box(tone, title, detail, remedy) {
  const made = el("section", { class: `notice ${tone}` }, el("h2", {}, title), el("p", {}, detail));
  if (remedy) {
    const button = el("button", { type: "button" }, remedy.label);
    button.addEventListener("click", remedy.act);
    made.append(button);
  }
  return made;
}
