// @ts-check
/** What is said above a list of the strongest pairs. */
import * as format from "./format.js";
import { bothTrend, transform } from "./transforms.js";

/** @typedef {import("./api.js").Top} Top */

/**
 * @param {Top} top @param {{xTransform: string, yTransform: string, window: number}} asked
 * @returns {string} what is listed, what q means and how current it is
 */
export function aboutTop(top, { xTransform, yTransform, window }) {
  const days = window ? `over the last ${format.count(window)} days` : "over all days";
  const caution = bothTrend(xTransform, yTransform) ? " These are trends: high figures are to be expected." : "";
  return (
    `${transform(xTransform).name} \u00d7 ${transform(yTransform).name.toLowerCase()} ${days}, each pair at its best lag. ` +
    `q is the share of false finds to expect, among all ${format.count(top.family)} pairs tried whatever the filter, if every pair with a q this small is believed. ` +
    freshness(top) + caution
  );
}

/** @param {Top} top how current the list is */
function freshness(top) {
  const behind = top.realtime?.behind ?? 0;
  const late = behind
    ? `The list is ${format.count(behind)} ${behind === 1 ? "version" : "versions"} behind the values; it catches up by itself. `
    : "The list is as new as the values. ";
  const newer = top.newerCount ? `${format.count(top.newerCount)} of the pairs are newer than the batch view. ` : "";
  const whose = top.qFrom === "batch" && top.newerCount
    ? "There are too many pairs to rank anew at every change: q is the last batch\u2019s. "
    : "";
  return late + newer + whose;
}
