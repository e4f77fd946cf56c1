// @ts-check
/**
 * The only door to the API. Answers are kept per view, so that moving the lag asks for nothing twice.
 *
 * @typedef {{id: (string|number), lakeId: string, version: number, createdAt: string, pinned?: boolean,
 *   snapshotId?: string}} View
 * @typedef {{x: string, y: string, xTransform: string, yTransform: string, lag: number, method: string,
 *   from: ?string, to: ?string, window: ?number, n: number, r: ?number, reason: ?string, nEff: ?number, p: ?number,
 *   ci95: ?[number, number], firstDay: ?string, lastDay: ?string, view: View}} Correlation
 * @typedef {{lag: number, n: number, r: ?number, nEff?: ?number, p?: ?number, ci95?: ?[number, number]}} LagPoint
 * @typedef {{lag: number, r: number, n: number, lagsTested: number, nEff: ?number, p: ?number,
 *   ci95: ?[number, number], pAdjusted: ?number}} Best
 * @typedef {{x: string, y: string, profile: LagPoint[], best: ?Best, view: View}} Profile
 * @typedef {{x: string, y: string, xTransform: string, yTransform: string, lag: number, n: number, r: ?number,
 *   reason: ?string, line: ?{slope: number, intercept: number}, points: [string, string, number, number][],
 *   view: View, version?: number}} Scatter points are the day of x, the day of y, x and y
 * @typedef {{from: string, to: string, n: number, r: ?number, reason?: ?string, nEff?: ?number, p?: ?number,
 *   ci95?: ?[number, number]}} RollingWindow
 * @typedef {{x: string, y: string, lag: number, days: number, step: number, rolling: RollingWindow[], view: View,
 *   version?: number}} Rolling
 * @typedef {{x: string, y: string, r0: ?number, n0: number, lag: ?number, r: ?number, n: number, lagsTested?: number,
 *   nEff?: ?number, p?: ?number, ci95?: ?[number, number], pAdjusted: ?number, q: ?number}} TopRow
 * @typedef {{xTransform: string, yTransform: string, window: ?number, family: number, newerCount?: number,
 *   qFrom?: ("both"|"batch"), rows: TopRow[], view: View, version?: number, realtime?: {behind: number}}} Top
 * @typedef {{x: string[], y: string[], lag: (number|"best"), n: (?number)[][], r: (?number)[][], reason?: (?string)[][], nEff: (?number)[][],
 *   p: (?number)[][], bestLag?: ?(?number)[][], pAdjusted?: ?(?number)[][], view: View, version?: number}} Matrix a row for each x
 * @typedef {{day: string, version: number, publishedAt: string, value: ?number}} Revision value null: withdrawn
 * @typedef {{id: string, name: string, revisions: Revision[], view: View, version?: number}} Revisions
 * @typedef {{id: string, kind: string, entity: string, name: string, measure: string, source: string,
 *   firstDay: string, lastDay: string, days: number}} SeriesInfo
 * @typedef {{id: string, name: string, transform: string, points: [string, number][], view: View,
 *   version?: number, asOf?: {version: number, publishedAt: ?string}}} SeriesValues
 * @typedef {{name: string, outcome: string, attemptedAt: ?string, lastSuccessAt: ?string, lastChangeAt: ?string,
 *   stale: boolean, held: ?{importId: string}, rows: number, rejected: number, message: ?string}} SourceState
 * @typedef {{id: number, version: number, attempt: number, state: string, launchedAt: string, heartbeatAt: ?string,
 *   finishedAt: ?string, message: ?string, progress?: ?{step: string, tasksDone: number, tasks: number}}} Run
 * @typedef {{version: number, summariesVersion: number, lag: number, heartbeatAt?: ?string, heartbeatAgeSeconds?: ?number, gap: ?{reason: string, remedy: string}}} Realtime
 * @typedef {{lakeId: ?string, view: ?View, version?: ?number,
 *   newest: ?{market: ?string, health: ?string}, families?: {xTransform: string, yTransform: string, window: ?number}[], realtime?: ?Realtime, run: ?Run, gap?: ?{firstMissing: number, versions: number, remedy: string},
 *   sources: SourceState[], cache: ?{state: string}}} Status
 */

import { hold } from "./families.js";
import { plainly, typeOf } from "./problems.js";

const ROOT = "/api/v1";
const TIMEOUT_MS = 20_000;
const KEPT_ANSWERS = 200;

/** What went wrong, in words a reader can act on. `kind` tells the states of the page apart. */
export class ApiProblem extends Error {
  /**
   * @param {"offline"|"unreachable"|"slow"|"problem"} kind
   * @param {string} title
   * @param {string} detail
   * @param {number} [status]
   * @param {number} [retryAfterMs] when asking again may help, where the platform says so
   * @param {string} [type] of the problem, without what all types begin with
   */
  constructor(kind, title, detail, status, retryAfterMs = 0, type = "") {
    super(detail);
    this.name = "ApiProblem";
    this.kind = kind;
    this.title = title;
    this.detail = detail;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.type = type;
  }

