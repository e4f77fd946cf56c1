// @ts-check
/** Pairs: every country against every market series or every lag, and the list of the strongest. */
import * as api from "../api.js";
import { CardTools } from "../card.js";
import { Catalogue } from "../catalogue.js";
import { byId } from "../dom.js";
import * as format from "../format.js";
import { startNews } from "../news.js";
import { transform } from "../transforms.js";
import { sourceLine } from "../words.js";
import { figures, marketSeries } from "./choice.js";
import { csv } from "./csv.js";
import { drawable, keys } from "./drawing.js";
import { PairsForm } from "./form.js";
import { headline } from "./headline.js";
import { Heat } from "./heat.js";
import { Lags } from "./lags.js";
import { PairList } from "./listcard.js";
import { Markets } from "./markets.js";
import { showScale } from "./scalebar.js";
import { DEFAULT, pairsAddress } from "./state.js";

/** @typedef {import("./state.js").Values} Values */

/** Thousands of pairs are not worked out anew at every change. */
const FEW_QUESTIONS = 4;
const PAUSE_MS = 30_000;

class Pairs {
  constructor() {
    this.address = pairsAddress();
    this.form = new PairsForm(this.address);
    this.heat = new Heat(byId("heat", HTMLDivElement), (sort) => this.address.update({ sort }));
    this.tools = new CardTools(byId("heat-card", HTMLElement), this);
    this.list = new PairList(this.address);
    this.story = byId("story", HTMLDivElement);
    this.more = byId("more-rows", HTMLButtonElement);
    this.catalogue = new Catalogue([]);
    /** @type {?(Markets|Lags)} */
    this.view = null;
    this.turn = 0;
    this.frame = 0;
    this.askedAt = -PAUSE_MS;
    this.later = 0;
    this.more.addEventListener("click", () => this.address.update({ rows: this.address.values.rows + DEFAULT.rows }));
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
      this.later = setTimeout(() => void this.load(), rest);
      return;
    }
    await this.load();
  }

  async load() {
    const [market, health] = await Promise.all([api.series("market"), api.series("health")]);
    this.catalogue = new Catalogue([...market.series, ...health.series]);
    await this.ask();
  }

  /** @returns {Values} with what the address leaves open decided by what there is */
  resolved() {
    const v = this.address.values;
    const known = figures(this.catalogue, "market");
    const figure = known.includes(v.figure) || v.figure !== DEFAULT.figure ? v.figure : known[0] ?? v.figure;
    const markets = marketSeries(this.catalogue, { ...v, figure });
    const market = v.market || (markets.find((s) => s.entity === "DAX") ?? markets[0])?.entity || "";
    return { ...v, figure, market, show: v.show || (markets.length > 1 ? "markets" : "lags") };
  }

  async ask() {
    const v = this.resolved();
    const turn = ++this.turn;
    const wanted = () => turn === this.turn;
    this.form.show(this.catalogue, v);
    const view = v.show === "lags" ? new Lags(this.catalogue, v) : new Markets(this.catalogue, v);
    this.story.setAttribute("aria-busy", "true");
    this.heat.place.setAttribute("aria-busy", "true");
    this.askedAt = performance.now();
    void this.list.show(v, this.catalogue);
    try {
      let answered = 0;
      await view.load(() => {
        answered++;
        this.arrived(view, v, answered);
      }, wanted);
      if (!wanted()) return;
      view.complete = true;
      this.arrived(view, v, answered);
    } catch (error) {
      if (wanted()) this.news.fail(error);
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
    byId("heat-progress", HTMLElement).textContent = progress(view, answered);
    byId("headline", HTMLElement).replaceChildren(...headline(view, v));
    byId("heat-legend", HTMLElement).textContent = legend(view, v);
    this.more.hidden = true;
    if (view.plan.tooMany || view.rowCount === 0 || view.columnCount === 0) {
      this.heat.clear();
      this.tools.clear();
      byId("scale", HTMLElement).hidden = true;
      return;
    }
    const picture = view.picture();
    byId("scale", HTMLElement).hidden = false;
    showScale(byId("scale", HTMLElement), picture.end);
    this.heat.show(picture);
    const left = view instanceof Lags ? view.y.length - picture.rows.length : 0;
    this.more.hidden = left <= 0;
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
    this.tools.offer({
      picture: {
        title: byId("headline", HTMLElement).textContent ?? "",
        keys: () => (this.heat.picture ? keys(this.heat.picture, this.heat.place) : []),
        source: `${byId("heat-legend", HTMLElement).textContent?.split(". ")[0]}. ${sourceLine(this.catalogue, view.series, view.freshness)}`,
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
  if (view.rowCount === 0) return "No country has that in its name. Change or empty the filter.";
  if (view.columnCount === 0) return "No market series has that in its name. Change or empty the filter.";
  const [done, all] = view.progress(answered);
  return done < all ? `Working it out: ${format.count(done)} of ${format.count(all)} answers are here.` : "";
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

new Pairs();
