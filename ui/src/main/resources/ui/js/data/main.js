// @ts-check
/**
 * Data: one series as it is, and as it was known.
 *
 * @typedef {object} Shown what the cards of the page draw
 * @property {api.SeriesInfo} info
 * @property {string} phrase of what is drawn: "7-day average of Germany’s cases"
 * @property {string} plain "Germany’s cases", whatever is drawn
 * @property {string} what "cases"
 * @property {string} transform
 * @property {boolean} isLevel whether values are shown as they are
 * @property {[string, number][]} now the values in the range, as known now
 * @property {?[string, number][]} then the same as known then, if that is asked and can be had
 * @property {[string, number][]} points those of the two that are drawn in colour
 * @property {import("./days.js").Gap[]} gaps days of the whole series that have no value
 * @property {import("./days.js").Gap[]} breaks days of what is known now that have none: a transform may need several days
 * @property {import("./days.js").Gap[]} thenBreaks days that had none then
 * @property {[string, number][]} negatives
 * @property {Map<string, api.Revision[]>} revised by day
 * @property {?{version: number, publishedAt: ?string}} asOf
 * @property {string} trouble why what was known then cannot be said
 * @property {string} from first day of the range, or ""
 * @property {api.SeriesValues} answer
 */
import * as api from "../api.js";
import { CardTools } from "../card.js";
import { theme } from "../charts/theme.js";
import { Controls } from "../controls.js";
import { byId, el, say, table } from "../dom.js";
import { foldWhereNarrow } from "../fold.js";
import * as format from "../format.js";
import { cited } from "../licences.js";
import { startNews } from "../news.js";
import { offerWindow } from "../ownwindow.js";
import { fileName } from "../save.js";
import { TRANSFORMS, transform } from "../transforms.js";
import { seriesPhrase } from "../words.js";
import { showAbout } from "./about.js";
import { AsOf } from "./asof.js";
import { ValuesChart } from "./chart.js";
import { byDay, dayAfter, gaps } from "./days.js";
import { headline, thenLine } from "./headline.js";
import { SeriesPicker, pickerName } from "./picker.js";
import { RevisionsCard } from "./revisions.js";
import { DEFAULT, dataAddress, timeOf } from "./state.js";

/** @typedef {import("./state.js").Values} Values */

const USUAL = "health:DEU:cases";
class Data {
  constructor() {
    this.address = dataAddress();
    byId("transform", HTMLSelectElement).replaceChildren(...TRANSFORMS.map((t) => el("option", { value: t.word }, t.name)));
    this.controls = new Controls(byId("question", HTMLElement), this.address);
    this.picker = new SeriesPicker((id) => this.address.update({ id, asOf: "" }));
    this.asOf = new AsOf(this.address);
    this.chart = new ValuesChart();
    this.revisions = new RevisionsCard(this.address);
    this.tools = new CardTools(byId("chart-card", HTMLElement), this.chart.frame);
    this.revisionTools = new CardTools(byId("revisions-card", HTMLElement));
    this.story = byId("story", HTMLDivElement);
    this.turn = 0;
    this.id = USUAL;
    /** @type {?api.Status} */
    this.status = null;
    foldWhereNarrow(byId("question", HTMLDetailsElement));
    this.address.onChange(() => void this.ask());
    document.addEventListener("click", (e) => this.open(e));
    this.news = startNews({
      status: (status) => (this.status = status),
      follow: async ({ all, concerns }) => {
        if (all || concerns([this.id])) await this.ask();
      },
      failed: () => (this.story.hidden = true),
      wayBack: { label: "Back to the first series", act: () => this.address.update(DEFAULT) },
    });
  }

  async ask() {
    const turn = ++this.turn;
    /** @type {Values} */
    const v = this.address.values;
    this.story.setAttribute("aria-busy", "true");
    offerWindow("window", v.window);
    this.controls.show({ transform: v.transform, window: v.window });
    byId("transform-says", HTMLElement).textContent = transform(v.transform).says;
    try {
      const id = v.id || (await usual());
      if (turn !== this.turn) return;
      // Also when there is no such series yet: news of it are news for this page.
      this.id = id;
      const shown = await load(id, v);
      if (turn !== this.turn) return;
      this.show(shown, v);
      this.story.hidden = false;
      this.news.well();
    } catch (error) {
      if (turn === this.turn) this.news.fail(error);
    } finally {
      if (turn === this.turn) this.story.setAttribute("aria-busy", "false");
    }
  }

  /** @param {{shown: Shown, siblings: api.SeriesInfo[]}} loaded @param {Values} v */
  show({ shown, siblings }, v) {
    this.picker.show(pickerName(shown.info));
    byId("question-line", HTMLElement).textContent = pickerName(shown.info) + (v.asOf ? ", as it was known" : "");
    byId("siblings", HTMLElement).replaceChildren(
      ...siblings.map((s) => el("a", {
        href: this.address.link({ id: s.id }), "data-page": "", ...(s.id === shown.info.id ? { "aria-current": "true" } : {}),
      }, s.id.split(":")[2])),
    );
    say(byId("headline", HTMLElement), ...headline(shown));
    byId("then", HTMLElement).textContent = thenLine(shown);
    this.asOf.show(v.asOf, shown.asOf, shown.trouble !== "", shown.info.lastDay);
    this.chart.show(shown);
    this.revisions.show(shown, v.rows);
    if (this.status) showAbout(shown, this.status);
    this.offer(shown, v);
  }

