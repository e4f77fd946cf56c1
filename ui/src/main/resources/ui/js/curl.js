// @ts-check
/**
 * The command that asks the same of the API. -g: an asterisk or bracket in an address is no pattern.
 * @param {string} address with or without its origin
 */
export const curl = (address) => `curl -g ${quoted(new URL(address, location.href).href)}`;

/**
 * One word for a POSIX shell, whatever is in it.
 * @param {string} word
 */
export const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;
