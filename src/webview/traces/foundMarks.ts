const NAME = 'trace-found';
/** Places of one text that are shown at once, and milliseconds between two looks at a text that grows. */
const MOST = 400;
const EVERY = 150;

/** What of a text is near the view, and what is looked for in it. */
export interface NearText {
  readonly pattern: RegExp | null;
  /** Steps near the view in which the search found something. */
  readonly steps: readonly Element[];
}

/**
 * Shows all places of a search in the texts near the view, faintly, behind the one that was gone to. It looks at
 * what is drawn, where a reader would; what a place is in the text as it came is only asked of the one gone to.
 */
export class FoundMarks {
  readonly #near: () => NearText;
  #ranges: readonly Range[] = [];
  #formulas: readonly Element[] = [];
  #due = 0;
  #timer: number | null = null;

  constructor(near: () => NearText) {
    this.#near = near;
  }

  /** Looks again, soon. */
  request(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#due - performance.now());
    this.#timer = window.setTimeout(() => {
      this.#timer = null;
      requestAnimationFrame(() => this.#update());
    }, wait);
  }

  #update(): void {
    this.#due = performance.now() + EVERY;
    const { pattern, steps } = this.#near();
    if (pattern === null && this.#ranges.length === 0 && this.#formulas.length === 0) return;
    const shown = shownIn();
    for (const range of this.#ranges) shown.delete(range);
    for (const formula of this.#formulas) formula.removeAttribute('data-found');
    this.#ranges = [];
    this.#formulas = [];
    if (pattern === null) return;
    this.#ranges = [...take(placesIn(steps, pattern), MOST)];
    this.#formulas = steps.flatMap((step) => formulasIn(step, pattern));
    for (const range of this.#ranges) shown.add(range);
    for (const formula of this.#formulas) formula.setAttribute('data-found', '');
  }
}

function shownIn(): Highlight {
  const known = CSS.highlights.get(NAME);
  if (known !== undefined) return known;
  const made = new Highlight();
  // The place that was gone to lies on top.
  made.priority = -1;
  CSS.highlights.set(NAME, made);
  return made;
}

function formulasIn(step: Element, pattern: RegExp): Element[] {
  const formulas = [...step.querySelectorAll<HTMLElement>('.formula, .formula-source')];
  return formulas.filter((formula) => (formula.dataset.source ?? formula.textContent).search(pattern) >= 0);
}

/** Places in the text of steps, over the borders of bold and code, but not of paragraphs or formulas. */
function* placesIn(steps: readonly Element[], pattern: RegExp): Generator<Range> {
  for (const step of steps) {
    for (const nodes of runsOf(step)) {
      const place = walker(nodes);
      for (const { index, 0: hit } of nodes
        .map(({ data }) => data)
        .join('')
        .matchAll(pattern)) {
        const range = document.createRange();
        const [first, at] = place(index + 1);
        range.setStart(first, at - 1);
        range.setEnd(...place(index + hit.length));
        yield range;
      }
    }
  }
}

function* take<Value>(values: Iterable<Value>, most: number): Generator<Value> {
  let left = most;
  for (const value of values) {
    if (left <= 0) return;
    left -= 1;
    yield value;
  }
}

/** Texts that are read on without a break between them. */
function* runsOf(step: Element): Generator<readonly [Text, ...Text[]]> {
  const walk = document.createTreeWalker(step, NodeFilter.SHOW_TEXT);
  let run: Text[] = [];
  let last: Element | null = null;
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    if (!(node instanceof Text)) continue;
    const formula = node.parentElement?.closest('.formula, .formula-source') ?? null;
    const block = formula ?? node.parentElement?.closest('div, td, th') ?? null;
    const breaks = block !== last || node.previousSibling instanceof HTMLBRElement;
    last = block;
    if (breaks) {
      if (isSome(run)) yield run;
      run = [];
    }
    if (formula === null) run.push(node);
  }
  if (isSome(run)) yield run;
}

function isSome(run: readonly Text[]): run is readonly [Text, ...Text[]] {
  return run.length > 0;
}

/** Gives the place of one offset after the other, ascending, in texts that follow each other. */
function walker(nodes: readonly [Text, ...Text[]]): (offset: number) => readonly [Text, number] {
  let [node] = nodes;
  let [at, start] = [0, 0];
  return (offset) => {
    while (offset - start > node.length) {
      const next = nodes[at + 1];
      if (next === undefined) break;
      start += node.length;
      at += 1;
      node = next;
    }
    return [node, Math.min(offset - start, node.length)];
  };
}
