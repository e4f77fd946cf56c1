// @ts-check
/** How fresh the data is: one line always, the sources on request. */
import { byId, el } from "./dom.js";
import * as format from "./format.js";

/** @typedef {import("./api.js").Status} Status */
/** @typedef {import("./api.js").SourceState} SourceState */

/** @param {(string|null|undefined)[]} instants @returns {string|undefined} the latest */
export const latest = (instants) => /** @type {string[]} */ (instants.filter(Boolean)).sort().at(-1);

/** The speed layer is heard of every moment. */
const SILENT_SECONDS = 10;

const dot = () => /** @type {HTMLElement} */ (document.querySelector("#freshness .dot"));

/** @param {Status} status @param {number} now milliseconds */
export function showFreshness(status, now) {
  const sources = status.sources ?? [];
  const troubled = sources.filter((s) => s.stale || s.held);
  dot().className = `dot ${!status.view ? "bad" : troubled.length ? "warn" : "good"}`;
  byId("freshness-line", HTMLSpanElement).textContent = line(status, troubled, now);
  const panel = byId("freshness-panel", HTMLDivElement);
  panel.replaceChildren(el("p", {}, about(status)));
  if (sources.length) panel.append(sourceTable(sources, now));
}

/** @param {string} why the platform cannot be asked */
export function freshnessUnknown(why) {
  dot().className = "dot bad";
  byId("freshness-line", HTMLSpanElement).textContent = why;
}

/** @param {Status} status @param {SourceState[]} troubled @param {number} now */
function line(status, troubled, now) {
  if (!status.view) return "No results yet";
  const { market, health } = status.newest ?? {};
  const days =
    market === health
      ? `Data to ${format.day(market)}`
      : `Market to ${format.day(market)}, epidemic to ${format.day(health)}`;
  const stale = troubled.filter((s) => s.stale).length;
  const held = troubled.filter((s) => s.held).length;
  const trouble = [
    stale ? `${stale} ${stale === 1 ? "source" : "sources"} stale` : "",
    held ? `${held} ${held === 1 ? "file" : "files"} held` : "",
  ].filter(Boolean);
  const brought = latest(status.sources.map((s) => s.lastChangeAt));
  return [
    days, ...(brought ? [`last import ${format.since(brought, now)}`] : []),
    `view of version ${format.count(status.view.version)}, ${format.since(status.view.createdAt, now)}`, ...newer(status), ...trouble,
  ].join(" \u00b7 ");
}

/** @param {Status} status what the realtime view adds */
function newer(status) {
  const realtime = status.realtime;
  if (!status.view || !realtime) return [];
  if (realtime.gap) return ["newest facts may be missing"];
  const ahead = realtime.version > status.view.version ? [`facts to version ${format.count(realtime.version)}`] : [];
  const age = realtime.heartbeatAgeSeconds ?? 0;
  const late = age > SILENT_SECONDS ? [`up to ${format.count(Math.ceil(age))} s behind`] : [];
  return [...ahead, ...late, ...(realtime.lag ? [`lists ${format.count(realtime.lag)} behind`] : [])];
}

/** @param {Status} status */
function about(status) {
  if (!status.view) {
    const state = status.run?.state;
    return state ? `The latest batch run is ${String(state)}.` : "No batch has run yet.";
  }
  const pinned = status.view.pinned ? " It is pinned: newer results wait until it is unpinned." : "";
  const { realtime } = status;
  const ahead = realtime && realtime.version > status.view.version
    ? ` Facts up to version ${format.count(realtime.version)} are laid over it.` : "";
  const age = realtime?.heartbeatAgeSeconds;
  const late = age != null && !realtime?.gap ? ` They are at most ${format.count(Math.ceil(age))} s behind what was published.` : "";
  const gap = realtime?.gap ? ` Newest facts may be missing: ${realtime.gap.reason}. What closes it: ${realtime.gap.remedy}.` : "";
  return `Everything on this page comes from the view of version ${format.count(status.view.version)}, computed ${format.at(status.view.createdAt)}.${ahead}${late}${pinned}${gap}`;
}

/** @param {SourceState[]} sources @param {number} now */
export function sourceTable(sources, now) {
  const th = (/** @type {string} */ t, kind = "") => el("th", { scope: "col", class: kind }, t);
  const body = el("tbody");
  for (const s of sources) {
    body.append(
      el(
        "tr", {}, el("th", { scope: "row" }, s.name), el("td", { class: "text" }, tag(s)),
        el("td", {}, s.lastSuccessAt ? format.since(s.lastSuccessAt, now) : "never"),
        el("td", {}, s.lastChangeAt ? format.since(s.lastChangeAt, now) : "never"),
        el("td", { class: "text" }, remark(s)),
      ),
    );
  }
  const head = el("tr", {}, th("Source"), th("State", "text"), th("Last success"), th("Last change"), th("Remark", "text"));
  return el("table", {}, el("thead", {}, head), body);
}

/** @param {SourceState} s */
function tag(s) {
  if (s.held) return el("span", { class: "tag warn" }, "held");
  if (s.stale) return el("span", { class: "tag warn" }, "stale");
  const good = s.outcome === "imported" || s.outcome === "unchanged";
  return el("span", { class: `tag ${good ? "good" : "bad"}` }, s.outcome);
}

/** @param {SourceState} s */
function remark(s) {
  const accept = s.held ? `Accept it with: importer accept ${s.held.importId}` : "";
  const rejected = s.rejected ? `${format.count(s.rejected)} rows rejected.` : "";
  return [s.message ?? "", rejected, accept].filter(Boolean).join(" ");
}
