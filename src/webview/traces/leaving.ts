/** Milliseconds of a frame that taking old texts out of the page may use. */
const BUDGET = 3;

const leaving: Element[] = [];
const waiting = new Set<() => void>();
let scheduled = false;

/**
 * Takes elements out of the page bit by bit, their last parts first, and out of sight at once: to take a long trace
 * apart takes longer than a frame may.
 */
export function leave(elements: readonly Element[]): void {
  for (const element of elements) element.classList.add('leaving');
  leaving.push(...elements);
  schedule();
}

function schedule(): void {
  if (scheduled || leaving.length === 0) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    const end = performance.now() + BUDGET;
    do takeOne();
    while (leaving.length > 0 && performance.now() < end);
    if (leaving.length === 0) {
      const calls = [...waiting];
      waiting.clear();
      for (const call of calls) call();
    }
    schedule();
  });
}

/** Calls back once nothing is on its way out of the page; false where that is so now. */
export function afterLeaving(call: () => void): boolean {
  if (leaving.length === 0) return false;
  waiting.add(call);
  return true;
}

/** A part of the last element, or the element once it has no more. */
function takeOne(): void {
  const element = leaving.at(-1);
  const part = element?.lastElementChild ?? null;
  if (part !== null && element?.isConnected === true) part.remove();
  else leaving.pop()?.remove();
}
