// @ts-check
/**
 * The strongest pairs of the batch, for the question's transforms where the batch has them. A row is a link to its
 * question at its best lag.
 */
import * as api from "../api.js";
import { byId, el } from "../dom.js";
import * as format from "../format.js";
import { refill } from "../options.js";
import { link } from "../state.js";
import { aboutTop } from "../strongest.js";
import { seriesPhrase } from "../words.js";
import { topNear } from "./families.js";

/** @typedef {import("../state.js").Question} Question */

const ROWS = 10;

/**
 * @param {Question} q @param {(id: string) => string} nameOf
 * @param {() => boolean} current whether the answer is still wanted when it comes
 * @param {(error: unknown) => void} failed called when there is no list; it says so itself
 */
export async function showTop(q, nameOf, current, failed) {
  const legend = byId("top-legend", HTMLParagraphElement);
  const place = byId("top-table", HTMLDivElement);
  try {
    const { family, top } = await topNear(q, ROWS);
    if (!current()) return;
    legend.textContent = aboutTop(top, family);
    if (top.rows.length === 0) refill(place, el("p", { class: "says" }, "The batch has no pairs for these transforms yet."));
    else refill(place, rows(top.rows, family, q, nameOf));
  } catch (error) {
    if (!current()) return;
    legend.textContent = "";
    failed(error);
    const said = error instanceof api.ApiProblem ? error.detail : String(error);
    refill(place, el("p", { class: "says" }, `The list could not be read. ${said}`));
  }
}

/**
 * @param {import("../api.js").TopRow[]} list @param {{xTransform: string, yTransform: string, window: number}} f
 * @param {Question} q @param {(id: string) => string} nameOf
 */
function rows(list, f, q, nameOf) {
  const body = el("tbody");
  for (const row of list) {
    const to = { ...f, x: row.x, y: row.y, lag: row.lag ?? 0, from: "", to: "" };
    const here = link(to) === link(q);
    const name = el(
      "a", { href: link(to), "data-question": "" },
      `${seriesPhrase(row.x, "level", nameOf(row.x))} \u00d7 ${seriesPhrase(row.y, "level", nameOf(row.y))}`,
    );
    const cells = [format.r(row.r), format.count(row.lag), format.q(row.q)].map((c) => el("td", {}, c));
    const wide = [format.count(row.n), format.r(row.r0)].map((c) => el("td", { class: "wide" }, c));
    const tr = el("tr", here ? { "aria-current": "true" } : {}, el("th", { scope: "row" }, name), ...cells, ...wide);
    body.append(tr);
  }
  const th = (/** @type {string} */ text, wide = false) => el("th", { scope: "col", ...(wide ? { class: "wide" } : {}) }, text);
  const head = el("tr", {}, th("Pair"), th("r"), th("Lag"), th("q"), th("n", true), th("r at lag 0", true));
  return el("table", {}, el("thead", {}, head), body);
}
