// @ts-check
/** The question's form: it shows the question and reports what is changed in it. */
import { measureLabel } from "../catalogue.js";
import { byId } from "../dom.js";
import { foldWhereNarrow } from "../fold.js";
import { options } from "../options.js";
import { Compare } from "./compare.js";
import { Ranges } from "./ranges.js";
import { seriesOf } from "../state.js";
import { TRANSFORMS, bothTrend, transform } from "../transforms.js";
import { lagPhrase, seriesPhrase } from "../words.js";

/** @typedef {import("../state.js").Question} Question */

const KINDS = /** @type {const} */ ({ x: "market", y: "health" });

export class Pickers {
  /** @param {import("../catalogue.js").Catalogue} catalogue @param {import("../state.js").State} state */
  constructor(catalogue, state) {
    this.catalogue = catalogue;
    this.state = state;
    this.compare = new Compare(catalogue, state);
    this.ranges = new Ranges(state);
    this.side("x");
    this.side("y");
    byId("question-form", HTMLFormElement).addEventListener("submit", (e) => e.preventDefault());
    this.fairer = byId("fairer", HTMLButtonElement);
    this.fairer.addEventListener("click", () => state.update({ xTransform: "return", yTransform: "growth7" }));
    foldWhereNarrow(byId("question", HTMLDetailsElement));
  }

  /** @param {"x"|"y"} side */
  side(side) {
    const kind = KINDS[side];
    const entity = byId(`${side}-entity`, HTMLSelectElement);
    const measure = byId(`${side}-measure`, HTMLSelectElement);
    const how = byId(`${side}-transform`, HTMLSelectElement);
    options(how, TRANSFORMS.map((t) => [t.word, t.name]));
    this.fill(side);
    entity.addEventListener("change", () => {
      const wanted = this.state.question[side].split(":")[2];
      const id = this.catalogue.closest(kind, `${kind}:${entity.value}:${wanted}`);
      if (id) this.choose(side, id);
    });
    measure.addEventListener("change", () => this.choose(side, measure.value));
    how.addEventListener("change", () => this.state.update({ [`${side}Transform`]: how.value }));
  }

  /** @param {"x"|"y"} side @param {string} id */
  choose(side, id) {
    if (side === "x") this.state.update({ x: id });
    else this.state.update({ y: id, compare: this.compare.alike(id, this.state.question.compare ?? []) });
  }

  /** @param {"x"|"y"} side the entities there are */
  fill(side) {
    const entities = this.catalogue.entities(KINDS[side]);
    options(byId(`${side}-entity`, HTMLSelectElement), entities.map((e) => [e.entity, e.name]));
  }

  /** @param {import("../catalogue.js").Catalogue} catalogue a newer one */
  use(catalogue) {
    this.catalogue = catalogue;
    this.compare.catalogue = catalogue;
    this.fill("x");
    this.fill("y");
    this.show(this.state.question);
  }

  /** @param {Question} q */
  show(q) {
    for (const side of /** @type {const} */ (["x", "y"])) {
      const [kind, entity] = q[side].split(":");
      byId(`${side}-entity`, HTMLSelectElement).value = entity;
      const measures = this.catalogue.measures(kind, entity);
      const measure = byId(`${side}-measure`, HTMLSelectElement);
      options(measure, measures.map((s) => [s.id, measureLabel(s)]));
      measure.value = q[side];
      byId(`${side}-transform`, HTMLSelectElement).value = q[`${side}Transform`];
      byId(`${side}-says`, HTMLParagraphElement).textContent = transform(q[`${side}Transform`]).says;
    }
    this.compare.show(q);
    this.ranges.show(q);
    byId("caution", HTMLDivElement).hidden = !bothTrend(q.xTransform, q.yTransform);
    const name = (/** @type {string} */ id) => this.catalogue.name(id);
    const short = this.catalogue.shortNames(seriesOf(q));
    const more = (q.compare ?? []).map((id) => `, ${short(id)}`).join("");
    byId("question-line", HTMLSpanElement).textContent =
      `${seriesPhrase(q.x, q.xTransform, name(q.x))} and ${seriesPhrase(q.y, q.yTransform, name(q.y))} ${lagPhrase(q.lag)}${more && `; beside it${more.slice(1)}`}`;
  }
}
