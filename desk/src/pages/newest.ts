/** Of several questions asked one after the other only the last one's answer is shown. */

/** Return what passes answers on, and refuses those that a later question has overtaken. */
export function onlyNewest(): <T>(answer: Promise<T>) => Promise<T> {
  let asked = 0;
  return async (answer) => {
    const mine = ++asked;
    const found = await answer;
    // Such a refusal is no fault and is not complained of.
    if (mine !== asked) throw new DOMException("overtaken by a later question", "AbortError");
    return found;
  };
}
