// @ts-check
/** Pairs: every country against every market series or every lag, and the list of the strongest. */
import * as api from "../api.js";
import { CardTools } from "../card.js";
import { Catalogue } from "../catalogue.js";
import { byId, say, table } from "../dom.js";
import * as format from "../format.js";
import { startNews } from "../news.js";
import { transform } from "../transforms.js";
import { sourceLine } from "../words.js";
import { figures, fullName, marketSeries } from "./choice.js";
import { csv } from "./csv.js";
import { MOST_DRAWN, drawable, keys } from "./drawing.js";
import { PairsForm } from "./form.js";
import { headline } from "./headline.js";
import { Heat } from "./heat.js";
import { Lags } from "./lags.js";
import { PairList } from "./listcard.js";
import { Markets } from "./markets.js";
import { showScale } from "./scalebar.js";
import { DEFAULT, MOST_ROWS, formsOf, pairsAddress } from "./state.js";

/** @typedef {import("./state.js").Values} Values */

/** Thousands of pairs are not worked out anew at every change. */
const FEW_QUESTIONS = 4;
const PAUSE_MS = 30_000;
/** Lines of the table behind the heatmap. */
const MOST_READ = 1_000;

class Pairs {
  constructor() {
    this.address = pairsAddress();
    this.form = new PairsForm(this.address);
    this.heat = new Heat(byId("heat", HTMLDivElement), (sort) => this.address.update({ sort }));
    this.tools = new CardTools(byId("heat-card", HTMLElement), this);
    this.list = new PairList(this.address, (error) => this.news.failPart(error));
    this.story = byId("story", HTMLDivElement);
    this.more = byId("more-rows", HTMLButtonElement);
    this.catalogue = new Catalogue([]);
    /** @type {?(Markets|Lags)} */
    this.view = null;
    this.turn = 0;
    this.frame = 0;
    this.askedAt = -PAUSE_MS;
    this.later = 0;
    this.more.addEventListener("click", () => this.address.update({ rows: Math.min(MOST_ROWS, this.address.values.rows + DEFAULT.rows) }));
    this.address.onChange(() => void this.ask());
    this.news = startNews({
      follow: (look) => this.follow(look),
      failed: () => (this.story.hidden = true),
      wayBack: { label: "Back to the first heatmap", act: () => this.address.update(DEFAULT) },
    });
  }

  /** @param {import("../news.js").Look} look */
  async follow({ all, concerns }) {
    if (!all && this.view && !concerns(this.view.series)) {
      await this.list.show(this.resolved(), this.catalogue);
      return;
    }
    const rest = this.askedAt + PAUSE_MS - performance.now();
    if (!all && this.view && this.view.asks.length > FEW_QUESTIONS && rest > 0) {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.load().catch((error) => this.news.fail(error)), rest);
      return;
    }
    await this.load();
  }

  async load() {
    const [market, health] = await Promise.all([api.series("market"), api.series("health")]);
    this.catalogue = new Catalogue([...market.series, ...health.series]);
    this.address.know(formsOf(this.catalogue));
    await this.ask();
  }

  /** @returns {Values} with what the address leaves open decided by what there is */
  resolved() {
    const v = this.address.values;
    const usual = (/** @type {string} */ kind, /** @type {string} */ chosen, /** @type {string} */ first) => {
      const known = figures(this.catalogue, kind);
      return chosen !== first || known.includes(first) ? chosen : known[0] ?? first;
    };
    const figure = usual("market", v.figure, DEFAULT.figure);
    const measure = usual("health", v.measure, DEFAULT.measure);
    const markets = marketSeries(this.catalogue, { ...v, figure });
    const market = v.market || (markets.find((s) => s.entity === "DAX") ?? markets[0])?.entity || "";
    return { ...v, figure, measure, market, show: v.show || (markets.length > 1 ? "markets" : "lags") };
  }

  async ask() {
    const v = this.resolved();
    const turn = ++this.turn;
    const wanted = () => turn === this.turn;
    this.form.show(this.catalogue, v);
    const made = () => (v.show === "lags" ? new Lags(this.catalogue, v) : new Markets(this.catalogue, v));
    let view = made();
    this.story.setAttribute("aria-busy", "true");
    this.heat.place.setAttribute("aria-busy", "true");
    this.askedAt = performance.now();
    void this.list.show(v, this.catalogue);
    let answered = 0;
    try {
      await view.load(() => {
        answered++;
        this.arrived(view, v, answered);
      }, wanted);
      if (wanted() && view.states.mixed) {
        // Facts changed between one answer and another: once more, and what is on the page stays until all are here.
        api.forgetAnswers();
        view = made();
        await view.load(() => undefined, wanted);
      }
      if (!wanted()) return;
      view.complete = true;
      this.arrived(view, v, answered);
    } catch (error) {
      if (!wanted()) return;
      this.heat.place.setAttribute("aria-busy", "false");
      this.news.fail(error);
    } finally {
      if (wanted()) this.story.setAttribute("aria-busy", "false");
    }
  }

  /** An answer is here, maybe of several: what is known is drawn. @param {Markets|Lags} view @param {Values} v @param {number} answered */
  arrived(view, v, answered) {
    this.view = view;
    this.story.hidden = false;
    this.story.setAttribute("aria-busy", "false");
    this.news.well();
    this.drawSoon(view, v, answered);
  }

  /** However many answers come at once, they are drawn once. @param {Markets|Lags} view @param {Values} v @param {number} answered */
  drawSoon(view, v, answered) {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw(view, v, answered));
  }

  /** @param {Markets|Lags} view @param {Values} v @param {number} answered */
  draw(view, v, answered) {
    if (view !== this.view) return;
    const doing = byId("heat-progress", HTMLElement);
    // Counting is for the eyes: read aloud, each answer would be said.
    doing.setAttribute("aria-live", view.complete || view.plan.tooMany ? "polite" : "off");
    say(doing, progress(view, answered));
    // Which pair is the strongest is known with the last of them; of one series' lags, with the first answer.
    const known = view.complete || view instanceof Lags;
    say(byId("headline", HTMLElement), ...(known ? headline(view, v) : ["Every country against every market series"]));
    byId("heat-legend", HTMLElement).textContent = legend(view, v);
    this.more.hidden = true;
    if (view.plan.tooMany || view.rowCount === 0 || view.columnCount === 0) {
      this.heat.clear();
      this.tools.clear();
      byId("scale", HTMLElement).hidden = true;
      this.heat.place.setAttribute("aria-busy", "false");
      return;
    }
    const picture = view.picture();
    byId("scale", HTMLElement).hidden = false;
    showScale(byId("scale", HTMLElement), picture.end);
    this.heat.show(picture);
    const left = view instanceof Lags ? view.y.length - picture.rows.length : 0;
    this.more.hidden = left <= 0 || v.rows >= MOST_ROWS;
    this.more.textContent = `Show ${format.count(Math.min(left, DEFAULT.rows))} more of ${format.count(left)}`;
    this.heat.place.setAttribute("aria-busy", String(!view.complete));
    this.offer(view, v);
  }

  /** @returns {?import("../picture.js").Drawable} the heatmap, to be had as a picture */
  get chart() {
    return this.heat.picture && drawable(this.heat.picture, this.heat.place);
  }

  /** @param {Markets|Lags} view @param {Values} v */
  offer(view, v) {
    const rows = this.heat.picture?.rows.length ?? 0;
    const cut = rows > MOST_DRAWN ? `The first ${format.count(MOST_DRAWN)} of ${format.count(rows)} rows. ` : "";
    this.tools.offer({
      table: () => figuresTable(view),
      picture: {
        title: byId("headline", HTMLElement).textContent ?? "",
        keys: () => (this.heat.picture ? keys(this.heat.picture, this.heat.place) : []),
        source: `${cut}${byId("heat-legend", HTMLElement).textContent?.split(". ")[0]}. ${sourceLine(this.catalogue, view.series, view.states.latest)}`,
      },
      file: `lambdax-${v.show}-${v.xTransform}-${v.yTransform}`,
      asks: view.asks,
      csv: [
        { label: "What is shown", make: async () => csv(view.heads, view.lines(true)) },
        {
          label: "Everything",
          make: async () => {
            if (view instanceof Lags) await view.loadAll();
            return csv(view.heads, view.lines(false));
          },
        },
      ],
    });
  }
}

