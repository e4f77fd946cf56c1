// @ts-check
/**
 * A chart as a picture that speaks for itself: its title above, what the colours mean, where it is from below.
 *
 * @typedef {{text: string, color: string}} Key a colour and what it stands for
 * @typedef {{title: string, keys?: () => Key[], source: string}} Caption
 * @typedef {{renderToCanvas: (how: {pixelRatio: number, backgroundColor: string}) => HTMLCanvasElement, getWidth: () => number,
 *   getHeight: () => number}} Drawable an ECharts instance, or what else draws itself
 */
import { theme } from "./charts/theme.js";

const SCALE = 2;
const EDGE = 20;
const TITLE = { size: 17, line: 24, weight: 600 };
const SMALL = { size: 12, line: 19, weight: 400 };

/**
 * @param {Drawable} chart
 * @param {Caption} caption
 * @returns {Promise<Blob>} a PNG in the colours that the page has now
 */
export function picture(chart, caption) {
  const t = theme();
  const drawn = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: t.card });
  const width = chart.getWidth();
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) throw new Error("This browser draws no pictures");
  const font = (/** @type {typeof TITLE} */ f) => `${f.weight} ${f.size}px ${t.font}`;

  pen.font = font(TITLE);
  const title = wrapped(pen, caption.title.split(" "), width);
  pen.font = font(SMALL);
  const keys = caption.keys?.() ?? [];
  const rows = keyRows(pen, keys, width);
  const source = wrapped(pen, caption.source.split(" "), width);
  const above = EDGE + title.length * TITLE.line + rows.length * SMALL.line + 8;

  const canvas = pen.canvas;
  canvas.width = (width + 2 * EDGE) * SCALE;
  canvas.height = (above + chart.getHeight() + 8 + source.length * SMALL.line + EDGE / 2) * SCALE;
  pen.scale(SCALE, SCALE);
  pen.textBaseline = "top";
  pen.fillStyle = t.card;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.font = font(TITLE);
  pen.fillStyle = t.ink;
  title.forEach((line, i) => pen.fillText(line, EDGE, EDGE + i * TITLE.line));
  pen.font = font(SMALL);
  rows.forEach((row, i) => {
    for (const { key, x } of row) drawKey(pen, key, EDGE + x, EDGE + title.length * TITLE.line + i * SMALL.line, t.ink);
  });
  pen.drawImage(drawn, EDGE, above, width, chart.getHeight());
  pen.fillStyle = t.soft;
  source.forEach((line, i) => pen.fillText(line, EDGE, above + chart.getHeight() + 8 + i * SMALL.line));
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large for this browser"))), "image/png"),
  );
}

/** @param {CanvasRenderingContext2D} pen @param {Key} key @param {number} x @param {number} y @param {string} ink */
function drawKey(pen, key, x, y, ink) {
  pen.fillStyle = key.color;
  pen.fillRect(x, y + 2, 10, 10);
  pen.fillStyle = ink;
  pen.fillText(key.text, x + 16, y);
}

/** @param {CanvasRenderingContext2D} pen @param {Key[]} keys @param {number} width */
function keyRows(pen, keys, width) {
  /** @type {{key: Key, x: number}[][]} */
  const rows = [];
  let x = Infinity;
  for (const key of keys) {
    const takes = 16 + pen.measureText(key.text).width + 18;
    if (x + takes > width + 18) {
      rows.push([]);
      x = 0;
    }
    rows[rows.length - 1].push({ key, x });
    x += takes;
  }
  return rows;
}

/** @param {CanvasRenderingContext2D} pen @param {string[]} words @param {number} width @returns {string[]} lines */
function wrapped(pen, words, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
