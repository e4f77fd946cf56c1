// @ts-check
/**
 * Reads what an address asks of a page. What is not understood stays as usual and becomes a doubt: a sentence that says
 * what was asked, what would be right, and what is shown instead. A name that a page does not know is a doubt, too.
 *
 * @template T
 * @typedef {object} Form how a parameter is written
 * @property {(text: string) => (T|undefined)} read undefined where it is not written so
 * @property {string} right what would be right, as the second half of a sentence
 * @property {(value: T) => string} shown the value in words, after "Shown is"
 */
import * as format from "./format.js";
import { TRANSFORMS, transform } from "./transforms.js";

/** Of a text that an address gives and nobody understands. */
const MOST_QUOTED = 60;

export class Reading {
  /** @param {string} search of an address */
  constructor(search) {
    this.said = new URLSearchParams(search);
    /** @type {Set<string>} */
    this.names = new Set();
    /** @type {string[]} sentences */
    this.doubts = [];
  }

  /**
   * @template T
   * @param {string} name @param {Form<T>} form @param {T} usual where the address says nothing, or nothing that is understood
   * @returns {T}
   */
  one(name, form, usual) {
    this.names.add(name);
    const [text, ...more] = this.said.getAll(name).filter(Boolean);
    if (text === undefined) return usual;
    const value = form.read(text);
    if (value === undefined) {
      this.doubts.push(`The address asks for ${quoted(name, text)}; ${form.right}. Shown is ${form.shown(usual)}.`);
      return usual;
    }
    if (more.some((other) => other !== text)) {
      this.doubts.push(`The address says more than one ${name}; there can be one. Shown is ${form.shown(value)}.`);
    }
    return value;
  }

  /** @param {string} name @returns {string[]} each once, whether it is repeated or its values are separated by commas */
  all(name) {
    this.names.add(name);
    return [...new Set(this.said.getAll(name).join().split(",").filter(Boolean))];
  }

  /** To be called when all that the page knows is read: what is left nobody understands. */
  end() {
    for (const name of new Set(this.said.keys())) {
      if (this.names.has(name)) continue;
      const known = [...this.names];
      const meant = known.find((other) => other.toLowerCase() === name.toLowerCase());
      const knows = meant ? `here it is written ${meant}` : known.length ? `this page knows ${list(known)}` : "this page takes nothing from its address";
      this.doubts.push(`The address asks for ${quoted(name, this.said.get(name) ?? "")}; ${knows}. It is left aside.`);
    }
  }
}

/** @param {string} name @param {string} text @returns {string} as it stands in the address, in bounds */
export function quoted(name, text) {
  const whole = `${name}=${text}`;
  return whole.length > MOST_QUOTED ? `${whole.slice(0, MOST_QUOTED)}\u2026` : whole;
}

/** @param {string[]} words @returns {string} "a, b and c" */
export const list = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`);

/**
 * @param {number} least @param {number} most both inclusive @param {string} right @param {(value: number) => string} shown
 * @returns {Form<number>} a whole number
 */
export const whole = (least, most, right, shown) => ({
  read: (text) => (/^-?\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
  right, shown,
});

/** @param {string[]} words @param {(word: string) => string} [shown] @returns {Form<string>} one of some words */
export const oneOf = (words, shown = (word) => `\u201c${word}\u201d`) => ({
  read: (text) => (words.includes(text) ? text : undefined),
  right: words.length ? `known ${words.length === 1 ? "is" : "are"} ${list(words)}` : "none is known yet",
  shown,
});

/** @param {RegExp} pattern @param {string} right @param {(text: string) => string} [shown] @returns {Form<string>} */
export const like = (pattern, right, shown = (text) => text) => ({
  read: (text) => (pattern.test(text) ? text : undefined), right, shown,
});

/** Any text. @type {Form<string>} */
export const TEXT = { read: (text) => text, right: "", shown: (text) => text };

export const MAX_LAG = 365;
/** A hundred years. */
const MOST_DAYS = 36_525;

export const LAG = whole(-MAX_LAG, MAX_LAG, `lags go from ${format.count(-MAX_LAG)} to ${format.count(MAX_LAG)}`, (lag) => `lag ${format.count(lag)}`);
export const WINDOW = whole(
  0, MOST_DAYS, `the last days are counted from 1 to ${format.count(MOST_DAYS)}`,
  (days) => (days ? `the last ${format.count(days)} days` : "all days"),
);
/** @param {number} least @param {number} [most] @returns {Form<number>} how many days something takes */
export const dayCount = (least, most = MOST_DAYS) =>
  whole(least, most, `it can be ${format.count(least)} to ${format.count(most)} days`, (days) => `${format.count(days)} days`);
export const TRANSFORM = oneOf(TRANSFORMS.map((t) => t.word), (word) => `\u201c${transform(word).name}\u201d`);
/** The API knows others. */
export const METHOD = { ...oneOf(["pearson"], () => "Pearson\u2019s r"), right: "these pages show one method" };

/** @param {string} text @returns {boolean} whether it is a day that there is, as yyyy-mm-dd */
export function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && format.isoDay(at) === text;
}
/** @param {string} none what is shown where none is said @returns {Form<string>} */
export const dayOr = (none) => ({
  read: (text) => (isDay(text) ? text : undefined),
  right: "days are written year, month, day, like 2020-03-01",
  shown: (day) => (day ? format.day(day) : none),
});

const ID = "[A-Za-z0-9._-]{1,64}:[a-z0-9_]{1,64}(?:@[a-z0-9_-]{1,32})?";
export const MARKET = like(new RegExp(`^market:${ID}$`), "a market series is written like market:DAX:close");
export const HEALTH = like(new RegExp(`^health:${ID}$`), "an epidemic series is written like health:DEU:cases");
export const SERIES = like(new RegExp(`^(market|health):${ID}$`), "a series is written like health:DEU:cases", (id) => id || "the usual series");
