// @ts-check
/** The answer in one sentence, and its figures. */
import { byId, el, say } from "../dom.js";
import * as format from "../format.js";
import { sentence } from "../words.js";

/** @typedef {import("../api.js").Correlation} Correlation */
/** @typedef {import("../api.js").Best} Best */

/** @param {Correlation} a @param {import("../catalogue.js").Catalogue} catalogue @param {?Best} best of the profile */
export function showAnswer(a, catalogue, best) {
  say(byId("answer-sentence", HTMLHeadingElement),
    ...sentence(a, catalogue, best).map((p) => (p.as ? el("span", { class: `as-${p.as}` }, p.text) : p.text)));
  const isBest = best !== null && best.lag === a.lag && best.pAdjusted != null;
  byId("figures", HTMLDListElement).replaceChildren(
    figure("r", format.r(a.r), "Pearson\u2019s correlation, \u22121 to 1"),
    figure("95 % interval of r", format.interval(a.ci95), "the range r plausibly lies in"),
    figure("n", format.count(a.n), "days compared"),
    figure("Effective n", format.count(a.nEff), "independent days these are worth"),
    isBest
      ? figure("p, all lags allowed for", format.p(best.pAdjusted), `${format.p(a.p)} for this lag by itself`)
      : figure("p", format.p(a.p), "chance of as much by luck alone"),
  );
}

/** @param {string} name @param {string} value @param {string} note */
function figure(name, value, note) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value), el("dd", { class: "note" }, note));
}
