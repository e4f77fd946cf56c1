// @ts-check
/**
 * The strongest pairs of the batch, for the question's transforms where the batch has them. A row is a link to its
 * question at its best lag.
 */
import * as api from "../api.js";
import { byId, el } from "../dom.js";
import * as format from "../format.js";
import { link } from "../state.js";
import { bothTrend, transform } from "../transforms.js";
import { seriesPhrase } from "../words.js";

/** @typedef {import("../state.js").Question} Question */

const BATCHED = ["return/growth7", "return/relchange", "level/avg7", "level/cumulative"];
const WINDOWS = [0, 365, 90];
const ROWS = 10;

/** @param {Question} q the family of summaries that is nearest to the question */
export function family(q) {
  const asked = `${q.xTransform}/${q.yTransform}`;
  const [xTransform, yTransform] = (BATCHED.includes(asked) ? asked : BATCHED[0]).split("/");
  return { xTransform, yTransform, window: WINDOWS.includes(q.window) ? q.window : 0 };
}

/**
 * @param {Question} q @param {(id: string) => string} nameOf
 * @param {() => boolean} current whether the answer is still wanted when it comes
 */
export async function showTop(q, nameOf, current) {
  const legend = byId("top-legend", HTMLParagraphElement);
  const place = byId("top-table", HTMLDivElement);
  const asked = family(q);
  try {
    const top = await api.top({ ...asked, order: "r", limit: ROWS });
    if (!current()) return;
    legend.textContent = about(asked, top.family);
    if (top.rows.length === 0) place.replaceChildren(el("p", { class: "says" }, "The batch has no pairs for these transforms yet."));
    else place.replaceChildren(rows(top.rows, asked, q, nameOf));
  } catch (error) {
    if (!current()) return;
    legend.textContent = "";
    const said = error instanceof api.ApiProblem ? error.detail : String(error);
    place.replaceChildren(el("p", { class: "says" }, `The list could not be read. ${said}`));
  }
}

/** @param {{xTransform: string, yTransform: string, window: number}} f @param {number} pairs */
function about(f, pairs) {
  const days = f.window ? `over the last ${format.count(f.window)} days` : "over all days";
  const caution = bothTrend(f.xTransform, f.yTransform) ? " These are trends: high figures are to be expected." : "";
  return (
    `${transform(f.xTransform).name} \u00d7 ${transform(f.yTransform).name.toLowerCase()} ${days}, each pair at its best lag. ` +
    `q is the share of false finds to expect, among ${format.count(pairs)} pairs tried, if every pair with a q this small is believed.${caution}`
  );
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
