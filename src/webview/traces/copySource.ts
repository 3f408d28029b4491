/** Copies a selection with the LaTeX of its formulas in place of the letters they are drawn with. */
export function copySource(event: ClipboardEvent): void {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || event.clipboardData === null) return;
  const copied = selection.getRangeAt(0).cloneContents();
  // What is said of steps is no part of the texts.
  for (const said of copied.querySelectorAll('.step-words, .step-meta')) said.remove();
  const formulas = copied.querySelectorAll<HTMLElement>('.formula');
  if (formulas.length === 0) return;
  for (const formula of formulas) formula.replaceChildren(formula.dataset.source ?? '');
  event.clipboardData.setData('text/plain', textOf(copied));
  event.preventDefault();
}

const lines = '.step, .md-paragraph, .md-heading, .md-quote, .md-item, .md-fence, .md-rule, .block, tr';

function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLBRElement) return '\n';
  const text = [...node.childNodes].map(textOf).join(node instanceof HTMLTableRowElement ? '\t' : '');
  if (node instanceof Element && node.matches('.md-marker')) return `${text} `;
  return node instanceof Element && node.matches(lines) && !text.endsWith('\n') && text !== ''
    ? `${text}\n`
    : text;
}