/** @param {Markets|Lags} view @param {number} answered */
function progress(view, answered) {
  if (view.plan.tooMany) {
    return `${format.count(view.plan.pairs)} pairs are more than can be asked for at once. Filter countries or market series, or choose one lag for all.`;
  }
  if (!view.series.some((id) => id.startsWith("market:"))) return `No market series has the figure ${view.v.figure}. Choose another figure.`;
  if (view.rowCount === 0) return "No country has that in its name. Change or empty the filter.";
  if (view.columnCount === 0) return "No market series has that in its name. Change or empty the filter.";
  const [done, all] = view.progress(answered);
  if (done < all) return `Working it out: ${format.count(done)} of ${format.count(all)} answers are here.`;
  return view.states.mixed ? "Facts changed while these answers were made: some are newer than others. They are asked anew with the next change." : "";
}

/** @param {Markets|Lags} view @param {Values} v */
function legend(view, v) {
  const days = v.window ? `the last ${format.count(v.window)} days` : "all days";
  const how = `${transform(v.xTransform).name} of ${v.figure} against ${transform(v.yTransform).name.toLowerCase()}, over ${days}.`;
  const few = view instanceof Lags && view.shown().length < view.y.length
    ? ` Every country is ranked by its best lag; the profiles of the first ${format.count(view.shown().length)} are asked for and drawn.`
    : "";
  const ring = view instanceof Lags ? " A ring marks the best lag. Above 0 the epidemic leads." : "";
  return `${how}${ring}${few} A cell opens its question; hover, touch or the arrow keys tell its figures.`;
}

/** Every figure of the heatmap, for reading. @param {Markets|Lags} view */
function figuresTable(view) {
  const all = view.figures();
  const first = all.slice(0, MOST_READ);
  const cut = all.length > first.length ? `: the first ${format.count(first.length)} of ${format.count(all.length)}; the download has all` : "";
  return table(
    `${view instanceof Lags ? "Each pair at its best lag" : "Each pair that is shown"}${cut}`,
    ["Market series", "Epidemic", "Lag", "r", "n", "Effective n", "p", "p, all lags"],
    first.map(({ x, y, pair }) => [
      fullName(x), fullName(y), format.count(pair.lag), format.r(pair.r), format.count(pair.n), format.count(pair.nEff), format.p(pair.p), format.p(pair.pAdjusted),
    ]),
  );
}

new Pairs();