  /** @param {Shown} s @param {Values} v */
  offer(s, v) {
    const path = `/series/${encodeURIComponent(s.info.id)}`;
    const asked = { transform: v.transform === "level" ? undefined : v.transform, asOf: s.then ? v.asOf : undefined };
    const version = s.asOf?.version ?? s.answer.version ?? s.answer.view.version;
    this.tools.offer({
      file: fileName(`${s.phrase}${s.then ? ` as of ${v.asOf}` : ""}`),
      table: () => valuesTable(s),
      csv: [
        { label: "What is shown", address: api.address(path, { ...asked, from: s.from }) },
        { label: "Everything known now", address: api.address(path) },
      ],
      asks: [api.address(path, { ...asked, from: s.from })],
      picture: {
        title: s.phrase + (s.then ? ", as it was known" : ""),
        keys: () => [{ text: s.phrase, color: s.info.kind === "market" ? theme().market : theme().health }],
        source: `Source: ${cited(s.info.source, s.info.kind)}. Lambdax, version ${format.count(version)} of the facts, ${location.host}`,
      },
    });
    if (s.revised.size === 0) this.revisionTools.clear();
    else this.revisionTools.offer({ file: fileName(`${s.plain} revisions`), csv: [{ label: "All revisions", address: api.address(`${path}/revisions`) }] });
  }

  /** Links within the page are followed without loading it anew. @param {MouseEvent} e */
  open(e) {
    const anchor = e.target instanceof Element ? e.target.closest("a[data-page]") : null;
    if (!(anchor instanceof HTMLAnchorElement) || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    history.pushState(null, "", anchor.href);
    this.address.follow();
  }
}

/** @returns {Promise<string>} the usual series, or the first there is */
async function usual() {
  const found = await api.ask(api.address("/series", { entity: USUAL.split(":")[1], kind: "health" }));
  if (found.series.some((/** @type {api.SeriesInfo} */ s) => s.id === USUAL)) return USUAL;
  const first = await api.ask(api.address("/series", { limit: 1 }));
  return first.series[0]?.id ?? USUAL;
}

/** @param {string} id @param {Values} v @returns {Promise<{shown: Shown, siblings: api.SeriesInfo[]}>} */
async function load(id, v) {
  const [kind, entity] = id.split(":");
  const trouble = { said: "" };
  const past = v.asOf === "" ? Promise.resolve(null) : api.values(id, { transform: v.transform, asOf: v.asOf }).catch((error) => {
    // What was known then may not be to be had, and what is known now is: the page goes on with that.
    if (!(error instanceof api.ApiProblem) || error.kind !== "problem") throw error;
    trouble.said = error.type === "not-known-then"
      ? `No value of this series was known ${timeOf(v.asOf)}.`
      : `What was known then cannot be said. ${error.detail}`;
    return null;
  });
  const asking = Promise.all([
    api.values(id, {}), v.transform === "level" ? null : api.values(id, { transform: v.transform }),
    /** @type {Promise<api.Revisions>} */ (api.ask(api.address(`/series/${encodeURIComponent(id)}/revisions`))), past,
  ]);
  asking.catch(() => undefined);
  /** @type {{series: api.SeriesInfo[]}} */
  const family = await api.ask(api.address("/series", { entity, kind }));
  const [level, transformed, revisions, then] = await asking;
  const answer = transformed ?? level;
  const info = family.series.find((s) => s.id === id) ?? unlisted(id, level);
  const from = v.window && level.points.length ? dayAfter(info.lastDay, 1 - v.window) : "";
  const cut = (/** @type {[string, number][]} */ points) => points.filter(([day]) => day >= from);
  const now = cut(answer.points);
  const known = then ? cut(then.points) : null;
  const phrase = seriesPhrase(id, v.transform, info.name);
  return {
    siblings: family.series,
    shown: {
      info, phrase, plain: seriesPhrase(id, "level", info.name), what: info.measure, transform: v.transform, isLevel: v.transform === "level",
      now, then: known, points: known?.length ? known : now,
      gaps: gaps(level.points, info.kind === "market"),
      breaks: gaps(answer.points, info.kind === "market"),
      thenBreaks: gaps(then?.points ?? [], info.kind === "market"),
      negatives: level.points.filter(([, value]) => value < 0),
      revised: byDay(revisions.revisions),
      asOf: then?.asOf ?? null, trouble: trouble.said, from, answer,
    },
  };
}

/** A series that came or went between two answers. @param {string} id @param {api.SeriesValues} values @returns {api.SeriesInfo} */
function unlisted(id, values) {
  const [kind, entity, measure] = id.split(":");
  return {
    id, kind, entity, measure, name: values.name, source: "", days: values.points.length,
    firstDay: values.points[0]?.[0] ?? "", lastDay: values.points.at(-1)?.[0] ?? "",
  };
}

/** @param {Shown} s */
function valuesTable(s) {
  const then = s.then && new Map(s.then);
  const now = new Map(s.now);
  const days = [...new Set([...now.keys(), ...(then?.keys() ?? [])])].sort().reverse();
  const mark = (/** @type {string} */ day) => [
    s.isLevel && (now.get(day) ?? 0) < 0 ? "negative" : "", s.isLevel && s.revised.has(day) ? "revised" : "",
  ].filter(Boolean).join(", ");
  return table(
    `${s.phrase}, the newest day first`,
    then ? ["Day", "Known then", "Known now", "Mark"] : ["Day", s.isLevel ? s.what : transform(s.transform).name, "Mark"],
    days.map((day) => [format.day(day), ...(then ? [format.value(then.get(day))] : []), format.value(now.get(day)), mark(day)]),
  );
}

new Data();
