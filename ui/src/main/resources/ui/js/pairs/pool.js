// @ts-check
/**
 * Does many things, a few at a time, in order of their beginning.
 * @template T
 * @param {T[]} all @param {number} atOnce
 * @param {(one: T) => Promise<void>} act @param {() => boolean} wanted no more are begun once it is false
 */
export async function fewAtATime(all, atOnce, act, wanted) {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined && wanted(); one = left.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}
