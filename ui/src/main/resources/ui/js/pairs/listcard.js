// @ts-check
/** The card with the list of the strongest pairs. */
import * as api from "../api.js";
import { CardTools } from "../card.js";
import { byId, el } from "../dom.js";
import { refill } from "../options.js";
import * as format from "../format.js";
import { csv } from "./csv.js";
import { aboutTop } from "../strongest.js";
import { listAddress, listTable } from "./list.js";
import { MOST_PAIRS } from "./state.js";

/** @typedef {import("./state.js").Values} Values */

const MORE = 50;
const HEADS = ["x", "y", "r0", "n0", "lag", "r", "n", "lagsTested", "nEff", "p", "ci95Low", "ci95High", "pAdjusted", "q"];

export class PairList {
  /**
   * @param {import("../address.js").Address<any>} address
   * @param {(error: unknown) => void} failed told when there is no list; it says so itself
   */
  constructor(address, failed) {
    this.failed = failed;
    this.address = address;
    this.tools = new CardTools(byId("list-card", HTMLElement));
    this.place = byId("list", HTMLDivElement);
    this.legend = byId("list-legend", HTMLElement);
    this.more = byId("more-pairs", HTMLButtonElement);
    this.more.addEventListener("click", () => address.update({ most: Math.min(MOST_PAIRS, address.values.most + MORE) }));
    this.turn = 0;
  }

  /** @param {Values} v @param {import("../catalogue.js").Catalogue} catalogue */
  async show(v, catalogue) {
    const turn = ++this.turn;
    const asked = listAddress(v);
    try {
      /** @type {api.Top} */
      const top = await api.ask(asked);
      if (turn === this.turn) this.fill(top, v, catalogue);
    } catch (error) {
      if (turn === this.turn) this.none(error);
    }
  }

  /** @param {api.Top} top @param {Values} v @param {import("../catalogue.js").Catalogue} catalogue */
  fill(top, v, catalogue) {
    this.legend.textContent = aboutTop(top, v);
    refill(
      this.place,
      top.rows.length
        ? listTable(top, v, (id) => catalogue.name(id))
        : el("p", { class: "says" }, top.family ? "No pair fits that filter." : "Nothing is summarised for these transforms yet."),
    );
    this.more.hidden = top.rows.length < v.most || v.most >= MOST_PAIRS;
    this.more.textContent = `Show ${format.count(Math.min(MORE, MOST_PAIRS - v.most))} more`;
    this.tools.offer({
      file: `lambdax-strongest-${v.xTransform}-${v.yTransform}`,
      asks: [listAddress(v)],
      csv: [
        { label: "What is shown", make: async () => csv(HEADS, top.rows.map(line)) },
        { label: `Everything, at most ${format.count(MOST_PAIRS)} pairs`, address: listAddress({ ...v, listMarket: "", listHealth: "", listMeasure: "" }, MOST_PAIRS) },
      ],
    });
  }

  /** @param {unknown} error */
  none(error) {
    this.failed(error);
    this.more.hidden = true;
    this.tools.clear();
    const problem = error instanceof api.ApiProblem ? error : null;
    const unknown = problem?.status === 404 && problem.type !== "unknown-filter";
    this.legend.textContent = unknown
      ? "Lists are made ahead for some transforms and ranges only, and not for these."
      : "The list could not be read.";
    const usual = el("button", { type: "button" }, "Daily return × weekly growth, all days");
    usual.addEventListener("click", () => this.address.update({ xTransform: "return", yTransform: "growth7", window: 0 }));
    this.place.replaceChildren(el("p", { class: "says" }, problem?.detail ?? String(error)), ...(unknown ? [usual] : []));
  }
}

/** @param {api.TopRow} row @returns {(string|number|null)[]} */
function line(row) {
  return [
    row.x, row.y, row.r0, row.n0, row.lag, row.r, row.n ?? null, row.lagsTested ?? null, row.nEff ?? null, row.p ?? null,
    row.ci95?.[0] ?? null, row.ci95?.[1] ?? null, row.pAdjusted ?? null, row.q,
  ];
}
