// @ts-check
/** The same question of several countries, side by side; a row is a link that puts its country first. */
import { address } from "../api.js";
import { CardTools } from "../card.js";
import { byId, el } from "../dom.js";
import * as format from "../format.js";
import { refill } from "../options.js";
import { asked, link, seriesOf } from "../state.js";
import { seriesPhrase } from "../words.js";

/** @typedef {import("./answers.js").Told} Told */
/** @typedef {import("../state.js").Question} Question */

/** @param {number} i which of the health series @returns {string} the class of its colour */
export const colourOf = (i) => (i === 0 ? "as-health" : `as-health-${i + 1}`);

export class Beside {
  constructor() {
    this.card = byId("beside", HTMLElement);
    this.place = byId("beside-table", HTMLDivElement);
    this.tools = new CardTools(this.card);
  }

  /** @param {Question} q @param {Told[]} told @param {import("../catalogue.js").Catalogue} catalogue */
  show(q, told, catalogue) {
    this.card.hidden = told.length < 2;
    if (this.card.hidden) return;
    const body = el("tbody", {}, ...told.map((one, i) => row(q, one, i, catalogue)));
    const heads = ["Epidemic series", "r", "95 % interval", "n", "p", "Best lag", "r there"];
    const wide = new Set([2, 3]);
    const head = el("tr", {}, ...heads.map((h, i) => el("th", { scope: "col", ...(wide.has(i) ? { class: "wide" } : {}) }, h)));
    refill(this.place, el("table", {}, el("thead", {}, head), body));
    const all = { ...asked(q), y: seriesOf(q).join() };
    this.tools.offer({
      file: "lambdax-side-by-side",
      csv: [
        { label: "Side by side, at this lag", address: address("/correlation/matrix", all) },
        { label: "Side by side, each at its best lag", address: address("/correlation/matrix", { ...all, lag: "best" }) },
      ],
      asks: [address("/correlation/matrix", all)],
    });
  }
}

/** @param {Question} q @param {Told} told @param {number} i @param {import("../catalogue.js").Catalogue} catalogue */
function row(q, { answer, profile }, i, catalogue) {
  const others = seriesOf(q).filter((id) => id !== answer.y);
  const name = seriesPhrase(answer.y, answer.yTransform, catalogue.name(answer.y));
  const first = el("a", { href: link({ ...q, y: answer.y, compare: others }), "data-question": "" }, name);
  const { best } = profile;
  return el(
    "tr", i === 0 ? { "aria-current": "true" } : {},
    el("th", { scope: "row" }, el("span", { class: `key ${colourOf(i)}` }), first),
    el("td", {}, format.r(answer.r)),
    el("td", { class: "wide" }, format.interval(answer.ci95)),
    el("td", { class: "wide" }, format.count(answer.n)),
    el("td", {}, format.p(answer.p)),
    el("td", {}, format.count(best?.lag)),
    el("td", {}, format.r(best?.r)),
  );
}
