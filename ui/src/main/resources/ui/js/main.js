// @ts-check
/** Wires the page: the question in, the answer out, the data's freshness beside it. */
import { showAnswer } from "./answer.js";
import * as api from "./api.js";
import { Catalogue } from "./catalogue.js";
import { PairChart } from "./charts/pair.js";
import { ProfileChart } from "./charts/profile.js";
import { byId } from "./dom.js";
import { freshnessUnknown, showFreshness } from "./freshness.js";
import { LagControl } from "./lag.js";
import { Live } from "./live.js";
import { clearNotice, showNotice, showProblem } from "./notice.js";
import { Pickers } from "./pickers.js";
import { DEFAULT, State, asked } from "./state.js";
import { showTop } from "./top.js";

/** @typedef {import("./state.js").Question} Question */

const POLL_MS = 30_000;
const POLL_IN_TROUBLE_MS = 5_000;
/** News come in crowds: one look for all of them. */
const SOON_MS = 250;
const MARGIN_DAYS = 366;

class Page {
  constructor() {
    this.state = new State();
    this.main = byId("main", HTMLElement);
    this.story = byId("story", HTMLDivElement);
    this.lag = new LagControl(this.state);
    this.pair = new PairChart();
    this.profile = new ProfileChart((lag) => this.state.update({ lag }));
    /** @type {?Pickers} */
    this.pickers = null;
    this.catalogue = new Catalogue([]);
    this.view = "";
    /** @type {{view: string, version?: ?number, summaries?: number}} */
    this.served = { view: "" };
    this.asking = 0;
    this.troubled = false;
    this.timer = 0;
    this.looking = false;
    this.lookAgain = false;
    this.soon = false;
    this.live = new Live((change) => this.changed(change));
    /** What was told since the last look: which series are others. */
    this.told = new Set();
    this.state.onChange((q) => this.ask(q));
    document.addEventListener("click", (e) => this.open(e));
    document.addEventListener("visibilitychange", () => (document.hidden ? this.live.stop() : this.begin()));
    addEventListener("online", () => this.poll());
    addEventListener("offline", () => this.poll());
  }

  /** Looks, and has itself told from then on. */
  begin() {
    this.live.start();
    return this.poll();
  }

  /** @param {import("./live.js").Change} change news that come while one looks wait for the next look */
  changed(change) {
    // Without a word on series it is the first event of a connection: anything may have been missed before it.
    const series = change.series ?? ["missed"];
    for (const id of series === "many" ? ["many"] : series) this.told.add(id);
    if (this.looking) this.lookAgain = true;
    // One look a while however many changes come: each putting it off would be none at all.
    else if (!this.soon) {
      this.soon = true;
      this.pollLater(SOON_MS);
    }
  }

  /** Asks for the state of the platform, and for everything anew when a new view has come or trouble has gone. */
  async poll() {
    clearTimeout(this.timer);
    this.soon = false;
    this.looking = true;
    this.lookAgain = false;
    // Taken before it is asked: what is told meanwhile may be newer than the status, and is for the next look.
    const told = this.told;
    this.told = new Set();
    try {
      const status = await this.status();
      if (status) await this.follow(status, told);
      else for (const id of told) this.told.add(id);
    } finally {
      this.looking = false;
    }
    this.pollLater(this.lookAgain ? SOON_MS : undefined);
  }

  /** @returns {Promise<?api.Status>} null when it cannot be had; an answer that is on the page stays true */
  async status() {
    try {
      const status = await api.status();
      showFreshness(status, Date.now());
      return status;
    } catch (error) {
      freshnessUnknown(error instanceof api.ApiProblem ? error.title : "Freshness unknown");
      if (this.view === "") this.fail(error);
      return null;
    }
  }

