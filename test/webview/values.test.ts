import { expect, test } from 'vitest';
import { column, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** An extracted answer as the verdict shows it: `formula`, or the text of a box. */
async function shown(view: TracesPage, extracted: string): Promise<string> {
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', answer: '$x$', verdict: verdict({ extracted, gold: '42' }) })]),
  });
  await view.settled();
  const value = view.page.locator('.verdict .value').first();
  return (await value.locator('.formula').count()) > 0 ? 'formula' : await value.innerText();
}

test('the question, the gold answer and the extracted answer are drawn, and raw text shows their source', async () => {
  const view = await openTraces();
  const [gold, extracted] = ['\\frac{\\pi}{2}', '\\dfrac{\\pi}{2}'];
  const question = 'Let $r > 0$. # What is `a*b*c` at *the* end, for $5 and $7?';
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', answer: 'It is $x$.', verdict: verdict({ extracted, gold }) })], {
      item: { ...traces([]).item, question, gold },
    }),
  });
  const sources = () =>
    view.page
      .locator('.item .formula, .verdict .formula')
      .evaluateAll((all) => all.map((one) => (one instanceof HTMLElement ? one.dataset.source : null)));
  await expect.poll(sources).toEqual(['$r > 0$', gold, extracted, gold]);
  // Nothing else in an item is read as markdown: it may be code.
  expect(await view.page.innerText('.published')).toContain(
    '. # What is `a*b*c` at *the* end, for $5 and $7?',
  );
  expect(await view.page.locator('.verdict .value').first().getAttribute('title')).toBe(extracted);
  await view.page.keyboard.press('r');
  await expect.poll(sources).toEqual([]);
  expect(await view.page.locator('.verdict code').allInnerTexts()).toEqual([extracted, gold]);
  expect(await view.page.innerText('.published')).toBe(question);
});

test('an answer is drawn only where every letter of it is seen', async () => {
  const view = await openTraces();
  expect(await shown(view, '\\left(3, \\frac{\\pi}{2}\\right)')).toBe('formula');
  expect(await shown(view, '$\\sqrt{2}$')).toBe('formula');
  expect(await shown(view, '2^{10}')).toBe('formula');
  expect(await shown(view, '\\frac{1}{2} \\text{ of the square cm}')).toBe('formula');
  expect(await shown(view, '\\begin{pmatrix} 1 & 2 \\\\ \\sin x & \\text{no, } 4 \\end{pmatrix}')).toBe(
    'formula',
  );
  for (const text of [
    '42',
    'snake_case',
    'a ^ b',
    'C:\\Users\\me',
    '\\frac{1}{2',
    '\\frac{1}{2} % and not 3',
    '\\frac{1}{2}\\phantom{3}',
    '\\color{white}{3}\\frac{1}{2}',
    '\\def\\a{1}\\a',
    '\\rule{9em}{9em}',
    '\\frac{1}{2}\\href{https://example.org}{3}',
    '$\\pi$ or $\\tau$',
    '\\@firstoftwo{\\frac12}{42}',
    '\\begin{alignedat}{42}x\\end{alignedat}',
    '\\begin{array}{c}1\\\\[-1.2em]2\\end{array}',
    '\\begin{pmatrix}1\\\\[3em]2\\end{pmatrix}',
    '\\frac{1}{2}\\\\3',
    '196 = 4 \\times 49 so the answer is \\boxed{9}',
    '1\\!\\!\\!\\!\\frac{2}{3}',
    `\\frac12${'\\qquad'.repeat(60)}7`,
  ]) {
    expect(await shown(view, text)).toBe(text);
  }
  expect(await shown(view, '\\frac{1}{\u202e2}')).toBe('\\frac{1}{⟨U+202E⟩2}');
});
