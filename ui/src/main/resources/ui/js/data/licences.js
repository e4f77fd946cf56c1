// @ts-check
/**
 * Who publishes what, and on which terms. The platform knows a source by the name it was given; this table knows the
 * publishers whose names are usual. It is said to be the page's own knowledge, for a name can be given to anything.
 *
 * @typedef {{publisher: string, terms: string, href: string}} Citation
 */

const ECDC = {
  publisher: "European Centre for Disease Prevention and Control (ECDC)",
  terms: "Reuse with the source acknowledged",
  href: "https://www.ecdc.europa.eu/en/copyright",
};
const DEUTSCHE_BOERSE = {
  publisher: "Deutsche Börse (DAX, Xetra prices)",
  terms: "Their owner’s; no free licence known",
  href: "https://www.deutsche-boerse.com/",
};

/** @type {[RegExp, (kind: string) => Citation][]} */
const KNOWN = [
  [/^first-wave$/, (kind) => (kind === "market" ? { ...DEUTSCHE_BOERSE, publisher: "Deutsche Börse, index closes in the bundled sample" } : { ...ECDC, publisher: `${ECDC.publisher}, figures in the bundled sample` })],
  [/^ecdc\b/, () => ECDC],
  [/^owid\b/, () => ({ publisher: "Our World in Data", terms: "CC BY 4.0", href: "https://ourworldindata.org/coronavirus" })],
  [/^jhu\b/, () => ({ publisher: "Johns Hopkins University, CSSE", terms: "CC BY 4.0", href: "https://github.com/CSSEGISandData/COVID-19" })],
  [/^stooq\b/, () => ({ publisher: "Stooq", terms: "The site’s terms of use", href: "https://stooq.com/" })],
  [/^yahoo\b/, () => ({ publisher: "Yahoo Finance", terms: "The site’s terms of use", href: "https://finance.yahoo.com/" })],
  [/^dax\b/, () => DEUTSCHE_BOERSE],
];

/** @param {string} source its name @param {string} kind of the series @returns {?Citation} null where the name says nothing */
export function citation(source, kind) {
  return KNOWN.find(([name]) => name.test(source))?.[1](kind) ?? null;
}
