// @ts-check
/**
 * The form beside an answer is open where there is room beside it, and folded away where it would stand before it.
 * @param {HTMLDetailsElement} form
 */
export function foldWhereNarrow(form) {
  const narrow = matchMedia("(max-width: 63.99rem)");
  const fold = () => {
    form.open = !narrow.matches;
  };
  narrow.addEventListener("change", fold);
  fold();
}
