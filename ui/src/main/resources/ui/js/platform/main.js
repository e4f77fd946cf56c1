// @ts-check
/** Platform: how fresh everything is, and how each part is. */
import * as api from "../api.js";
import { byId, el, say } from "../dom.js";
import { sourceTable } from "../freshness.js";
import { startNews } from "../news.js";
import { showDoubts } from "../notice.js";
import { Reading } from "../reading.js";
import { Drawing } from "./drawing.js";
import { Happened } from "./happened.js";
import { parts } from "./parts.js";
import { facts, headline, todoItem, todos } from "./words.js";

/** Who looks at this page looks for what is now. */
const LOOK_MS = 5_000;

class Platform {
  constructor() {
    const address = new Reading(location.search);
    address.end();
    showDoubts(address.doubts);
    this.drawing = new Drawing(byId("parts", HTMLElement));
    this.happened = new Happened(byId("happened", HTMLOListElement));
    /** @type {?api.Status} */
    this.status = null;
    /** @type {?import("./parts.js").Ready} */
    this.ready = null;
    this.answers = true;
    this.news = startNews({
      early: true,
      status: (status) => this.seen(status),
      follow: () => undefined,
    });
    setInterval(() => void this.look(), LOOK_MS);
    new MutationObserver(() => this.draw()).observe(byId("live", HTMLElement), { childList: true });
  }

  async look() {
    if (document.hidden) return;
    const ready = await api.ready();
    this.ready = typeof ready === "string" ? null : ready;
    this.heard(ready !== "gone");
    if (this.answers) await this.news.look();
    else this.draw();
  }

  /** @param {boolean} answers whether the API did just now */
  heard(answers) {
    if (this.answers !== answers) this.happened.tell(answers ? "The API answers again." : "The API does not answer.");
    this.answers = answers;
  }

  /** @param {api.Status} status */
  seen(status) {
    this.heard(true);
    this.happened.see(status);
    const first = this.status === null;
    this.status = status;
    this.draw();
    if (first) void this.look();
  }

  draw() {
    const { status } = this;
    if (!status) return;
    const now = Date.now();
    say(byId("headline", HTMLElement), headline(status));
    byId("facts", HTMLElement).replaceChildren(...facts(status, now).map(([name, figure, note]) =>
      el("div", {}, el("dt", {}, name), el("dd", {}, figure), el("dd", { class: "note" }, note))));
    const todo = todos(status);
    byId("todo-card", HTMLElement).hidden = todo.length === 0;
    byId("todo", HTMLElement).replaceChildren(...todo.map(todoItem));
    this.drawing.show(parts(status, this.ready, this.answers, byId("live", HTMLElement).textContent ?? "", now));
    byId("sources", HTMLElement).replaceChildren(
      status.sources.length ? sourceTable(status.sources, now) : el("p", { class: "legend" }, "No source has been tried yet."),
    );
  }
}

new Platform();
