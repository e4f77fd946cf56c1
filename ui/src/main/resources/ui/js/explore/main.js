// @ts-check
/** Explore: one question in, its answer out. */
import * as api from "../api.js";
import { Catalogue } from "../catalogue.js";
import { byId } from "../dom.js";
import { startNews } from "../news.js";
import { showNotice } from "../notice.js";
import { DEFAULT, State, read, seriesOf } from "../state.js";
import { showAnswer } from "./answer.js";
import { ask } from "./answers.js";
import { Brush } from "./brush.js";
import { Beside } from "./beside.js";
import { LagControl } from "./lag.js";
import { PairChart } from "./pair.js";
import { Pickers } from "./pickers.js";
import { ProfileChart } from "./profile.js";
import { RollingChart } from "./rolling.js";
import { ScatterChart } from "./scatter.js";
import { showTop } from "./top.js";

/** @typedef {import("../state.js").Question} Question */

class Explore {
  constructor() {
    this.state = new State();
    this.story = byId("story", HTMLDivElement);
    this.lag = new LagControl(this.state);
    this.pair = new PairChart();
    this.brush = new Brush(this.pair.frame, (from, to) => this.state.update({ window: 0, from, to }));
    this.profile = new ProfileChart((lag) => this.state.update({ lag }));
    this.scatter = new ScatterChart();
    this.rolling = new RollingChart((days) => this.state.update({ days }));
    this.beside = new Beside();
    /** @type {?Pickers} */
    this.pickers = null;
    this.catalogue = new Catalogue([]);
    this.asking = 0;
    /** The question that is being answered. @type {?Promise<unknown>} */
    this.flight = null;
    this.state.onChange((q) => this.ask(q));
    document.addEventListener("click", (e) => this.open(e));
    byId("all-days", HTMLButtonElement).addEventListener("click", () => {
      this.state.update({ window: 0, from: "", to: "" });
      byId("answer", HTMLElement).focus({ preventScroll: true });
    });
    this.news = startNews({
      follow: (look) => this.follow(look),
      // An old answer under a new question would be a wrong answer.
      failed: () => (this.story.hidden = true),
      wayBack: { label: "Back to the first question", act: () => this.state.update(this.first()) },
    });
  }

  /** @param {import("../news.js").Look} look */
  async follow({ all, concerns }) {
    const q = this.state.question;
    if (all || this.pickers === null || concerns([q.x, ...seriesOf(q)])) await this.load();
    else await this.others();
  }

  /** Other series have changed: the answer on the page stays, the lists may not. */
  async others() {
    const turn = this.asking;
    this.top(this.state.question, () => turn === this.asking);
    try {
      await this.renew();
      // A series that the address named before there was one.
      if (this.state.know((id) => this.catalogue.find(id) !== undefined)) await this.ask(this.state.question);
    } catch (error) {
      this.news.failPart(error);
    }
  }

  /** @param {Question} q @param {() => boolean} current */
  top(q, current) {
    void showTop(q, (id) => this.catalogue.name(id), current, (error) => this.news.failPart(error));
  }

  /** Reads which series there are. A list that someone may have open is only made anew when it is another one. */
  async renew() {
    const [market, health] = await Promise.all([api.series("market"), api.series("health")]);
    const known = this.catalogue;
    this.catalogue = new Catalogue([...market.series, ...health.series]);
    if (this.pickers && !known.sameNames(this.catalogue)) this.pickers.use(this.catalogue);
    return { market, health };
  }

  async load() {
    const { market, health } = await this.renew();
    if (market.series.length === 0 || health.series.length === 0) {
      byId("main", HTMLElement).hidden = true;
      const missing = market.series.length === 0 ? "market" : "epidemic";
      showNotice(`No ${missing} series yet`, `The platform has no ${missing} series to compare. Look at the sources above, or at the importer's log.`);
      return;
    }
    this.state.know((id) => this.catalogue.find(id) !== undefined);
    this.settle();
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

  /** @param {Question} q */
  async ask(q) {
    if (this.pickers === null) return;
    const turn = ++this.asking;
    const current = () => turn === this.asking;
    this.pickers.show(q);
    this.lag.show(q.lag);
    this.story.setAttribute("aria-busy", "true");
    // A slider that is dragged asks many questions: one is asked at a time, and then the newest.
    if (this.flight) await this.flight;
    if (!current()) return;
    const asked = ask(q, this.catalogue);
    this.flight = asked.catch(() => undefined).finally(() => (this.flight = null));
    try {
      const answers = await asked;
      if (!current()) return;
      this.story.hidden = false;
      this.news.well();
      this.show(q, answers);
      const [failed] = [answers.scatter, ...answers.told.map((t) => t.rolling)].filter((a) => a instanceof Error);
      if (failed) this.news.failPart(failed);
      this.top(q, current);
    } catch (error) {
      if (current()) this.news.fail(error);
    } finally {
      if (current()) this.story.setAttribute("aria-busy", "false");
    }
  }

  /** @param {Question} q @param {import("./answers.js").Answers} answers */
  show(q, answers) {
    const { catalogue } = this;
    const [main] = answers.told;
    showAnswer(main.answer, catalogue, main.profile.best);
    this.beside.show(q, answers.told, catalogue);
    this.pair.show(answers, catalogue);
    byId("all-days", HTMLButtonElement).hidden = !(q.window || q.from || q.to);
    this.profile.show(q, answers.told, catalogue);
    this.lag.offer(main.profile.best, q.lag);
    this.scatter.show(main.answer, answers.scatter, catalogue);
    this.rolling.show(q, answers.told, catalogue);
  }

  /**
   * Links to questions are followed without loading the page anew.
   * @param {MouseEvent} e
   */
  open(e) {
    const anchor = e.target instanceof Element ? e.target.closest("a[data-question]") : null;
    if (!(anchor instanceof HTMLAnchorElement) || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    this.state.update(read(new URL(anchor.href).search).question);
    byId("answer", HTMLElement).scrollIntoView({ block: "start" });
    byId("answer", HTMLElement).focus({ preventScroll: true });
  }
}

new Explore();
