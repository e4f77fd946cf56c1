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
import { clearNotice, showNotice, showProblem } from "./notice.js";
import { Pickers } from "./pickers.js";
import { DEFAULT, State, asked } from "./state.js";
import { showTop } from "./top.js";

/** @typedef {import("./state.js").Question} Question */

const POLL_MS = 30_000;
const POLL_IN_TROUBLE_MS = 5_000;
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
    this.asking = 0;
    this.troubled = false;
    this.timer = 0;
    this.state.onChange((q) => this.ask(q));
    document.addEventListener("click", (e) => this.open(e));
    document.addEventListener("visibilitychange", () => !document.hidden && this.poll());
    addEventListener("online", () => this.poll());
    addEventListener("offline", () => this.poll());
  }

  /** Asks for the state of the platform, and for everything anew when a new view has come or trouble has gone. */
  async poll() {
    clearTimeout(this.timer);
    const status = await this.status();
    if (status) await this.follow(status);
    this.pollLater();
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

  /** @param {api.Status} status */
  async follow(status) {
    try {
      const view = status.view ? `${status.view.lakeId}/${status.view.id}` : "";
      if (view === "") this.waiting();
      else if (view !== this.view || this.troubled || this.pickers === null) await this.load(view);
    } catch (error) {
      this.fail(error);
    }
  }

  /** In trouble sooner; never while nobody looks. */
  pollLater() {
    clearTimeout(this.timer);
    const wait = this.troubled || this.view === "" ? POLL_IN_TROUBLE_MS : POLL_MS;
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
    if (this.pickers) this.pickers.use(this.catalogue);
    else this.pickers = new Pickers(this.catalogue, this.state);
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
      if (!again && [profile, x, y].some((other) => other.view.id !== answer.view.id)) {
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

new Page().poll();
