// @ts-check
/**
 * Each part of the platform and how it is, from what the API says: of itself, and of what the others left in the
 * database. Of what leaves no trace there it is said that it is not seen.
 *
 * @typedef {"good"|"busy"|"warn"|"bad"|"unseen"} Health
 * @typedef {{id: string, name: string, role: string, health: Health, says: string, detail: string}} Part
 * @typedef {import("../api.js").Status} Status
 * @typedef {{ready: boolean, checks: Record<string, string>}} Ready
 */
import * as format from "../format.js";
import { latest } from "../freshness.js";

/** The speed layer says every moment that it is there. */
const SILENT_SECONDS = 10;
/** A batch at work says so every few seconds; it may wait that long for a place to run. */
const LOST_SECONDS = 120;
const UNSEEN = "not seen from here";

/**
 * @param {Status} status @param {?Ready} ready what /readyz says; null where it cannot be asked
 * @param {boolean} answers whether the API answered just now @param {string} stream how the events come
 * @param {number} now milliseconds @returns {Part[]}
 */
export function parts(status, ready, answers, stream, now) {
  const all = [
    sources(status), importer(status, now), lake(status), kafka(status), controller(status, now), spark(status, now),
    speed(status), mysql(ready), api(answers, ready, status), cache(status), page(stream, answers),
  ];
  return answers ? all : all.map((part) => (part.id === "api" || part.id === "page" ? part : unheard(part)));
}

/** @param {Part} part of which nobody tells while the API is silent @returns {Part} */
function unheard(part) {
  return part.says === UNSEEN ? part : { ...part, health: "unseen", says: `${UNSEEN} now; last: ${part.says}` };
}

/** @param {Status} status @returns {Part} */
function sources({ sources: all }) {
  const troubled = all.filter((s) => s.stale || s.held || s.outcome === "failed" || s.outcome === "refused");
  return {
    id: "sources", name: "Sources", role: "Publishers’ files",
    health: all.length === 0 ? "unseen" : troubled.length ? "warn" : "good",
    says: all.length === 0 ? "none has been tried yet" : `${format.count(all.length - troubled.length)} of ${format.count(all.length)} well`,
    detail: troubled.map((s) => `${s.name}: ${s.held ? "held" : s.stale ? "stale" : s.outcome}`).join(", "),
  };
}

/** @param {Status} status @param {number} now @returns {Part} */
function importer({ sources: all }, now) {
  const tried = latest(all.map((s) => s.attemptedAt));
  const brought = latest(all.map((s) => s.lastChangeAt));
  const silent = all.length > 0 && all.every((s) => s.stale);
  return {
    id: "importer", name: "Importer", role: "Keeps what is new, once",
    health: !tried ? "unseen" : silent ? "warn" : "good",
    says: !tried ? "has not been heard of" : silent ? "no source succeeded in time" : `tried a source ${format.since(tried, now)}`,
    detail: brought ? `new facts ${format.since(brought, now)}` : "",
  };
}

/** @param {Status} status @returns {Part} */
function lake({ lakeId, view }) {
  return {
    id: "lake", name: "Lake", role: "HDFS, Iceberg: all facts, for ever", health: "unseen",
    says: view ? "was there for the last batch" : UNSEEN,
    detail: [lakeId ? `lake ${lakeId.slice(0, 8)}` : "", view?.snapshotId ? `snapshot ${view.snapshotId.slice(-6)}` : ""].filter(Boolean).join(", "),
  };
}

/** @param {Status} status @returns {Part} */
function kafka({ gap, sources: all }) {
  return {
    id: "kafka", name: "Kafka", role: "Facts and signals, in order",
    health: gap ? "warn" : "unseen",
    says: gap ? `${format.count(gap.versions)} versions are missing` : all.length ? "has brought what is here" : UNSEEN,
    detail: gap ? `from version ${format.count(gap.firstMissing)} on` : "",
  };
}

/** @param {Status} status @param {number} now @returns {Part} */
function controller({ run }, now) {
  return {
    id: "controller", name: "Controller", role: "Launches a batch per signal", health: "unseen",
    says: run ? `launched a batch ${format.since(run.launchedAt, now)}` : "has launched nothing yet",
    detail: run ? `version ${format.count(run.version)}, attempt ${format.count(run.attempt)}` : "",
  };
}

/**
 * @param {Status} status @param {number} now
 * @returns {number} seconds that a run at work has not been heard of; by the database's clock, where it is known
 */
function silentFor({ run, realtime }, now) {
  if (!run) return 0;
  const clock = realtime?.heartbeatAt && realtime.heartbeatAgeSeconds != null ? Date.parse(realtime.heartbeatAt) + realtime.heartbeatAgeSeconds * 1000 : now;
  return (clock - Date.parse(run.heartbeatAt ?? run.launchedAt)) / 1000;
}

