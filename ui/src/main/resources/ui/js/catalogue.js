// @ts-check
import { possessive } from "./words.js";

/** @typedef {import("./api.js").SeriesInfo} SeriesInfo */

const MEASURE_ORDER = ["close", "open", "high", "low", "adjclose", "volume", "cases", "deaths"];

/** The series there are, findable by entity and measure. */
export class Catalogue {
  /** @param {SeriesInfo[]} all */
  constructor(all) {
    this.all = all;
    this.byId = new Map(all.map((s) => [s.id, s]));
  }

  /** @param {Catalogue} other @returns {boolean} whether it offers the same series */
  sameNames(other) {
    return this.all.length === other.all.length && this.all.every((s) => other.byId.has(s.id));
  }

  /** @param {string} kind @returns {{entity: string, name: string}[]} in the order of their names */
  entities(kind) {
    /** @type {Map<string, string>} */
    const names = new Map();
    for (const s of this.all) if (s.kind === kind && !names.has(s.entity)) names.set(s.entity, s.name || s.entity);
    return [...names]
      .map(([entity, name]) => ({ entity, name }))
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  }

  /** @param {string} kind @param {string} entity @returns {SeriesInfo[]} the usual measure first */
  measures(kind, entity) {
    const rank = (/** @type {SeriesInfo} */ s) => (MEASURE_ORDER.indexOf(s.measure) + 99) % 99;
    return this.all
      .filter((s) => s.kind === kind && s.entity === entity)
      .sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
  }

  /** @param {string} id @returns {SeriesInfo|undefined} */
  find(id) {
    return this.byId.get(id);
  }

  /** @param {string} id */
  name(id) {
    return this.find(id)?.name || id.split(":")[1] || id;
  }

  /**
   * @param {string[]} ids @returns {(id: string) => string} names that tell these apart: the entity's alone where all are
   *   of one measure
   */
  shortNames(ids) {
    const measure = (/** @type {string} */ id) => id.split(":")[2];
    const alike = ids.every((id) => measure(id) === measure(ids[0]));
    return (id) => (alike ? this.name(id) : `${possessive(this.name(id))} ${measureLabel(this.find(id)) || measure(id)}`);
  }

  /**
   * The series asked for, or the one that comes closest among those there are.
   * @param {string} kind @param {string} id @returns {string|undefined} undefined when there is none of this kind
   */
  closest(kind, id) {
    if (this.byId.has(id)) return id;
    const [, entity, measure] = id.split(":");
    const known = this.all.filter((s) => s.kind === kind);
    const better = (/** @type {SeriesInfo} */ s) =>
      (s.entity === entity ? 2 : 0) + (s.measure === measure ? 1 : 0) + s.days / 1e9;
    return known.sort((a, b) => better(b) - better(a))[0]?.id;
  }
}

/** @param {SeriesInfo|undefined} s @returns {string} "cases", or "cases (jhu)" for a second source */
export function measureLabel(s) {
  if (!s) return "";
  const suffix = s.id.split("@")[1];
  return suffix ? `${s.measure} (${suffix})` : s.measure;
}
