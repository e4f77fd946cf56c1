// @ts-check
/** The strongest pairs that the batch and the speed layer summarised; a row is a link to its question at its best lag. */
import * as api from "../api.js";
import { el } from "../dom.js";
import * as format from "../format.js";
import { link } from "../state.js";
import { lagPhrase, seriesPhrase } from "../words.js";

/** @typedef {import("./state.js").Values} Values */
/** @typedef {import("../api.js").Top} Top */

/** @param {Values} v @param {number} [most] @returns {string} the address that is asked */
export function listAddress(v, most = v.most) {
  return api.address("/correlation/top", {
    xTransform: v.xTransform, yTransform: v.yTransform, window: v.window,
    market: v.listMarket, health: v.listHealth, measure: v.listMeasure, order: v.order, limit: most,
  });
}

/** @param {Top} top @param {Values} v @param {(id: string) => string} nameOf */
export function listTable(top, v, nameOf) {
  const body = el("tbody");
  for (const row of top.rows) {
    const to = { x: row.x, y: row.y, xTransform: v.xTransform, yTransform: v.yTransform, window: v.window, lag: row.lag ?? 0, from: "", to: "" };
    const name = el("a", { href: "./" + link(to) },
      `${seriesPhrase(row.x, "level", nameOf(row.x))} \u00d7 ${seriesPhrase(row.y, "level", nameOf(row.y))}`);
    const when = row.lag == null ? "" : lagPhrase(row.lag);
    body.append(el(
      "tr", {}, el("th", { scope: "row" }, name),
      el("td", {}, bar(row.r), el("span", { class: "figure" }, format.r(row.r))),
      el("td", {}, format.count(row.lag)), el("td", { class: "wide text when" }, when),
      el("td", {}, format.count(row.n)),
      el("td", { class: "wide" }, format.p(row.pAdjusted)),
      el("td", {}, format.q(row.q)),
    ));
  }
  const th = (/** @type {string} */ text, kind = "") => el("th", { scope: "col", ...(kind ? { class: kind } : {}) }, text);
  const head = el("tr", {}, th("Pair"), th("r"), th("Lag"), th("Epidemic", "wide text when"), th("n"), th("p, all lags", "wide"), th("q"));
  return el("table", { class: "list" }, el("caption", { class: "aloud" }, "The strongest pairs, each at its best lag"), el("thead", {}, head), body);
}

/** @param {?number} r drawn from zero in the middle */
function bar(r) {
  const made = el("i", { class: "bar", "aria-hidden": "true" });
  if (r == null) return made;
  const drawn = el("i", { class: r < 0 ? "minus" : "plus" });
  drawn.style.setProperty("width", `${Math.abs(r) * 50}%`);
  made.append(drawn);
  return made;
}
