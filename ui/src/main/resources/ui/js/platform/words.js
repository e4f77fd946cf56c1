// @ts-check
/** How fresh all is, and what needs doing, in words. */
import { el } from "../dom.js";
import * as format from "../format.js";
import { latest } from "../freshness.js";

/** @typedef {import("../api.js").Status} Status */
/** @typedef {{bad: boolean, title: string, what: string, command: string}} Todo */

/** @param {Status} status @returns {string} without how long ago anything was: it is read aloud when it changes */
export function headline(status) {
  const { view, version, realtime, sources } = status;
  if (!view || version == null) return status.run ? "The first batch is being made: answers come with its view." : "Nothing has been worked out yet: answers come with the first batch.";
  const brought = latest(sources.map((s) => s.lastChangeAt));
  const came = brought ? `; the newest of them came ${format.at(brought)}` : "";
  if (realtime?.gap) return `Answers hold the facts up to version ${format.count(version)}, and newer ones may be missing.`;
  const lists = realtime?.lag ? ` Lists of pairs are ${format.count(realtime.lag)} ${realtime.lag === 1 ? "version" : "versions"} behind.` : "";
  return `Every answer holds all facts up to version ${format.count(version)}${came}.${lists}`;
}

/** @param {Status} status @param {number} now @returns {[string, string, string][]} name, figure, note */
export function facts(status, now) {
  const { view, version, newest, sources } = status;
  const tried = latest(sources.map((s) => s.attemptedAt));
  const brought = latest(sources.map((s) => s.lastChangeAt));
  return [
    ["Version", format.count(version), "imports that brought facts, so far"],
    ["Newest days", newest?.market === newest?.health ? format.day(newest?.market) : `${format.day(newest?.market)} / ${format.day(newest?.health)}`, "market / epidemic"],
    ["Last import with news", brought ? format.since(brought, now) : format.day(null), tried ? `last try ${format.since(tried, now)}` : "no try yet"],
    ["Batch view", view ? `version ${format.count(view.version)}` : format.day(null), view ? `made ${format.since(view.createdAt, now)}` : "none yet"],
    behind(status),
  ];
}

/**
 * How far answers are behind what is published: the speed layer says so again and again, but not while it misses some.
 * @param {Status} status @returns {[string, string, string]}
 */
function behind({ run, version, realtime }) {
  const name = "Seconds behind";
  const age = realtime?.heartbeatAgeSeconds;
  const newer = run && version != null ? run.version - version : 0;
  if (newer > 0) return [name, `${format.count(newer)} ${newer === 1 ? "version" : "versions"}`, "missing in answers, and with a batch that is not done"];
  if (realtime?.gap) return [name, format.day(null), "not known: newer facts may be missing"];
  if (age == null) return [name, format.day(null), "not known: no speed layer was heard of"];
  return [name, `at most ${format.count(Math.ceil(age))}`, "since the speed layer last had all that was published"];
}

/** @param {Status} status @returns {Todo[]} */
export function todos(status) {
  /** @type {Todo[]} */
  const found = [];
  for (const s of status.sources) {
    if (s.held) {
      found.push({ bad: false, title: `A file of ${s.name} is held`, what: s.message ?? "It changes more than is usual. Look at it, and accept it if it is right.", command: `importer accept ${s.held.importId}` });
    } else if (s.stale || s.outcome === "failed" || s.outcome === "refused") {
      const state = s.stale ? "is stale" : `was ${s.outcome === "failed" ? "not to be had" : "refused"}`;
      found.push({ bad: false, title: `Source ${s.name} ${state}`, what: s.message ?? "It was not read for over twice its interval. See that the importer runs, and what its log says.", command: "" });
    }
  }
  const { gap, realtime, run, cache, view } = status;
  if (gap) found.push({ bad: true, title: `Version ${format.count(gap.firstMissing)} never arrived`, what: "Signals skip versions, and a batch would miss their facts. What closes it:", command: gap.remedy });
  if (realtime?.gap) found.push({ bad: true, title: "Answers may lack the newest facts", what: `${realtime.gap.reason}. What closes it: ${realtime.gap.remedy}.`, command: "" });
  if (run?.state === "FAILED") found.push({ bad: true, title: `The batch of version ${format.count(run.version)} failed`, what: `${run.message ?? "It gave no reason; its log has more"}. Answers stay those of the last view.`, command: "" });
  if (view?.pinned) found.push({ bad: false, title: "The batch view is pinned", what: "Someone went back to it. Newer views wait until it is unpinned:", command: "controller unpin" });
  if (cache?.state === "down" || cache?.state === "partly") found.push({ bad: false, title: cache.state === "down" ? "The cache does not answer" : "Some of the cache does not answer", what: "Answers are worked out each time, which is slower. See that Memcached runs.", command: "" });
  return found;
}

/** @param {Todo} todo */
export function todoItem({ bad, title, what, command }) {
  return el("li", bad ? { class: "bad" } : {}, el("strong", {}, title), el("p", {}, what), ...(command ? [el("p", {}, el("code", {}, command))] : []));
}
