// @ts-check
/** One series in a sentence, and what was known of it then in another. */
import { el } from "../dom.js";
import * as format from "../format.js";
import { compared, missingDays } from "./days.js";

/** @typedef {import("./main.js").Shown} Shown */

/** @param {number} n @param {string} one @param {string} many */
const of = (n, one, many) => `${format.count(n)} ${n === 1 ? one : many}`;

/** @param {Shown} s @returns {(Node|string)[]} */
export function headline(s) {
  const { info } = s;
  const facts = [
    of(info.days, "day has a value", "days have a value"),
    s.revised.size ? `${format.count(s.revised.size)} ${s.revised.size === 1 ? "was" : "were"} revised later` : "",
    s.negatives.length ? `${format.count(s.negatives.length)} ${s.negatives.length === 1 ? "is" : "are"} negative` : "",
    missingDays(s.gaps) && info.kind === "health" ? `${format.count(missingDays(s.gaps))} in between ${missingDays(s.gaps) === 1 ? "is" : "are"} missing` : "",
  ].filter(Boolean);
  const last = facts.pop();
  return [
    el("span", { class: `as-${info.kind}` }, s.plain),
    ` from ${format.day(info.firstDay)} to ${format.day(info.lastDay)}: ${facts.length ? `${facts.join(", ")} and ${last}` : last}.`,
    ...(s.isLevel ? [] : [` Drawn from that: ${s.phrase}.`]),
  ];
}

/** @param {Shown} s @returns {string} "" when nothing is asked of the past */
export function thenLine(s) {
  if (s.trouble) return `${s.trouble} Below is what is known now.`;
  if (!s.then) return "";
  const { other, later, gone } = compared(s.now, s.then);
  const until = s.then.length ? `reached to ${format.day(s.then[s.then.length - 1][0])}` : "had no value in this range";
  const changes = [
    other ? `${of(other, "day has", "days have")} another value now` : "",
    later ? `${of(later, "day was", "days were")} not known yet` : "",
    gone ? `${of(gone, "day has", "days have")} been withdrawn since` : "",
  ].filter(Boolean);
  return `What was known then ${until}${changes.length ? `; ${changes.join(", ")}.` : ": the same as now."}`;
}
