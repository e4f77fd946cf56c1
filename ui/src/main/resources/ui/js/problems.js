// @ts-check
/** What the API refuses, in the words of the pages instead of those of its parameters. */
import { families } from "./families.js";
import * as format from "./format.js";
import { transform } from "./transforms.js";

const TYPE = "urn:problem-type:lambdax:";
const DAY = /\b\d{4}-\d{2}-\d{2}\b(?!T)/g;
const MOMENT = /\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** What a reader calls what the API calls a parameter. @type {Record<string, string>} */
const SUBJECTS = {
  x: "The market series", y: "The epidemic series", id: "The series", from: "The first day", to: "The last day", lag: "The lag",
  window: "The number of last days", days: "The length of the rolling windows", asOf: "The time looked back to",
  xTransform: "What the market series is taken as", yTransform: "What the epidemic series is taken as", measure: "The measure",
  market: "The market series", health: "The country", minLag: "The first lag", maxLag: "The last lag", limit: "The number of rows",
};

/** @typedef {{type?: string, title?: string, detail?: string, parameter?: string, value?: string, expected?: string}} Said */

/** @param {Said} said @returns {string} the type of a problem, without what all types begin with */
export const typeOf = (said) => (said.type ?? "").replace(TYPE, "");

/** @param {Said} said a problem as the API says it @returns {{title: string, detail: string}|undefined} undefined when it is plain as it is */
export function plainly(said) {
  const { parameter = "", value = "", expected = "" } = said;
  switch (typeOf(said)) {
    case "unknown-series":
      return {
        title: "No such series",
        detail: value.includes("*")
          ? `No series has the figure ${value.split(":")[2] ?? ""}. Choose another one.`
          : `There are no figures under the name ${value}. Choose another series; the page Data finds all there are.`,
      };
    case "not-known-then":
      return { title: "Not known then", detail: `No value of ${value} was known then.` };
    case "unknown-filter": {
      const subject = SUBJECTS[parameter];
      if (!subject) return unfit(said);
      return { title: `${subject} cannot be that`, detail: `${subject} cannot be ${value}, which no series has. The page Data finds all series there are.` };
    }
    case "unknown-family":
      return { title: "No list is made of these", detail: families().length ? `Lists are made of ${lists()}.` : "No lists are made yet." };
    case "bad-parameter": {
      const subject = SUBJECTS[parameter];
      if (!subject) return unfit(said);
      return { title: `${subject} cannot be that`, detail: `${subject} cannot be ${dated(value)}. It can be ${dated(named(expected))}.` };
    }
    case "unknown-parameter": case "missing-parameter": case "repeated-parameter": case "not-found":
      return unfit(said);
    default: return undefined;
  }
}

/** No fault of a reader. @param {Said} said */
const unfit = (said) => ({
  title: "This page and the platform do not fit",
  detail: `They may be of different versions: reload the page. For whoever runs it: ${said.detail ?? ""}`,
});

/** @param {string} text @returns {string} with its days and moments as the reader writes them */
const dated = (text) => text.replace(MOMENT, (moment) => format.at(moment)).replace(DAY, (day) => format.day(day));

/** @param {string} text @returns {string} with what stands in quotes called as the reader does */
const named = (text) => text.replace(/'(\w+)'/g, (quoted, name) => (SUBJECTS[name] ? SUBJECTS[name].toLowerCase() : quoted));

/** @returns {string} the lists that there are, in words: those over the same days together */
function lists() {
  const last = (/** @type {number} */ days) => (days ? `the last ${format.count(days)} days` : "all days");
  /** @type {Map<string, string[]>} */
  const windows = new Map();
  for (const { xTransform, yTransform, window } of families()) {
    const pair = `${transform(xTransform).name} \u00d7 ${transform(yTransform).name.toLowerCase()}`;
    windows.set(pair, [...(windows.get(pair) ?? []), last(window)]);
  }
  /** @type {Map<string, string[]>} */
  const over = new Map();
  for (const [pair, each] of windows) over.set(each.join(", "), [...(over.get(each.join(", ")) ?? []), pair]);
  return [...over].map(([days, pairs]) => `${pairs.join(", ")}, each over ${days}`).join("; ");
}
