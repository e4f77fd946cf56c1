// @ts-check
/** Explore: one question in, its answer out. */
import * as api from "../api.js";
import { Catalogue } from "../catalogue.js";
import { byId } from "../dom.js";
import { startNews } from "../news.js";
import { showNotice } from "../notice.js";
import { DEFAULT, State, asked, read } from "../state.js";
import { showAnswer } from "./answer.js";
import { LagControl } from "./lag.js";
import { PairChart } from "./pair.js";
import { Pickers } from "./pickers.js";
import { ProfileChart } from "./profile.js";
import { showTop } from "./top.js";

/** @typedef {import("../state.js").Question} Question */

const MARGIN_DAYS = 366;

class Explore {
  constructor() {
    this.state = new State();
    this.story = byId("story", HTMLDivElement);
    this.lag = new LagControl(this.state);
    this.pair = new PairChart();
    this.profile = new ProfileChart((lag) => this.state.update({ lag }));
    /** @type {?Pickers} */
    this.pickers = null;
    this.catalogue = new Catalogue([]);
    this.asking = 0;
    this.state.onChange((q) => this.ask(q));
    document.addEventListener("click", (e) => this.open(e));
    this.news = startNews({
      follow: (look) => this.follow(look),
      // An old answer under a new question would be a wrong answer.
      failed: () => (this.story.hidden = true),
      wayBack: { label: "Back to the first question", act: () => this.state.update(this.first()) },
    });
  }

  /** @param {import("../news.js").Look} look */
  async follow({ all, concerns }) {
    const { x, y } = this.state.question;
    if (all || this.pickers === null || concerns([x, y])) await this.load();
    else this.others();
  }

  /** Other series have changed: the answer on the page stays, the list may not. */
  others() {
    const turn = this.asking;
    void showTop(this.state.question, (id) => this.catalogue.name(id), () => turn === this.asking);
  }

  async load() {
    const [market, health] = await Promise.all([api.series("market"), api.series("health")]);
    const known = this.catalogue;
    this.catalogue = new Catalogue([...market.series, ...health.series]);
    if (market.series.length === 0 || health.series.length === 0) {
      byId("main", HTMLElement).hidden = true;
      const missing = market.series.length === 0 ? "market" : "epidemic";
      showNotice(`No ${missing} series yet`, `The platform has no ${missing} series to compare. Look at the sources above, or at the importer's log.`);
      return;
    }
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
      this.news.well();
      showAnswer(answer, nameOf, profile.best);
      this.pair.show(answer, x, y, this.catalogue);
      this.profile.show(profile, q, this.catalogue);
      this.lag.offer(profile.best, q.lag);
      void showTop(q, nameOf, current);
    } catch (error) {
      if (current()) this.news.fail(error);
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

  /**
   * Links to questions are followed without loading the page anew.
   * @param {MouseEvent} e
   */
  open(e) {
    const anchor = e.target instanceof Element ? e.target.closest("a[data-question]") : null;
    if (!(anchor instanceof HTMLAnchorElement) || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    this.state.update({ ...DEFAULT, ...read(new URL(anchor.href).search) });
    byId("answer", HTMLElement).scrollIntoView({ block: "start" });
    byId("answer", HTMLElement).focus({ preventScroll: true });
  }
}

new Explore();
