// @ts-check
/** Of the lists of the strongest pairs that there are, the one that is nearest to a question. */
import { top } from "../api.js";
import { families } from "../families.js";

/** @typedef {import("../families.js").Family} Family */

/** @param {Family} q of a question @returns {Family} that of a list; its own as long as none is known */
function nearest({ xTransform, yTransform, window }) {
  const all = families();
  const like = all.find((f) => f.xTransform === xTransform && f.yTransform === yTransform) ?? all.find((f) => f.yTransform === "growth7") ?? all[0];
  if (!like) return { xTransform, yTransform, window };
  return all.find((f) => f.xTransform === like.xTransform && f.yTransform === like.yTransform && f.window === window) ?? like;
}

/**
 * @param {Family} q of a question @param {number} limit most rows
 * @returns {Promise<{family: Family, top: import("../api.js").Top}>} the list that is nearest to it
 */
export async function topNear(q, limit) {
  const family = nearest(q);
  return { family, top: await top({ ...family, order: "r", limit }) };
}