  /** @param {api.Status} status @param {Set<string>} told which series are others */
  async follow(status, told) {
    try {
      const before = this.served;
      const now = served(status);
      this.served = now;
      if (now.view === "") this.waiting();
      else if (now.view !== this.view || this.troubled || this.pickers === null) await this.load(now.view);
      else if (this.concerns(told, now.version !== before.version)) await this.load(now.view);
      else if (now.version !== before.version || now.summaries !== before.summaries) this.others();
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * Whether the question on the page may have another answer now.
   * @param {Set<string>} told which series are others
   * @param {boolean} newVersion whether any are, told or not
   */
  concerns(told, newVersion) {
    const { x, y } = this.state.question;
    const untold = told.size === 0 || told.has("missed");
    return (newVersion && untold) || ["many", x, y].some((id) => told.has(id));
  }

  /** Other series have changed: the answer on the page stays, the list may not. */
  others() {
    api.forgetAnswers();
    const turn = this.asking;
    void showTop(this.state.question, (id) => this.catalogue.name(id), () => turn === this.asking);
  }

  /** In trouble sooner; never while nobody looks. @param {number} [wait] */
  pollLater(wait = this.troubled || this.view === "" ? POLL_IN_TROUBLE_MS : POLL_MS) {
    clearTimeout(this.timer);
    if (!document.hidden) this.timer = setTimeout(() => this.poll(), wait);
  }

  waiting() {
    this.main.hidden = true;
    this.view = "";
    showNotice(
      "No results yet",
      "Lambdax has not finished its first batch. Data is imported, then every pair is computed; this page shows the answer as soon as there is one.",
    );
  }

  /** @param {string} view its identity */
  async load(view) {
    api.forgetAnswers();
    const [market, health] = await Promise.all([api.series("market"), api.series("health")]);
    const known = this.catalogue;
    this.catalogue = new Catalogue([...market.series, ...health.series]);
    if (market.series.length === 0 || health.series.length === 0) {
      this.main.hidden = true;
      const missing = market.series.length === 0 ? "market" : "epidemic";
      showNotice(`No ${missing} series yet`, `The platform has no ${missing} series to compare. Look at the sources above, or at the importer's log.`);
      return;
    }
    this.view = view;
    this.troubled = false;
    this.main.hidden = false;
    this.settle();
    // A list that someone may have open is only made anew when it is another one.
    if (this.pickers && !known.sameNames(this.catalogue)) this.pickers.use(this.catalogue);
    this.pickers ??= new Pickers(this.catalogue, this.state);
    await this.ask(this.state.question);
  }

  /** The default question falls back on what there is; a question from a link is asked as it stands. */
  settle() {
    if (location.search === "") this.state.correct(this.first());
  }

  /** @returns {Question} the default question, or the one nearest to it that the series there are allow */
  first() {
    return {
      ...DEFAULT,
      x: this.catalogue.closest("market", DEFAULT.x) ?? DEFAULT.x,
      y: this.catalogue.closest("health", DEFAULT.y) ?? DEFAULT.y,
    };
  }

  /** @param {Question} q @param {boolean} [again] whether a new view came between the answers of the last time */
  async ask(q, again = false) {
    if (this.pickers === null) return;
    const turn = ++this.asking;
    const current = () => turn === this.asking;
    this.pickers.show(q);
    this.lag.show(q.lag);
    this.story.setAttribute("aria-busy", "true");
    const { lag, ...pairing } = asked(q);
    try {
      const asking = api.correlation({ ...pairing, lag });
      const drawing = Promise.all([
        api.profile(pairing),
        api.values(q.x, { transform: q.xTransform, ...this.around(q.y) }),
        api.values(q.y, { transform: q.yTransform }),
      ]);
      // What is wrong with a question is said best by the answer to it, so its problem goes first.
      drawing.catch(() => undefined);
      const answer = await asking;
      const [profile, x, y] = await drawing;
      if (!current()) return;
      const of = (/** @type {{view: api.View, version?: number}} */ a) => `${a.view.id}/${a.version}`;
      if (!again && [profile, x, y].some((other) => of(other) !== of(answer))) {
        api.forgetAnswers();
        await this.ask(q, true);
        return;
      }
      const nameOf = (/** @type {string} */ id) => this.catalogue.name(id);
      this.story.hidden = false;
      clearNotice();
      this.troubled = false;
      showAnswer(answer, nameOf, profile.best);
      this.pair.show(answer, x, y, nameOf);
      this.profile.show(profile, q.lag);
      this.lag.offer(profile.best, q.lag);
      void showTop(q, nameOf, current);
    } catch (error) {
      if (current()) this.fail(error);
    } finally {
      if (current()) this.story.setAttribute("aria-busy", "false");
    }
  }

  /** @param {string} y @returns {{from?: string, to?: string}} the market days any lag can pair with this series */
  around(y) {
    const info = this.catalogue.find(y);
    if (!info) return {};
    const move = (/** @type {string} */ day, /** @type {number} */ by) =>
      new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
    return { from: move(info.firstDay, -MARGIN_DAYS), to: move(info.lastDay, MARGIN_DAYS) };
  }

  /** @param {unknown} error */
  fail(error) {
    this.troubled = !(error instanceof api.ApiProblem && error.kind === "problem" && (error.status ?? 500) < 500);
    // An old answer under a new question would be a wrong answer.
    this.story.hidden = true;
    showProblem(error, this.troubled
      ? { label: "Try again now", act: () => this.poll() }
      : { label: "Back to the first question", act: () => this.state.update(this.first()) });
    this.pollLater();
  }

  /**
   * Links to questions are followed without loading the page anew.
   * @param {MouseEvent} e
   */
  open(e) {
    const anchor = e.target instanceof Element ? e.target.closest("a[data-question]") : null;
    if (!(anchor instanceof HTMLAnchorElement) || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    const q = new URL(anchor.href).searchParams;
    this.state.update({
      x: q.get("x") ?? DEFAULT.x,
      y: q.get("y") ?? DEFAULT.y,
      xTransform: q.get("xTransform") ?? DEFAULT.xTransform,
      yTransform: q.get("yTransform") ?? DEFAULT.yTransform,
      lag: Number(q.get("lag") ?? 0),
      window: Number(q.get("window") ?? 0),
      from: "",
      to: "",
    });
    byId("answer", HTMLElement).scrollIntoView({ block: "start" });
    byId("answer", HTMLElement).focus({ preventScroll: true });
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

void new Page().begin();
