// @ts-check
/** Finds any series by a part of its name: a combobox over the API's own search. */
import { ask, address } from "../api.js";
import { byId, el } from "../dom.js";
import * as format from "../format.js";

/** @typedef {import("../api.js").SeriesInfo} SeriesInfo */

const MOST = 40;
const PAUSE_MS = 120;

export class SeriesPicker {
  /** @param {(id: string) => void} onPick */
  constructor(onPick) {
    this.onPick = onPick;
    this.input = byId("search", HTMLInputElement);
    this.list = byId("found", HTMLUListElement);
    this.turn = 0;
    this.timer = 0;
    this.named = "";
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.find(), PAUSE_MS);
    });
    this.input.addEventListener("focus", () => {
      this.input.select();
      void this.find("");
    });
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (e) => this.key(e));
    // A press on the list must not take the focus from the field, which would close it.
    this.list.addEventListener("pointerdown", (e) => e.preventDefault());
    this.list.addEventListener("click", (e) => {
      const option = e.target instanceof Element ? e.target.closest("li[data-id]") : null;
      if (option instanceof HTMLElement) this.pick(option);
    });
  }

  /** @param {string} name of the series that is shown */
  show(name) {
    this.named = name;
    // Who is looking for another one is not disturbed.
    if (this.list.hidden) this.input.value = name;
  }

  /** @param {string} [text] */
  async find(text = this.input.value.trim()) {
    const turn = ++this.turn;
    try {
      const answer = await ask(address("/series", { text, limit: MOST }));
      if (turn !== this.turn || document.activeElement !== this.input) return;
      this.fill(answer.series, answer.total);
    } catch (error) {
      if (turn === this.turn) this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {SeriesInfo[]} found @param {number} total */
  fill(found, total) {
    if (found.length === 0) {
      this.say("No series has that in its name or id.");
      return;
    }
    this.list.replaceChildren(...found.map((s, i) => option(s, i)));
    if (total > found.length) {
      this.list.append(el("li", { class: "nothing", role: "presentation" }, `and ${format.count(total - found.length)} more: write more of the name`));
    }
    this.open(true);
  }

  /** @param {string} message */
  say(message) {
    this.list.replaceChildren(el("li", { class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false" }, message));
    this.open(true);
  }

  /** @param {boolean} open */
  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.turn++;
    clearTimeout(this.timer);
    this.open(false);
    this.input.value = this.named;
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    const options = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("li[data-id]")]);
    const at = options.findIndex((o) => o.getAttribute("aria-selected") === "true");
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (this.list.hidden) void this.find();
      else this.select(options, (at + (e.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + options.length) % options.length);
    } else if (e.key === "Enter") {
      e.preventDefault();
      const chosen = options[Math.max(0, at)];
      if (!this.list.hidden && chosen) this.pick(chosen);
    } else if (e.key === "Escape" && !this.list.hidden) {
      e.preventDefault();
      this.close();
    }
  }

  /** @param {HTMLElement[]} options @param {number} chosen */
  select(options, chosen) {
    options.forEach((o, i) => o.setAttribute("aria-selected", String(i === chosen)));
    const option = options[chosen];
    if (!option) return;
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** @param {HTMLElement} option */
  pick(option) {
    this.named = option.dataset.name ?? "";
    this.close();
    this.onPick(option.dataset.id ?? "");
  }
}

/** @param {SeriesInfo} s @returns {string} "Germany, cases" */
export const pickerName = (s) => `${s.name}, ${s.id.split(":")[2]}`;

/** @param {SeriesInfo} s @param {number} i */
function option(s, i) {
  return el(
    "li", { role: "option", id: `found-${i}`, class: s.kind, "aria-selected": "false", "data-id": s.id, "data-name": pickerName(s) },
    el("span", {}, pickerName(s)), el("small", {}, `${format.count(s.days)} days`),
  );
}