/** @param {import("../api.js").Run} run @returns {string} what it is at, and how far */
function stepOf({ progress }) {
  if (!progress) return "";
  /** @type {Record<string, string>} */
  const words = { START: "starting Spark", READ: "reading", COMPUTE: "computing", WRITE: "writing" };
  const far = progress.tasks ? `, ${format.count(progress.tasksDone)} of ${format.count(progress.tasks)} tasks done` : "";
  return `: ${words[progress.step] ?? progress.step}${far}`;
}

/** @param {Status} status @param {number} now @returns {Part} */
function spark(status, now) {
  const { run, view } = status;
  const base = { id: "spark", name: "Spark job", role: "Batch layer: every pair, from all facts" };
  const made = view ? `view of version ${format.count(view.version)}, ${format.since(view.createdAt, now)}${view.pinned ? ", pinned" : ""}` : "no view yet";
  if (!run) return { ...base, health: "unseen", says: "has not run yet", detail: made };
  /** @type {Record<string, [Health, string]>} */
  const states = {
    LAUNCHED: ["busy", "is starting"],
    RUNNING: ["busy", `at work on version ${format.count(run.version)}${stepOf(run)}`],
    SUCCEEDED: ["good", `made version ${format.count(run.version)} ${format.since(run.finishedAt ?? run.launchedAt, now)}`],
    SUPERSEDED: ["good", "a newer run was faster"],
    FAILED: ["bad", `failed at version ${format.count(run.version)}`],
  };
  const [health, says] = states[run.state] ?? ["unseen", run.state];
  if (health === "busy" && silentFor(status, now) > LOST_SECONDS) {
    return { ...base, health: "warn", says: `${says}, and not heard of since ${format.at(run.heartbeatAt ?? run.launchedAt)}`, detail: made };
  }
  return { ...base, health, says, detail: made };
}

/** @param {Status} status @returns {Part} */
function speed({ realtime, view }) {
  const base = { id: "speed", name: "Speed layer", role: "Folds in what came since" };
  if (!realtime) return { ...base, health: "unseen", says: "has not been heard of", detail: "" };
  const age = realtime.heartbeatAgeSeconds;
  const heard = age == null ? "never heard of" : age < 1 ? "heard of within the second" : `heard of ${format.count(age)} s ago`;
  const behind = realtime.lag ? `, lists ${format.count(realtime.lag)} behind` : "";
  return {
    ...base,
    health: realtime.gap || age == null || age > SILENT_SECONDS ? "warn" : "good",
    says: heard,
    detail: view && realtime.version > view.version ? `facts to version ${format.count(realtime.version)}${behind}` : `nothing newer than the batch view${behind}`,
  };
}

/** @param {?Ready} ready @returns {Part} */
function mysql(ready) {
  const said = ready?.checks.mysql;
  return {
    id: "mysql", name: "MySQL", role: "Batch view and realtime view",
    health: said === undefined ? "unseen" : said === "ok" ? "good" : "bad",
    says: said === undefined ? UNSEEN : said === "ok" ? "answers the API" : said, detail: "",
  };
}

/** @param {boolean} answers @param {?Ready} ready @param {Status} status @returns {Part} */
function api(answers, ready, { version }) {
  const unready = ready && !ready.ready;
  return {
    id: "api", name: "Serving API", role: "Merges both views",
    health: !answers ? "bad" : unready ? "warn" : "good",
    says: !answers ? "does not answer" : unready ? "answers, and is not ready" : "answers",
    detail: version == null ? "" : `facts to version ${format.count(version)}`,
  };
}

/** @param {Status} status @returns {Part} */
function cache({ cache: said }) {
  /** @type {Record<string, [Health, string]>} */
  const states = {
    on: ["good", "keeps answers"], partly: ["warn", "some servers do not answer"],
    down: ["warn", "does not answer: all is worked out"], off: ["unseen", "not used here"],
  };
  const [health, says] = states[said?.state ?? ""] ?? ["unseen", UNSEEN];
  return { id: "cache", name: "Memcached", role: "Answers that were given", health, says, detail: "" };
}

/** @param {string} stream @param {boolean} answers @returns {Part} */
function page(stream, answers) {
  const live = stream === "live";
  return {
    id: "page", name: "This page", role: "Follows the events",
    health: !answers ? "bad" : live ? "good" : "warn",
    says: live ? "is told of changes at once" : answers ? "asks now and then" : "shows what it knew last", detail: "",
  };
}
