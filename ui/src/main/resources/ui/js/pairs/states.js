// @ts-check
/** Of which states of the facts the answers are that are shown together. */

/** @typedef {{view: import("../api.js").View, version?: number}} Answer */

export class States {
  constructor() {
    /** @type {Answer} the one that came last */
    this.latest = { view: { id: "", lakeId: "", version: 0, createdAt: "" } };
    /** @type {Set<string>} */
    this.seen = new Set();
  }

  /** @param {Answer} answer */
  see(answer) {
    this.latest = answer;
    if (answer.version !== undefined) this.seen.add(`${answer.view.id}/${answer.version}`);
  }

  /** Whether facts changed between one answer and another. */
  get mixed() {
    return this.seen.size > 1;
  }
}
