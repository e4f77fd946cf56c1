// @ts-check
/** The heatmap as a picture that leaves the page: the table's own order and colours, drawn. */
import { colour } from "./scale.js";
import * as format from "../format.js";

const ROW = 20;
const HEAD = { dense: 64, lags: 28 };
const NAME = 150;
const NOTE = 90;
const FONT = "12px ";
/** What can still be read, and what browsers can draw. */
export const MOST_DRAWN = 400;

/**
 * @param {import("./heat.js").Picture} picture @param {HTMLElement} place of the table, whose colours are taken
 * @returns {import("../picture.js").Drawable}
 */
export function drawable(picture, place) {
  const rows = picture.rows.slice(0, MOST_DRAWN);
  const head = picture.look === "dense" ? HEAD.dense : HEAD.lags;
  const left = picture.look === "lags" ? NAME + NOTE : NAME;
  const cell = picture.look === "figures" ? 54 : picture.look === "lags" ? 6 : 22;
  const width = left + picture.columns.length * cell + 16;
  const height = head + rows.length * ROW;
  return {
    getWidth: () => width,
    getHeight: () => height,
    renderToCanvas: ({ pixelRatio }) => {
      const canvas = document.createElement("canvas");
      canvas.width = width * pixelRatio;
      canvas.height = height * pixelRatio;
      const pen = canvas.getContext("2d");
      if (!pen) throw new Error("This browser draws no pictures");
      pen.scale(pixelRatio, pixelRatio);
      const style = getComputedStyle(place);
      pen.font = FONT + style.fontFamily;
      pen.textBaseline = "middle";
      const colours = new Colours(place);
      picture.columns.forEach((column, j) => heading(pen, column.name, left + (j + 0.5) * cell, head, picture.look === "dense", style.color));
      rows.forEach((row, i) => {
        const y = head + i * ROW;
        pen.fillStyle = style.color;
        pen.textAlign = "left";
        pen.fillText(row.name, 0, y + ROW / 2, NAME - 8);
        if (row.note) {
          pen.textAlign = "right";
          pen.fillText(row.note, left - 8, y + ROW / 2);
        }
        picture.columns.forEach((column, j) => {
          const { r, mark } = picture.cell(row.key, column.key);
          const [paper, ink] = colours.of(colour(r, picture.end));
          pen.fillStyle = paper;
          pen.fillRect(left + j * cell, y + 1, cell - (picture.look === "lags" ? 0 : 1), ROW - 2);
          pen.fillStyle = pen.strokeStyle = mark ? style.color : ink;
          if (mark) pen.strokeRect(left + j * cell + 0.5, y + 1.5, cell - 1, ROW - 3);
          if (picture.look === "figures" && typeof r === "number") {
            pen.textAlign = "center";
            pen.fillText(format.r(r), left + (j + 0.5) * cell, y + ROW / 2);
          }
        });
      });
      return canvas;
    },
  };
}

/**
 * @param {import("./heat.js").Picture} picture @param {HTMLElement} place
 * @returns {import("../picture.js").Key[]} what the colours mean
 */
export function keys(picture, place) {
  const colours = new Colours(place);
  const key = (/** @type {number} */ r, /** @type {string} */ text) => ({ text, color: colours.of(colour(r, picture.end))[0] });
  const half = picture.end / 2;
  return [
    key(-picture.end, `r ${format.r(-picture.end)}, opposite`), key(-half, format.r(-half)), key(0, format.r(0)),
    key(half, format.r(half)), key(picture.end, `${format.r(picture.end)}, together`),
  ];
}

/**
 * @param {CanvasRenderingContext2D} pen @param {string} text @param {number} x @param {number} head its height
 * @param {boolean} upright whether it is written upwards @param {string} ink
 */
function heading(pen, text, x, head, upright, ink) {
  pen.save();
  pen.fillStyle = ink;
  pen.translate(x, head - 8);
  if (upright) pen.rotate(-Math.PI / 2);
  pen.textAlign = upright ? "left" : "center";
  pen.fillText(text, 0, 0);
  pen.restore();
}

/** The colours that the style sheet has now, by the name of a cell's class. */
class Colours {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    /** @type {Map<string, [string, string]>} */
    this.known = new Map();
  }

  /** @param {string} name @returns {[string, string]} paper and ink */
  of(name) {
    const known = this.known.get(name);
    if (known) return known;
    const sample = document.createElement("i");
    sample.className = `cell ${name}`;
    this.place.append(sample);
    const { backgroundColor, color } = getComputedStyle(sample);
    /** @type {[string, string]} */
    const made = [backgroundColor, color];
    sample.remove();
    this.known.set(name, made);
    return made;
  }
}
