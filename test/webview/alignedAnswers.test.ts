import { expect, test } from 'vitest';
import type { Column, Verdict } from '../../src/protocol.ts';
import { craftedMessage } from './support/alignments.ts';
import { useTraces } from './support/fixture.ts';
import { column, traces, verdict } from './support/samples.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const response = Array.from(
  { length: 300 },
  (_, at) => `${at}: <|im_end|> and the same once more, ${'so '.repeat(12)}`,
);

/** Columns of one step, and which of their final answers are the same by number. */
async function openAnswers(
  own: readonly (Partial<Column> & { readonly label: string; readonly is: number | null })[],
  size: { readonly width: number; readonly height: number } = { width: 1600, height: 1000 },
): Promise<TracesPage> {
  const columns = own.map(({ is: _, ...change }) => column({ answer: 'One.', ...change }));
  const view = await openTraces({ ...size, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  const step = [{ number: 1 }];
  const steps = columns.map(() => ['One.']);
  const facts = own.map(({ is }) => ({ answer: is }));
  await view.send(craftedMessage(columns, steps, [{ same: true, cells: steps.map(() => step) }], facts));
  await view.settled();
  return view;
}

const wrong = (extracted: string | null): Verdict => verdict({ kind: 'wrong', value: 0, extracted });
const bar = (view: TracesPage) => view.page.locator('.aligned-bar');

test.each([
  [1600, 1000],
  [770, 700],
])('answers of 20 kB leave the rows their room at %i by %i', async (width, height) => {
  const text = response.join('\n');
  expect(text.length).toBeGreaterThan(15_000);
  const view = await openAnswers(
    Array.from({ length: 6 }, (_, at) => ({ label: `model-${at}`, is: at, verdict: wrong(`${at} ${text}`) })),
    { width, height },
  );
  const box = (await bar(view).boundingBox())!;
  expect(box.height).toBeLessThan(height / 3 + 1);
  expect((await view.page.locator('.columns').boundingBox())!.height).toBeGreaterThan(height / 2);
  const values = bar(view).locator('code.value');
  expect(await values.count()).toBe(4);
  for (const value of await values.all()) {
    expect((await value.innerText()).length).toBeLessThanOrEqual(60);
    expect(await value.innerText()).toMatch(/^\d 0: <\|im_end\|> and the same.*…$/);
    const title = (await value.getAttribute('title'))!;
    expect(title.length).toBe(600);
    expect(title).not.toContain('\n');
  }
  expect(await bar(view).innerText()).toMatch(/and 2 others$/);
  const others = (await bar(view).locator('.other-answers').getAttribute('title'))!;
  expect(others).toMatch(/^model-4: 4 0: .*…\nmodel-5: 5 0: .*…$/);
  // Nor is all of it said.
  await view.page.keyboard.press('x');
  const spoken = await view.page.locator('[role=status].spoken').innerText();
  expect(spoken).toMatch(/^Only the final answers differ: 0 0: .*… \/ …/);
  expect(spoken.length).toBeLessThan(330);
});

test('an answer that was not found is told from one that nobody looked for', async () => {
  const view = await openAnswers([
    { label: 'unscored', is: null },
    { label: 'none', is: null, verdict: wrong(null) },
    { label: 'turns', is: null, verdict: wrong('<|im_end|>\n'.repeat(90)) },
    { label: 'right', is: 0, verdict: verdict({ extracted: '42' }) },
    { label: 'noScore', is: null, verdict: verdict({ kind: 'none', value: null, extracted: null }) },
  ]);
  expect((await bar(view).locator('.aligned-together').innerText()).replace(/\s+/g, ' ')).toMatch(
    /Final answers: right: 42 · none, turns: no answer found · unscored, noScore: not scored$/,
  );
});

test('of a whole response, what our scorer found in it is the answer', async () => {
  const text = 'This is all that was said, and it is far too long for an answer. '.repeat(3);
  const view = await openAnswers([
    {
      label: 'a',
      is: 0,
      answer: 'One.',
      verdict: wrong(text),
      judged: { ours: { ...verdict({ extracted: '7' }), differs: true }, hand: null },
    },
    { label: 'b', is: 1, verdict: verdict({ extracted: '42' }) },
  ]);
  expect(await bar(view).innerText()).toMatch(/a: 7 · b: 42$/);
});

test('a fraction in a line of a head is whole, and what is cut has its whole in a tooltip', async () => {
  const view = await openAnswers([
    { label: 'a', is: 0, verdict: verdict({ extracted: '\\dfrac{243}{625}' }) },
    { label: 'b', is: 0, verdict: verdict({ extracted: '\\frac{243}{625}' }) },
    { label: 'c', is: 1, verdict: wrong('That is what it says, and nothing else. '.repeat(40)) },
  ]);
  const drawn = view.page.locator('.column .extracted .value:not(code)');
  expect(await drawn.count()).toBe(2);
  for (const value of await drawn.all()) {
    const cut = await value.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      const digits = [...element.querySelectorAll('.katex-html .mord')].map((one) =>
        one.getBoundingClientRect(),
      );
      return (
        digits.some((digit) => digit.top < top || digit.bottom > bottom) ||
        element.scrollHeight > element.clientHeight
      );
    });
    expect(cut).toBe(false);
    expect(await value.innerText()).toContain('625');
  }
  expect(await view.page.locator('.column .extracted code').getAttribute('title')).toMatch(/^That.*…$/);
  for (const line of await view.page.locator('.compared > .quiet').all())
    expect(await line.getAttribute('title')).toBe((await line.textContent())!);
});

