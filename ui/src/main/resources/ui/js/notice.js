// @ts-check
/** What the page says when it has no answer to show, and what to do about it. */
import { ApiProblem } from "./api.js";
import { byId, el } from "./dom.js";

const place = () => byId("notice", HTMLDivElement);

/**
 * @param {unknown} error
 * @param {{label: string, act: () => void}} [remedy]
 */
export function showProblem(error, remedy) {
  const known = error instanceof ApiProblem;
  const title = known ? error.title : "The page made a mistake";
  const detail = known ? error.detail : `${error}. Reloading may help; the browser's console has more.`;
  if (!known) console.error(error);
  show("bad", title, detail, remedy);
}

/** @param {string} title @param {string} detail @param {{label: string, act: () => void}} [remedy] */
export function showNotice(title, detail, remedy) {
  show("", title, detail, remedy);
}

export function clearNotice() {
  shown = "";
  place().replaceChildren();
}

let shown = "";

/**
 * What is said already is not said again: a screen reader would repeat it at every look for news.
 * @param {string} tone @param {string} title @param {string} detail @param {{label: string, act: () => void}} [remedy]
 */
function show(tone, title, detail, remedy) {
  const wanted = [tone, title, detail, remedy?.label].join("\n");
  if (wanted === shown) return;
  shown = wanted;
  place().replaceChildren(box(tone, title, detail, remedy));
}

/**
 * @param {string} tone @param {string} title @param {string} detail @param {{label: string, act: () => void}} [remedy]
 */
function box(tone, title, detail, remedy) {
  const made = el("section", { class: `notice ${tone}` }, el("h1", {}, title), el("p", {}, detail));
  if (remedy) {
    const button = el("button", { type: "button" }, remedy.label);
    button.addEventListener("click", remedy.act);
    made.append(button);
  }
  return made;
}
