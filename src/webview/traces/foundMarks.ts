const NAME = 'trace-found';
/** Places of one text that are shown at once, and milliseconds between two looks at a text that grows. */
const MOST = 1_000;
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
    this.#ranges = steps.flatMap((step) => placesIn(step, pattern)).slice(0, MOST);
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

/** Places in the text of a step, over the borders of bold and code, but not of paragraphs or formulas. */
function placesIn(step: Element, pattern: RegExp): Range[] {
  const found: Range[] = [];
  for (const nodes of runsOf(step)) {
    const text = nodes.map(({ data }) => data).join('');
    for (const { index, 0: hit } of text.matchAll(pattern)) {
      const range = document.createRange();
      const [first, last] = [placeOf(nodes, index + 1), placeOf(nodes, index + hit.length)];
      if (first === null || last === null) continue;
      range.setStart(first[0], first[1] - 1);
      range.setEnd(...last);
      found.push(range);
    }
  }
  return found;
}

/** Texts that are read on without a break between them. */
function runsOf(step: Element): Text[][] {
  const runs: Text[][] = [[]];
  const visit = (node: Node): void => {
    if (node instanceof Text) runs.at(-1)?.push(node);
    else if (node instanceof Element) {
      const breaks = node.matches('br, div, td, th, tr, .formula, .formula-source');
      if (breaks) runs.push([]);
      if (!node.matches('.formula, .formula-source')) for (const child of node.childNodes) visit(child);
      if (breaks) runs.push([]);
    }
  };
  visit(step);
  return runs.filter(({ length }) => length > 0);
}

function placeOf(nodes: readonly Text[], offset: number): readonly [Text, number] | null {
  let rest = offset;
  for (const node of nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  return null;
}
