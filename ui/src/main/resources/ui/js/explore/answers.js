// @ts-check
/**
 * All that Explore shows of one question, asked at once and from one state of the facts.
 *
 * @typedef {import("../api.js").Correlation} Correlation
 * @typedef {import("../state.js").Question} Question
 *
 * @typedef {object} Told what is said of one health series
 * @property {Correlation} answer
 * @property {import("../api.js").Profile} profile
 * @property {import("../api.js").SeriesValues} values
 * @property {import("../api.js").Rolling|Error} rolling
 *
 * @typedef {object} Answers
 * @property {import("../api.js").SeriesValues} x
 * @property {Told[]} told the first is the one that the question is about
 * @property {import("../api.js").Scatter|Error} scatter
 */
import * as api from "../api.js";
import { DAY_MS, isoDay } from "../format.js";
import { MAX_LAG } from "../reading.js";
import { DEFAULT, asked, seriesOf } from "../state.js";

const MARGIN_DAYS = 366;

/**
 * @param {Question} q
 * @param {import("../catalogue.js").Catalogue} catalogue
 * @param {boolean} [again] whether facts came between the answers of the last time
 * @returns {Promise<Answers>}
 */
export async function ask(q, catalogue, again = false) {
  const x = api.values(q.x, { transform: q.xTransform, ...around(q, catalogue) });
  const scatter = orProblem(api.scatter(asked(q)));
  const told = seriesOf(q).map((y) => tell({ ...q, y }));
  const rest = Promise.all([x, scatter, ...told.map((t) => t.rest)]);
  // What is wrong with a question is said best by the answer to it, so its problem goes first.
  rest.catch(() => undefined);
  for (const { answer } of told) await answer;
  await rest;
  const answers = { x: await x, scatter: await scatter, told: await Promise.all(told.map((t) => t.all())) };
  if (again || versions(answers).size === 1) return answers;
  api.forgetAnswers();
  return ask(q, catalogue, true);
}

/** @param {Question} q about one health series */
function tell(q) {
  const answer = api.correlation(asked(q));
  const profile = api.profile(profileOf(q));
  const values = api.values(q.y, { transform: q.yTransform });
  const rolling = orProblem(api.rolling(rollingOf(q)));
  answer.catch(() => undefined);
  return {
    answer,
    rest: Promise.all([profile, values, rolling]),
    /** @returns {Promise<Told>} */
    all: async () => ({ answer: await answer, profile: await profile, values: await values, rolling: await rolling }),
  };
}

/** Lags each way that a profile has; the first are the batch's, and the API's own. */
const REACHES = [60, 120, 240];

/** @param {number} lag @returns {number} how far a profile goes that has it */
export const reachOf = (lag) => REACHES.find((reach) => Math.abs(lag) <= reach) ?? MAX_LAG;

/** @param {Question} q what /correlation/profile is asked: the lag that is shown is in it */
export function profileOf(q) {
  const { lag, ...pairing } = asked(q);
  const reach = reachOf(lag);
  return { ...pairing, ...(reach > REACHES[0] ? { minLag: -reach, maxLag: reach } : {}) };
}

/** @param {Question} q @returns {Record<string, unknown>} what /correlation/rolling is asked */
export const rollingOf = (q) => ({ ...asked(q), days: q.days ?? DEFAULT.days });

/**
 * A card of its own may fail by itself.
 * @template T @param {Promise<T>} asked @returns {Promise<T|Error>}
 */
const orProblem = (asked) => asked.catch((error) => (error instanceof Error ? error : new Error(String(error))));

/** @param {Answers} a @returns {Set<string>} the states of the facts that the answers are from */
function versions({ x, scatter, told }) {
  const all = [x, scatter, ...told.flatMap((t) => [t.answer, t.profile, t.values, t.rolling])];
  return new Set(
    all.flatMap((a) => (a instanceof Error ? [] : [`${a.view.id}/${/** @type {{version?: number}} */ (a).version}`])),
  );
}

/**
 * @param {Question} q @param {import("../catalogue.js").Catalogue} catalogue
 * @returns {{from?: string, to?: string}} the market days any lag can pair with the first series, and those asked for
 */
function around(q, catalogue) {
  const info = catalogue.find(q.y);
  if (!info) return {};
  const move = (/** @type {string} */ day, /** @type {number} */ by) =>
    isoDay(Date.parse(day) + by * DAY_MS);
  const first = move(info.firstDay, -MARGIN_DAYS);
  const last = move(info.lastDay, MARGIN_DAYS);
  return { from: q.from && q.from < first ? q.from : first, to: q.to > last ? q.to : last };
}
