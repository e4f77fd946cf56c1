// @ts-check
/** From r to one of eleven colours: green together, purple opposite, told apart by everybody's eyes. */

const REACHES = [0.1, 0.2, 0.4, 0.6, 0.8, 1];
const STEPS = 5;

/** @param {Iterable<?number|undefined>} rs @returns {number} the end of the scale that holds all of them */
export function reach(rs) {
  let most = 0;
  for (const r of rs) if (r != null) most = Math.max(most, Math.abs(r));
  return REACHES.find((end) => most <= end) ?? 1;
}

/**
 * @param {?number|undefined|"few"} r undefined: not answered yet; "few": of too few days
 * @param {number} end of the scale @returns {string} the name of its colour
 */
export function colour(r, end) {
  if (r === "few") return "few";
  if (r === undefined) return "wait";
  if (r === null) return "none";
  // By size: rounding alone would put half a step of one sign up and of the other down.
  const step = Math.sign(r) * Math.min(STEPS, Math.round((Math.abs(r) / end) * STEPS));
  return step === 0 ? "zero" : step > 0 ? `plus${step}` : `minus${-step}`;
}

/** @param {number} end @returns {{name: string, middle: number}[]} all colours, the most negative first */
export function colours(end) {
  return Array.from({ length: 2 * STEPS + 1 }, (_, i) => {
    const middle = ((i - STEPS) / STEPS) * end;
    return { name: colour(middle, end), middle };
  });
}
