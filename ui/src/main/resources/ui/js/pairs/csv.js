// @ts-check
/**
 * A table as RFC 4180 has it, with the digits that the API's JSON has.
 * @param {string[]} heads @param {(string|number|null)[][]} lines
 */
export function csv(heads, lines) {
  return [heads, ...lines].map((line) => line.map(field).join(",") + "\r\n").join("");
}

/** @param {string|number|null} v */
function field(v) {
  const text = v === null ? "" : String(v);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