  /** Whether it may pass without another question: trouble, or too many questions at once. */
  get passing() {
    return this.kind !== "problem" || this.status === undefined || this.status === 429 || this.status >= 500;
  }
}

/** @type {Map<string, Promise<any>>} */
const answers = new Map();

/** Forgets every answer: a new view has been flipped in. */
export function forgetAnswers() {
  answers.clear();
}

/**
 * The API's own address of a question, for those who want to ask it themselves.
 * @param {string} path below /api/v1
 * @param {Record<string, unknown>} [query] empty values are left out
 * @returns {string}
 */
export function address(path, query = {}) {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString().replaceAll("%3A", ":").replaceAll("%40", "@").replaceAll("%2C", ",");
  return ROOT + path + (text ? "?" + text : "");
}

/** @param {string} url */
async function fetchJson(url) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, {
      headers: { Accept: "application/json, application/problem+json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw unreachable(error);
  }
  const body = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body;
  throw refusal(response, body);
}

/** @param {unknown} error */
function unreachable(error) {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new ApiProblem(
      "slow",
      "No answer in time",
      `The platform did not answer within ${TIMEOUT_MS / 1000} seconds. It may be busy: try again.`,
    );
  }
  if (!navigator.onLine) {
    return new ApiProblem(
      "offline",
      "You are offline",
      "This device has no network connection. The page goes on by itself once there is one.",
    );
  }
  return new ApiProblem(
    "unreachable",
    "The platform does not answer",
    `Nothing answers at ${location.origin}. Check that Lambdax is running; the page looks again every few seconds.`,
  );
}

/**
 * An RFC 9457 problem in plain words; anything else by its status.
 * @param {Response} response
 * @param {any} body
 */
function refusal(response, body) {
  const plain = plainly(body ?? {});
  const title = plain?.title ?? body?.title ?? `The platform answered ${response.status}`;
  const detail = plain?.detail ?? body?.detail ?? "It gave no reason. The log of the serving API has more.";
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  return new ApiProblem("problem", title, detail, response.status, seconds * 1_000, typeOf(body ?? {}));
}

/**
 * An answer to one of the API's addresses, kept until there is news.
 * @param {string} url from {@link address}
 * @returns {Promise<any>}
 */
export function ask(url) {
  const kept = answers.get(url);
  if (kept) {
    // The one asked for last is forgotten last.
    answers.delete(url);
    answers.set(url, kept);
    return kept;
  }
  const asked = fetchJson(url);
  answers.set(url, asked);
  asked.catch(() => {
    if (answers.get(url) === asked) answers.delete(url);
  });
  if (answers.size > KEPT_ANSWERS) answers.delete(/** @type {string} */ (answers.keys().next().value));
  return asked;
}

/** @returns {Promise<Status>} always fresh */
export async function status() {
  /** @type {Status} */
  const now = await fetchJson(address("/status"));
  hold(now);
  return now;
}

/**
 * What the API says of itself and its neighbours; no question of the API, so it is asked beside it.
 * @returns {Promise<{ready: boolean, checks: Record<string, string>}|"unknown"|"gone">} unknown: something in between
 *   does not let it through
 */
export async function ready() {
  try {
    const response = await fetch("/readyz", { signal: AbortSignal.timeout(TIMEOUT_MS), cache: "no-store" });
    const said = await response.json().catch(() => undefined);
    return said?.checks ? said : "unknown";
  } catch {
    return "gone";
  }
}

/** @param {string} kind @returns {Promise<{series: SeriesInfo[], total: number, view: View}>} all there are */
export const series = (kind) => ask(address("/series", { kind }));

/** @param {Record<string, unknown>} question @returns {Promise<Correlation>} */
export const correlation = (question) => ask(address("/correlation", question));

/** @param {Record<string, unknown>} question without lag @returns {Promise<Profile>} */
export const profile = (question) => ask(address("/correlation/profile", question));

/** @param {Record<string, unknown>} question @returns {Promise<Scatter>} */
export const scatter = (question) => ask(address("/correlation/scatter", question));

/** @param {Record<string, unknown>} question with `days` of a window @returns {Promise<Rolling>} */
export const rolling = (question) => ask(address("/correlation/rolling", question));

/** @param {Record<string, unknown>} query @returns {Promise<Top>} */
export const top = (query) => ask(address("/correlation/top", query));

/** @param {string} id @param {Record<string, unknown>} query @returns {Promise<SeriesValues>} */
export const values = (id, query) => ask(address("/series/" + encodeURIComponent(id), query));
