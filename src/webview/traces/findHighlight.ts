const NAME = 'trace-find';

let marked: Element[] = [];

/** Shows one found place in the page, and takes the last one away: text by a highlight, formulas by a class. */
export function highlightFound(ranges: readonly Range[], elements: readonly Element[]): void {
  clearFound();
  if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges));
  marked = [...elements];
  for (const element of marked) element.classList.add('found');
}

export function clearFound(): void {
  CSS.highlights.delete(NAME);
  for (const element of marked) element.classList.remove('found');
  marked = [];
}
