// @ts-check
/**
 * Binds the controls of a page to its address: an element with `data-says="name"` shows and changes that parameter,
 * be it a list, a field, a box of radio buttons with that name, or a button with a value.
 */

/** @typedef {import("./address.js").Address<any>} AnyAddress */

/**
 * @param {HTMLInputElement|HTMLSelectElement} control
 * @returns {boolean} whether it is a day whose year is being typed: it goes through the years 2, 20 and 202, each a change
 */
export const halfTyped = (control) => control.type === "date" && control.value !== "" && control.value < "1000-01-01";

export class Controls {
  /** @param {HTMLElement} root @param {AnyAddress} address */
  constructor(root, address) {
    this.root = root;
    this.address = address;
    root.addEventListener("change", (e) => this.changed(e, ""));
    root.addEventListener("input", (e) => {
      if (e.target instanceof HTMLInputElement && e.target.type === "search") this.changed(e, e.target.dataset.says ?? "");
    });
    for (const form of root.querySelectorAll("form")) form.addEventListener("submit", (e) => e.preventDefault());
  }

  /** @param {Event} e @param {string} gesture */
  changed(e, gesture) {
    const control = e.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
    const name = control.dataset.says;
    if (!name || halfTyped(control) || !control.reportValidity()) return;
    const number = typeof this.address.defaults[name] === "number";
    this.address.update({ [name]: number ? Number(control.value) : control.value }, gesture);
  }

  /** Shows what the address says. @param {Record<string, string|number>} values of all parameters, or some: others are left alone */
  show(values) {
    for (const control of this.root.querySelectorAll("[data-says]")) {
      const name = /** @type {HTMLElement} */ (control).dataset.says ?? "";
      if (!(name in values)) continue;
      const value = String(values[name]);
      if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === value;
      else if (control instanceof HTMLSelectElement) control.value = value;
      // A field that is being written in is left alone: what it says is on its way.
      else if (control instanceof HTMLInputElement && control.value !== value && control !== document.activeElement) control.value = value;
    }
  }
}
