// @ts-check
/**
 * What every page does about news: it says in the header how fresh all is, has itself told of changes, and calls the
 * page when what it shows may be otherwise now. Trouble becomes a notice, and is looked at again until it is over.
 */
import * as api from "./api.js";
import { byId } from "./dom.js";
import { freshnessUnknown, showFreshness } from "./freshness.js";
import { Live } from "./live.js";
import { clearNotice, showNotice, showProblem } from "./notice.js";

/**
 * @typedef {object} Look what there is to know when the page is called
 * @property {api.Status} status
 * @property {boolean} all everything is to be asked anew: the first look, another view, or trouble that is over
 * @property {(ids: string[]) => boolean} concerns whether answers about these series may be others now
 *
 * @typedef {object} Page
 * @property {(look: Look) => (void|Promise<void>)} follow called when anything changed; what it throws becomes a notice
 * @property {(status: api.Status) => void} [status] called at every look, changed or not
 * @property {() => void} [failed] trouble is being said: hide what would now be wrong
 * @property {boolean} [early] shown before there are results, too
 * @property {{label: string, act: () => void}} [wayBack] offered when the API refuses the page's question
 */

const LOOK_MS = 30_000;
const LOOK_IN_TROUBLE_MS = 5_000;
/** News come in crowds: one look for all of them. */
const SOON_MS = 250;

/** @param {Page} page @returns {News} which looks from now on */
export function startNews(page) {
  const news = new News(page);
  void news.begin();
  return news;
}

export class News {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.main = byId("main", HTMLElement);
    this.view = "";
    /** @type {{view: string, version?: ?number, summaries?: number}} */
    this.served = { view: "" };
    this.troubled = false;
    /** A part of the page has no answer, the rest is well. */
    this.partly = false;
    /** How long the platform asked to be left alone. */
    this.patience = 0;
    this.timer = 0;
    /** The look that is being taken. @type {?Promise<void>} */
    this.now = null;
    this.lookAgain = false;
    this.soon = false;
    this.live = new Live((change) => this.changed(change));
    /** What was told since the last look: which series are others. @type {Set<string>} */
    this.told = new Set();
    document.addEventListener("visibilitychange", () => (document.hidden ? this.live.stop() : this.begin()));
    addEventListener("online", () => this.look());
    addEventListener("offline", () => this.look());
  }

  /** Looks, and has itself told from then on. */
  begin() {
    this.live.start();
    return this.look();
  }

  /** @param {import("./live.js").Change} change news that come while one looks wait for the next look */
  changed(change) {
    // Without a word on series it is the first event of a connection: anything may have been missed before it.
    const series = change.series ?? ["missed"];
    for (const id of series === "many" ? ["many"] : series) this.told.add(id);
    if (this.now) this.lookAgain = true;
    // One look a while however many changes come: each putting it off would be none at all.
    else if (!this.soon) {
      this.lookLater(SOON_MS);
      this.soon = !document.hidden;
    }
  }

  /**
   * Asks for the state of the platform, and calls the page when it changed or trouble has gone. One look at a time: an
   * older state must not be drawn over a newer one. Who asks for a look meanwhile gets another soon after.
   * @returns {Promise<void>}
   */
  look() {
    if (this.now) this.lookAgain = true;
    this.now ??= this.lookOnce().finally(() => {
      this.now = null;
      this.lookLater(this.lookAgain ? SOON_MS : undefined);
    });
    return this.now;
  }

  async lookOnce() {
    clearTimeout(this.timer);
    this.soon = false;
    this.lookAgain = false;
    // Taken before it is asked: what is told meanwhile may be newer than the status, and is for the next look.
    const told = this.told;
    this.told = new Set();
    const status = await this.status();
    if (status) await this.follow(status, told);
    else for (const id of told) this.told.add(id);
  }

  /** @returns {Promise<?api.Status>} null when it cannot be had; an answer that is on the page stays true */
  async status() {
    try {
      const status = await api.status();
      showFreshness(status, Date.now());
      this.page.status?.(status);
      return status;
    } catch (error) {
      freshnessUnknown(error instanceof api.ApiProblem ? error.title : "Freshness unknown");
      if (this.view === "") this.fail(error);
      return null;
    }
  }

  /** @param {api.Status} status @param {Set<string>} told which series are others */
  async follow(status, told) {
    const before = this.served;
    const now = served(status);
    this.served = now;
    if (now.view === "" && !this.page.early) {
      this.waiting();
      return;
    }
    const all = now.view !== this.view || this.troubled || this.partly;
    const newVersion = now.version !== before.version;
    // What changed is not known where nothing, or not all of it, was told.
    const anything = newVersion && (told.size === 0 || told.has("missed"));
    told.delete("missed");
    if (!all && !newVersion && now.summaries === before.summaries && told.size === 0) return;
    const concerns = (/** @type {string[]} */ ids) =>
      all || anything || told.has("many") || ids.some((id) => told.has(id));
    this.partly = false;
    try {
      api.forgetAnswers();
      this.main.hidden = false;
      this.loaded();
      await this.page.follow({ status, all, concerns });
      this.view = now.view;
    } catch (error) {
      this.fail(error);
    }
  }

  loaded() {
    byId("loading", HTMLElement).hidden = true;
  }

  /** To be called when a good answer is on the page: trouble, if there was any, is over. */
  well() {
    this.troubled = false;
    this.patience = 0;
    clearNotice();
  }

  /** To be called when a question failed. @param {unknown} error said in a notice; what may pass is tried again by itself */
  fail(error) {
    this.troubled = !(error instanceof api.ApiProblem) || error.passing;
    this.patience = error instanceof api.ApiProblem ? error.retryAfterMs : 0;
    this.loaded();
    this.page.failed?.();
    showProblem(error, this.troubled ? { label: "Try again now", act: () => void this.look() } : this.page.wayBack);
    this.lookLater();
  }

  /**
   * To be called when a part of the page failed and said so, while the rest is well.
   * @param {unknown} error what may pass is tried again by itself
   */
  failPart(error) {
    if (!(error instanceof api.ApiProblem) || !error.passing) return;
    this.partly = true;
    this.patience = error.retryAfterMs;
    this.lookLater();
  }

  waiting() {
    this.main.hidden = true;
    this.view = "";
    this.loaded();
    showNotice(
      "No results yet",
      "Lambdax has not finished its first batch. Data is imported, then every pair is computed; this page shows the answer as soon as there is one.",
    );
  }

  /** In trouble sooner; never while nobody looks; news that wait for their look are not put off. @param {number} [wait] */
  lookLater(wait = this.troubled || this.partly || this.view === "" ? Math.max(LOOK_IN_TROUBLE_MS, this.patience) : LOOK_MS) {
    if (this.soon) return;
    clearTimeout(this.timer);
    if (!document.hidden) this.timer = setTimeout(() => void this.look(), wait);
  }
}

/** @param {api.Status} status what answers depend on */
function served(status) {
  return {
    view: status.view ? `${status.view.lakeId}/${status.view.id}` : "",
    version: status.version,
    summaries: status.realtime?.summariesVersion,
  };
}
