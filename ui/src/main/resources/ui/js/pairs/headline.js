// @ts-check
/** What stands out, in a sentence. */
import { el } from "../dom.js";
import * as format from "../format.js";
import { lagPhrase, seriesPhrase } from "../words.js";

/**
 * @param {import("./markets.js").Markets|import("./lags.js").Lags} view
 * @param {import("./state.js").Values} v
 * @returns {(Node|string)[]}
 */
export function headline(view, v) {
  const found = view.strongest();
  if (!found) return ["Every country against every market series"];
  const { x, y, pair } = found;
  return [
    `Of ${format.count(view.ranked)} pairs${v.least ? ` that share ${format.count(v.least)} days or more` : ""}, `,
    el("span", { class: "as-market" }, seriesPhrase(x.id, v.xTransform, x.name)), " and ",
    el("span", { class: "as-health" }, seriesPhrase(y.id, v.yTransform, y.name)),
    ` ${lagPhrase(pair.lag)} moved most closely ${(pair.r ?? 0) < 0 ? "in opposite directions" : "together"}: `,
    el("span", { class: "as-figure" }, format.is("r", format.r(pair.r))), `, ${format.is("n", format.count(pair.n))}.`,
  ];
}
