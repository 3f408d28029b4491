import { expect, test } from 'vitest';
import { coarseWords } from '../../src/core/compare/coarseWords.ts';
import { current, openTanks } from './support/alignedTanks.ts';
import { alignedMessage, craftedMessage, textOf } from './support/alignments.ts';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();

test('the line above the rows and the columns say how it came out', async () => {
  const view = await openTanks(openTraces);
  expect(await view.page.innerText('.aligned-together')).toMatch(
    /^They first differ at step 3 of base\s+·\s+Final answers:\s+base: 42 · tuned: 41$/,
  );
  const [base, tuned] = await view.page.locator('.compared').allInnerTexts();
  expect(base).toContain('5 steps · final answer first stated at 62 % of the text');
  expect(tuned).toContain('56 % alike');
  expect(tuned).toContain('first differs at its step 3: of what follows 40 % has a partner');
  expect(tuned).toContain('6 steps · 2 checks · 1 backtrack · 1 repeated');
  expect(tuned).toContain('goes round in circles from step 3: 3 steps 12 times');
  await view.page.getByRole('button', { name: 'first differs at its step 3' }).click();
  expect(await current(view)).toBe(2);
});

test('of several columns the line says which parts, before one that only differs, or which ends', async () => {
  const own = ['a', 'b', 'c', 'd'].map((label) => [`One ${label}.`, 'Two.', 'Six.']);
  const columns = own.map((steps, at) => column({ label: 'abcd'.charAt(at), answer: textOf(steps) }));
  const view = await openTraces({ width: 1900, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  const cell = (number: number) => [{ number }];
  const message = craftedMessage(
    columns,
    own,
    [
      { cells: [cell(1), cell(1), cell(1), cell(1)] },
      { cells: [[{ number: 2, state: 'changed', notInAll: true }], cell(2), cell(2), []] },
      { cells: [cell(3), cell(3), cell(3), []] },
    ],
    [
      {},
      { divergence: { row: 0, kind: 'differs', paired: [0.996, 0.9] } },
      { divergence: { row: 2, kind: 'parts', paired: [0.2, 0.002] } },
      { divergence: { row: 1, kind: 'differs', paired: [0, null] }, similarity: 0.996 },
    ],
  );
  await view.send(message);
  expect(await view.page.innerText('.aligned-together')).toBe('c parts at step 3 of a');
  const said = await view.page.locator('.compared').allInnerTexts();
  expect(said[1]).toContain(
    'first differs at its step 1 and goes on together: of what follows 90 % has a partner',
  );
  expect(said[2]).toContain('parts at its step 3: from there on < 1 % has a partner');
  expect(said[3]).toContain('> 99 % alike');
  expect(said[3]).toContain('ends before the reference does');
  expect(await view.page.getByRole('row', { name: 'a: step 2, the same, but not in all' }).count()).toBe(1);
  const pair = [column({ label: 'a', answer: 'if a:\n  b' }), column({ label: 'b', answer: 'if a:\nb' })];
  await view.send({ type: 'state', state: traces(pair) });
  await view.send(alignedMessage(pair));
  expect(await view.page.innerText('.aligned-together')).toBe('The same but for white space');
});

test('identical, empty, truncated and coarsely compared traces are said to be', async () => {
  const columns = [
    column({ label: 'a', answer: 'One.' }),
    column({ label: 'b', answer: 'One.' }),
    column({ label: 'c' }),
    column({ label: 'd', answer: 'One.', state: 'truncated' }),
  ];
  const view = await openTraces({ width: 1900, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  const one = { number: 1 };
  const message = craftedMessage(
    columns,
    [['One.'], ['One.'], [], ['One.']],
    [{ cells: [[one], [one], [], [one]] }],
    [{}, { identical: true, similarity: 1 }, { similarity: 0 }, { coarse: true }],
  );
  await view.send(message);
  const said = await view.page.locator('.compared').allInnerTexts();
  expect(said[1]).toContain('The same, word for word');
  expect(said[2]).toContain('no text');
  expect(said[3]).toContain('truncated: compared as far as it goes');
  expect(said[3]).toContain(coarseWords);
  const pair = columns.slice(0, 2);
  await view.send({ type: 'state', state: traces(pair) });
  await view.send(alignedMessage(pair));
  expect(await view.page.innerText('.aligned-together')).toBe('The same, word for word');
  expect(await view.page.innerText('.aligned-count')).toBe('No difference');
  await view.page.keyboard.press('n');
  expect(await view.page.locator('[role=status].spoken').innerText()).toBe('No difference');
});

test('the comparison opens in the editor, is copied and saved', async () => {
  const view = await openTanks(openTraces, { reference: 'tuned' });
  await view.posted();
  const align = { columns: ['base', 'tuned'], reference: 'tuned', part: 'both' };
  const wanted = [
    ['Compare in the Editor', { type: 'open-comparison', keys: ['tuned', 'base'] }],
    ['Copy as Markdown', { type: 'export-comparison', align, as: 'copy-markdown' }],
    ['Save as Markdown…', { type: 'export-comparison', align, as: 'save-markdown' }],
    ['Save as HTML…', { type: 'export-comparison', align, as: 'save-html' }],
  ] as const;
  for (const [name, message] of wanted) {
    await view.page.getByRole('button', { name: 'Open, copy or save the comparison' }).click();
    await view.page.getByRole('button', { name }).click();
    expect(await view.posted()).toEqual([message]);
    expect(await view.page.locator('.comparison-menu').isVisible()).toBe(false);
  }
});
