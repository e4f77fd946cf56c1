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
  put("trouble", "", () => null);
}

/** @param {string[]} doubts what of the address was not understood; said until there are none, whatever else is said */
export function showDoubts(doubts) {
  put("doubts", doubts.join("\n"), () => {
    const said = doubts.length === 1 ? [el("p", {}, doubts[0])] : [el("ul", {}, ...doubts.map((d) => el("li", {}, d)))];
    return el("section", { class: "notice", id: "doubts" }, el("h1", {}, "Not all of the address was understood"), ...said);
  });
}

/** What is said, by its words. @type {Record<string, {key: string, box: ?HTMLElement}>} */
const shown = { trouble: { key: "", box: null }, doubts: { key: "", box: null } };

/**
 * What is said already is not said again: a screen reader would repeat it at every look for news.
 * @param {"trouble"|"doubts"} what @param {string} key "" for nothing @param {() => ?HTMLElement} make
 */
function put(what, key, make) {
  if (key === shown[what].key) return;
  shown[what].box?.remove();
  const made = key === "" ? null : make();
  shown[what] = { key, box: made };
  if (made && what === "trouble") place().prepend(made);
  else if (made) place().append(made);
}

/** @param {string} tone @param {string} title @param {string} detail @param {{label: string, act: () => void}} [remedy] */
function show(tone, title, detail, remedy) {
  put("trouble", [tone, title, detail, remedy?.label].join("\n"), () => box(tone, title, detail, remedy));
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
