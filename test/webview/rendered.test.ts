import { expect, test } from 'vitest';
import { column, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** What is drawn of a text, one step a line, by its elements: `div.paragraph(text)`. */
async function drawn(view: TracesPage, part: 'Reasoning' | 'Answer' = 'Answer'): Promise<string[]> {
  await view.settled();
  return view.page.locator(`.model-text[aria-label^="${part} of a"]`).evaluate((text) => {
    const shape = (node: Node): string => {
      if (node instanceof Text) return node.data.replaceAll('\n', '⏎');
      if (!(node instanceof Element)) return '';
      if (node.matches('.step-number')) return '';
      if (node.matches('.formula'))
        return `⟦${node.classList.contains('display') ? 'display ' : ''}${node.querySelector('annotation')?.textContent ?? ''}⟧`;
      const name = node.className === '' ? node.localName : node.className.replace('md-', '');
      return `${name}(${[...node.childNodes].map(shape).join('')})`;
    };
    return [...text.querySelectorAll('.step')].map((step) => [...step.childNodes].map(shape).join(''));
  });
}

async function openAnswer(
  answer: string,
  range: readonly [number, number] | null = null,
): Promise<TracesPage> {
  const view = await openTraces();
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', answer, verdict: verdict({ range }) })]),
  });
  return view;
}

test('markdown and LaTeX become elements, step by step', async () => {
  const view = await openAnswer(
    [
      '### Step 1: **Halve** it',
      '',
      'So $x^2$ and \\(y\\), at $5 or $10, `a*b` *em*.',
      '\\[',
      '84 \\div 2 = 42',
      '\\]',
      'Done.',
      '',
      '1. one',
      '2. two',
      '   - sub $z$',
      '',
      '```python',
      'print("$x$")',
      '```',
      '| a | b |',
      '|---|---|',
      '| 1 | $2$ |',
    ].join('\n'),
  );
  expect(await drawn(view)).toEqual([
    'drawn(heading(Step 1: strong(Halve) it))',
    'drawn(paragraph(So ⟦x^2⟧ and ⟦y⟧, at $5 or $10, code(a*b) em(em).br()⟦display \n84 \\div 2 = 42\n⟧Done.))',
    'drawn(list(item(marker(1.)item-body(paragraph(one)))))',
    'drawn(list(item(marker(2.)item-body(paragraph(two)))))',
    'drawn(list(item(marker(•)item-body(paragraph(sub ⟦z⟧)))))',
    'drawn(fence(fence-info(python)code(print("$x$"))))',
    'drawn(table(thead(tr(th(a)th(b)))tbody(tr(td(1)td(⟦2⟧)))))',
  ]);
});
