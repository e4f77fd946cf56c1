// @ts-check
/**
 * What can be done to a series before it is compared.
 *
 * @typedef {object} Transform
 * @property {string} word the API's word
 * @property {string} name as in the pickers
 * @property {string} says one sentence of explanation
 * @property {(measure: string) => string} phrase the series in running text, e.g. "daily case growth"
 * @property {boolean} trends whether two of these correlate just because both trend
 * @property {boolean} signed whether values lie on both sides of zero
 */

/** @param {string} measure */
const one = (measure) => ({ cases: "case", deaths: "death" })[measure] ?? measure;

/** @type {Transform[]} */
export const TRANSFORMS = [
  {
    word: "level",
    name: "As it is",
    says: "The value of the day itself.",
    phrase: (m) => m,
    trends: true,
    signed: false,
  },
  {
    word: "change",
    name: "Change",
    says: "The difference from the last day that has a value.",
    phrase: (m) => `daily change in ${m}`,
    trends: false,
    signed: true,
  },
  {
    word: "relchange",
    name: "Relative change",
    says: "The change as a share of the last day's value (0.01 is one per cent).",
    phrase: (m) => `relative daily change in ${m}`,
    trends: false,
    signed: true,
  },
  {
    word: "return",
    name: "Daily return",
    says: "The logarithm of the day's value over the last one's: about the relative change.",
    phrase: (m) => (m === "close" ? "daily returns" : `daily log change in ${m}`),
    trends: false,
    signed: true,
  },
  {
    word: "cumulative",
    name: "Running total",
    says: "The sum of all values up to the day.",
    phrase: (m) => `running total of ${m}`,
    trends: true,
    signed: false,
  },
  {
    word: "avg7",
    name: "7-day average",
    says: "The mean of the last seven days, which evens out weekends.",
    phrase: (m) => `7-day average of ${m}`,
    trends: true,
    signed: false,
  },
  {
    word: "growth7",
    name: "Weekly growth",
    says: "The logarithm of the mean of the last seven days over the mean of the seven before: above 0 it grows, 0.69 is a doubling in a week.",
    phrase: (m) => `weekly ${one(m)} growth`,
    trends: false,
    signed: true,
  },
];

/** @param {string} word @returns {Transform} */
export function transform(word) {
  return TRANSFORMS.find((t) => t.word === word) ?? TRANSFORMS[0];
}

/** @param {string} xTransform @param {string} yTransform */
export function bothTrend(xTransform, yTransform) {
  return transform(xTransform).trends && transform(yTransform).trends;
}
