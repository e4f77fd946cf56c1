// @ts-check
/** The parts as boxes, and the ways of the data between them: lines that follow the boxes wherever the layout puts them. */
import { el } from "../dom.js";

/** @typedef {import("./parts.js").Part} Part */

const SVG = "http://www.w3.org/2000/svg";

/** @type {{from: string, to: string, both?: boolean, around?: boolean}[]} `around`: past a box in between */
const WAYS = [
  { from: "sources", to: "importer" }, { from: "importer", to: "lake" }, { from: "importer", to: "kafka" },
  { from: "lake", to: "spark" }, { from: "kafka", to: "controller" }, { from: "controller", to: "spark" },
  { from: "kafka", to: "speed", around: true }, { from: "spark", to: "mysql" }, { from: "speed", to: "mysql" },
  { from: "mysql", to: "api" }, { from: "api", to: "cache", both: true }, { from: "api", to: "page" },
];

export class Drawing {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.ways = document.createElementNS(SVG, "svg");
    this.ways.setAttribute("class", "ways");
    this.ways.setAttribute("aria-hidden", "true");
    /** @type {Map<string, HTMLElement>} */
    this.boxes = new Map();
    /** @type {Set<string>} ways that something comes along now, "from to" */
    this.flowing = new Set();
    new ResizeObserver(() => this.route()).observe(place);
  }

  /** @param {Part[]} parts */
  show(parts) {
    if (this.boxes.size === 0) {
      this.place.append(this.ways);
      for (const part of parts) {
        const box = el("article", { "aria-labelledby": `part-${part.id}` });
        box.style.setProperty("grid-area", part.id);
        this.boxes.set(part.id, box);
        this.place.append(box);
      }
    }
    for (const part of parts) fill(/** @type {HTMLElement} */ (this.boxes.get(part.id)), part);
    this.flowing = new Set(flows(parts));
    this.route();
  }

  /** Draws the lines anew. */
  route() {
    if (this.boxes.size === 0) return;
    const origin = this.place.getBoundingClientRect();
    this.ways.replaceChildren(arrowhead(), ...WAYS.map((way) => {
      const a = /** @type {HTMLElement} */ (this.boxes.get(way.from)).getBoundingClientRect();
      const b = /** @type {HTMLElement} */ (this.boxes.get(way.to)).getBoundingClientRect();
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", line(a, b, origin, way.around ?? false));
      path.setAttribute("marker-end", "url(#arrow)");
      if (way.both) path.setAttribute("marker-start", "url(#arrow)");
      if (this.flowing.has(`${way.from} ${way.to}`)) path.setAttribute("class", "flows");
      return path;
    }));
  }
}

/** @param {HTMLElement} box @param {Part} part */
function fill(box, part) {
  const said = [part.health, part.says, part.detail].join("\n");
  if (box.dataset.said === said) return;
  box.dataset.said = said;
  box.className = `part ${part.health}`;
  box.replaceChildren(
    el("h3", { id: `part-${part.id}` }, part.name), el("p", { class: "role" }, part.role),
    el("p", { class: `health ${part.health}` }, el("span", {}, part.says)),
    ...(part.detail ? [el("p", { class: "detail" }, part.detail)] : []),
  );
}

/** @param {Part[]} parts @returns {string[]} where something moves as we look */
function flows(parts) {
  const at = (/** @type {string} */ id) => parts.find((p) => p.id === id)?.health;
  return [
    ...(at("spark") === "busy" ? ["lake spark", "controller spark", "spark mysql"] : []),
    ...(at("page") === "good" ? ["api page"] : []),
  ];
}

function arrowhead() {
  const defs = document.createElementNS(SVG, "defs");
  const marker = document.createElementNS(SVG, "marker");
  const settings = { id: "arrow", viewBox: "0 0 8 8", refX: "7", refY: "4", markerWidth: "8", markerHeight: "8", markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" };
  for (const [name, value] of Object.entries(settings)) marker.setAttribute(name, value);
  const head = document.createElementNS(SVG, "path");
  head.setAttribute("d", "M0 0 8 4 0 8z");
  marker.append(head);
  defs.append(marker);
  return defs;
}

/** @param {DOMRect} a @param {DOMRect} b @param {DOMRect} o origin @param {boolean} around @returns {string} from one box to the other */
function line(a, b, o, around) {
  const x = (/** @type {DOMRect} */ r, /** @type {number} */ share) => r.left - o.left + r.width * share;
  const y = (/** @type {DOMRect} */ r, /** @type {number} */ share) => r.top - o.top + r.height * share;
  if (a.right <= b.left || b.right <= a.left) {
    const right = a.right <= b.left;
    // Lines that end in one box from above, beside and below end apart.
    const lean = Math.sign(a.top + a.height / 2 - b.top - b.height / 2);
    const [x1, x2] = right ? [x(a, 1), x(b, 0)] : [x(a, 0), x(b, 1)];
    const near = Math.abs(a.top - b.top) < 4;
    const [y1, y2] = near ? [y(a, 0.5), y(a, 0.5)] : [y(a, 0.5 - 0.12 * lean), y(b, 0.5 + 0.18 * lean)];
    const bend = (x2 - x1) / 2;
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  if (around && b.top - a.bottom > a.height / 2) {
    const [x1, y1, y2] = [x(a, 1), y(a, 0.6), y(b, 0.5)];
    return `M${x1} ${y1}C${x1 + 22} ${y1} ${x1 + 22} ${y2} ${x1} ${y2}`;
  }
  const down = a.bottom <= b.top;
  const narrow = a.width < b.width ? a : b;
  const middle = x(narrow, 0.5);
  return down ? `M${middle} ${y(a, 1)}L${middle} ${y(b, 0)}` : `M${middle} ${y(a, 0)}L${middle} ${y(b, 1)}`;
}
