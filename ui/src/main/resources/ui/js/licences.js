// @ts-check
/**
 * Who publishes what, and on which terms. The platform knows a source by the name it was given; this table knows the
 * names of the sources files that are shipped with Lambdax, and no other: a name can be given to anything.
 *
 * @typedef {{publisher: string, terms: string, href: string}} Citation
 */

const ECDC = {
  publisher: "European Centre for Disease Prevention and Control (ECDC)",
  terms: "Reuse with the source acknowledged",
  href: "https://www.ecdc.europa.eu/en/copyright",
};
const DEUTSCHE_BOERSE = {
  publisher: "Deutsche Börse",
  terms: "Their owner’s; no free licence known",
  href: "https://www.deutsche-boerse.com/",
};

const CSSE = { publisher: "Johns Hopkins University, CSSE", terms: "CC BY 4.0", href: "https://github.com/CSSEGISandData/COVID-19" };

/** @type {Record<string, (kind: string) => Citation>} */
const SHIPPED = {
  "first-wave": (kind) => (kind === "market"
    ? { ...DEUTSCHE_BOERSE, publisher: `${DEUTSCHE_BOERSE.publisher}, index closes in the bundled sample` }
    : { ...ECDC, publisher: `${ECDC.publisher}, figures in the bundled sample` }),
  ecdc: () => ECDC,
  owid: () => ({ publisher: "Our World in Data", terms: "CC BY 4.0", href: "https://ourworldindata.org/coronavirus" }),
  "jhu-cases": () => CSSE,
  "jhu-deaths": () => CSSE,
  "stooq-dax": () => ({ publisher: "Stooq", terms: "The site’s terms of use", href: "https://stooq.com/" }),
  "yahoo-dax": () => ({ publisher: "Yahoo Finance", terms: "The site’s terms of use", href: "https://finance.yahoo.com/" }),
};

/** @param {string} source its name @param {string} kind of the series @returns {?Citation} null where the name says nothing */
export function citation(source, kind) {
  return Object.hasOwn(SHIPPED, source) ? SHIPPED[source](kind) : null;
}

/** @param {string} source its name @param {string} kind of the series @returns {string} for a line below a picture */
export function cited(source, kind) {
  const known = citation(source, kind);
  return known ? `${known.publisher} (${source})` : source;
}
