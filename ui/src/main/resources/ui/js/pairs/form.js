// @ts-check
/** The form of the page on pairs: what can be chosen, and what is. */
import { Controls } from "../controls.js";
import { byId, el } from "../dom.js";
import { foldWhereNarrow } from "../fold.js";
import * as format from "../format.js";
import { offerWindow } from "../ownwindow.js";
import { TRANSFORMS, bothTrend, transform } from "../transforms.js";
import { lagMeaning } from "../words.js";
import { figures, healthSeries, marketSeries } from "./choice.js";

/** @typedef {import("../catalogue.js").Catalogue} Catalogue */
/** @typedef {import("./state.js").Values} Values */

const USUAL_LAG = "14";

export class PairsForm {
  /** @param {import("../address.js").Address<any>} address */
  constructor(address) {
    this.address = address;
    this.controls = new Controls(document.body, address);
    for (const side of ["x", "y"]) options(`${side}-transform`, TRANSFORMS.map((t) => [t.word, t.name]));
    byId("fairer", HTMLButtonElement).addEventListener("click", () => address.update({ xTransform: "return", yTransform: "growth7" }));
    for (const radio of this.kinds()) {
      radio.addEventListener("change", () => address.update({ lag: radio.value === "best" ? "best" : USUAL_LAG }));
    }
    const lag = byId("lag", HTMLInputElement);
    lag.addEventListener("change", () => {
      if (lag.reportValidity()) address.update({ lag: String(Number(lag.value)) });
    });
    foldWhereNarrow(byId("question", HTMLDetailsElement));
  }

  kinds() {
    return /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name="lag-kind"]'));
  }

  /** @param {Catalogue} catalogue @param {Values} v as resolved: `show` is never empty */
  show(catalogue, v) {
    const markets = marketSeries(catalogue, v);
    options("market", markets.map((s) => [s.entity, s.name]));
    options("figure", figures(catalogue, "market").map((f) => [f, f]));
    const measures = figures(catalogue, "health");
    options("measure", [...measures.map((m) => /** @type {[string, string]} */ ([m, m])), ...(measures.length > 1 ? [/** @type {[string, string]} */ (["all", "every measure"])] : [])]);
    options("sort", sorts(v, markets));
    options("list-market", [["", "All"], ...catalogue.entities("market").map(named)]);
    options("list-health", [["", "All"], ...catalogue.entities("health").map(named)]);
    options("list-measure", [["", "All"], ...[...new Set(healthSeries(catalogue, { ...v, measure: "all" }).map((s) => s.measure))].map((m) => /** @type {[string, string]} */ ([m, m]))]);
    offerWindow("window", v.window);
    this.controls.show({ ...v });
    byId("x-says", HTMLElement).textContent = transform(v.xTransform).says;
    byId("y-says", HTMLElement).textContent = transform(v.yTransform).says;
    byId("caution", HTMLElement).hidden = !bothTrend(v.xTransform, v.yTransform);
    this.showLag(v);
    byId("question-line", HTMLElement).textContent =
      `${transform(v.xTransform).name} of ${v.figure} \u00d7 ${transform(v.yTransform).name.toLowerCase()} of ${v.measure === "all" ? "every measure" : v.measure}`;
  }

  /** @param {Values} v */
  showLag(v) {
    const lags = v.show === "lags";
    byId("lag-choice", HTMLElement).hidden = lags;
    byId("market-choice", HTMLElement).hidden = !lags;
    byId("markets-filter", HTMLElement).hidden = lags;
    const best = v.lag === "best";
    for (const radio of this.kinds()) radio.checked = (radio.value === "best") === best;
    byId("one-lag", HTMLElement).hidden = best;
    const field = byId("lag", HTMLInputElement);
    field.required = !best;
    if (!best && field !== document.activeElement) field.value = v.lag;
    byId("lag-says", HTMLElement).textContent = best
      ? `Of lags ${format.count(-60)} to ${format.count(60)}, the one where |r| is largest. The best of many tries looks better than it is.`
      : lagMeaning(Number(v.lag));
  }
}

/** @param {{entity: string, name: string}} e @returns {[string, string]} */
const named = (e) => [e.entity, e.name];

/** @param {Values} v @param {import("../api.js").SeriesInfo[]} markets @returns {[string, string][]} */
function sorts(v, markets) {
  /** @type {[string, string][]} */
  const always = [["strongest", "Strongest first"], ["name", "By name"]];
  if (v.show === "lags") {
    const at = v.sort.startsWith("at:") ? v.sort.slice(3) : "";
    return [...always, ["lag", "By best lag"], ...(at ? [/** @type {[string, string]} */ ([v.sort, `By r at lag ${format.count(Number(at))}`])] : [])];
  }
  return [...always, ...markets.map((s) => /** @type {[string, string]} */ ([s.id, `By r with ${s.name}`]))];
}

/**
 * A list that someone may have open is only made anew when it is another one.
 * @param {string} id @param {[string, string][]} wanted values and their words
 */
function options(id, wanted) {
  const list = byId(id, HTMLSelectElement);
  const key = JSON.stringify(wanted);
  if (list.dataset.options === key) return;
  list.dataset.options = key;
  list.replaceChildren(...wanted.map(([value, text]) => el("option", { value }, text)));
}