test.each([
  [3, 770],
  [6, 1540],
])('%i columns have room at %i px beside the rows in little', async (many, width) => {
  const view = await openAnswers(
    Array.from({ length: many }, (_, at) => ({ label: `model-${at}`, is: null })),
    { width, height: 800 },
  );
  const map = (await view.page.locator('.minimap').boundingBox())!;
  const last = (await view.page.locator('.column').last().boundingBox())!;
  expect(map.width).toBeGreaterThan(40);
  expect(last.x + last.width).toBeLessThanOrEqual(map.x);
  const buttons = (await view.page.locator('.column .tools').last().boundingBox())!;
  expect(buttons.x + buttons.width).toBeLessThanOrEqual(last.x + last.width);
});

test('columns of one label name their tools, or their models', async () => {
  const view = await openAnswers([
    { label: 'SmolLM2', key: 'a', model: 'hf/SmolLM2', tool: 'inspect', is: 0, verdict: wrong('7') },
    { label: 'SmolLM2', key: 'b', model: 'SmolLM2', tool: 'lm-eval', is: 1, verdict: wrong('8') },
    { label: 'Other', key: 'c', model: 'org/one', tool: 'lm-eval', is: null },
    { label: 'Other', key: 'd', model: 'org/two', tool: 'lm-eval', is: null },
    { label: 'single', key: 'e', tool: 'lm-eval', is: null },
  ]);
  const heads = () => view.page.locator('.column h2').allInnerTexts();
  const names = ['SmolLM2 · inspect', 'SmolLM2 · lm-eval', 'Other · org/one', 'Other · org/two', 'single'];
  expect(await heads()).toEqual(names);
  expect(await bar(view).innerText()).toContain('SmolLM2 · inspect: 7 · SmolLM2 · lm-eval: 8');
  // So it stays when one of them changes.
  const {
    reasoning: _r,
    answer: _a,
    ...head
  } = column({ label: 'SmolLM2', key: 'a', answer: 'One.', tool: 'inspect' });
  await view.send({ type: 'column', column: head });
  expect(await heads()).toEqual(names);
});

test('how many columns are hidden is said while they are aligned, too', async () => {
  const view = await openAnswers(['a', 'b', 'c', 'd'].map((label) => ({ label, is: null })));
  for (const name of ['Hide a', 'Hide c']) await view.page.getByRole('button', { name }).click();
  const button = view.page.getByRole('button', { name: 'Columns (2 hidden)' });
  expect(await button.isVisible()).toBe(true);
  expect(await view.page.locator('.aligned-bar').isVisible()).toBe(true);
  await view.send({
    type: 'state',
    state: traces(
      ['a', 'b', 'c', 'd'].map((label) => column({ label, answer: 'Two.' })),
      { item: { ...traces([]).item, id: 'next', place: 'tanks.jsonl:4' } },
    ),
  });
  expect(await button.isVisible()).toBe(true);
});
