// @ts-check
/**
 * Which lists of the strongest pairs there are, as the platform's status last said.
 *
 * @typedef {{xTransform: string, yTransform: string, window: number}} Family of pairs; window 0 for all days
 */

/** @type {Family[]} */
let held = [];

/** @returns {Family[]} none before the first status, or where no pair was summarised yet */
export const families = () => held;

/** @param {{families?: {xTransform: string, yTransform: string, window: ?number}[]}} status */
export function hold(status) {
  held = (status.families ?? []).map(({ xTransform, yTransform, window }) => ({ xTransform, yTransform, window: window ?? 0 }));
}
