// @ts-check
/** What changed while someone looked: told apart from one look to the next. */
import { el } from "../dom.js";
import * as format from "../format.js";

/** @typedef {import("../api.js").Status} Status */

const MOST = 40;

export class Happened {
  /** @param {HTMLElement} place an ordered list */
  constructor(place) {
    this.place = place;
    /** @type {?Status} */
    this.before = null;
    this.quiet = el("li", {}, "Nothing has changed yet. Imports, batches and what the speed layer folds in appear here by themselves.");
    place.append(this.quiet);
  }

  /** @param {Status} now */
  see(now) {
    const before = this.before;
    this.before = now;
    if (!before) return;
    for (const what of changes(before, now)) this.tell(what);
  }

  /** @param {string} what */
  tell(what) {
    this.quiet.remove();
    const at = new Date();
    this.place.prepend(el("li", {}, el("time", { datetime: at.toISOString() }, format.clock(at)), what));
    while (this.place.children.length > MOST) this.place.lastElementChild?.remove();
  }
}

/** @param {Status} a @param {Status} b @returns {string[]} */
function changes(a, b) {
  const found = [];
  for (const s of b.sources) {
    const was = a.sources.find((one) => one.name === s.name);
    if (s.lastChangeAt && s.lastChangeAt !== was?.lastChangeAt) found.push(`${s.name} brought new facts.`);
    else if (was && s.outcome !== was.outcome) found.push(`${s.name}: ${s.outcome}, was ${was.outcome}.`);
  }
  if (b.version != null && b.version !== a.version) found.push(`Answers hold the facts up to version ${format.count(b.version)}.`);
  if (b.run && (b.run.id !== a.run?.id || b.run.state !== a.run?.state)) found.push(`Batch of version ${format.count(b.run.version)}: ${b.run.state.toLowerCase()}.`);
  if (b.view && b.view.id !== a.view?.id) found.push(`The batch view of version ${format.count(b.view.version)} is in place.`);
  if (b.realtime?.gap && !a.realtime?.gap) found.push("Facts may be missing: see what needs doing.");
  if (a.cache && b.cache && a.cache.state !== b.cache.state) found.push(`Cache: ${b.cache.state}, was ${a.cache.state}.`);
  return found;
}
