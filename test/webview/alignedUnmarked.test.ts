import { expect, test } from 'vitest';
import type { Column } from '../../src/protocol.ts';
import { cells } from './support/alignedTanks.ts';
import { alignedMessage, craftedMessage } from './support/alignments.ts';
import { useTraces } from './support/fixture.ts';
import { column, mark, traces, verdict } from './support/samples.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const spoken = '[role=status].spoken';
const marked = (label: string) =>
  column({ label, reasoning: 'I think of a tank.\n\nIt holds 84.', answer: 'It is 84.' });
const unmarked = column({ label: 'plain', role: 'base', answer: 'I think of a tank.\n\nIt is 84.' });

test('a trace without marked reasoning is counted in nothing, and one click compares all of its text', async () => {
  const columns = [unmarked, marked('a'), marked('b')];
  const view = await openTraces({ width: 1600, look: { aligned: true, part: 'reasoning' } });
  await view.send({ type: 'state', state: traces(columns) });
  // It is no reference either, though it is the base.
  expect(await view.posted()).toContainEqual({
    type: 'align',
    align: { columns: ['a', 'b'], reference: 'a', part: 'reasoning' },
  });
  await view.send(alignedMessage(columns.slice(1), { part: 'reasoning' }));
  const rows = await cells(view);
  expect(rows).toHaveLength(2);
  expect(rows.every(([first, ...others]) => first === '' && others.every((text) => text !== ''))).toBe(true);
  expect(await view.page.innerText('.aligned-count')).toBe('No difference');
  const together = await view.page.innerText('.aligned-together');
  expect(together).toContain('plain has no marked reasoning: all of its text is under Answer');
  expect(together).toContain('The same, word for word');
  const [plain] = await view.page.locator('.compared').allInnerTexts();
  expect(plain).toBe('no marked reasoning: all of its text is under Answer');
  const hatch = await view.page.evaluate(
    () => getComputedStyle(document.querySelector('.aligned-cell')!, '::after').content,
  );
  expect(hatch).toBe('none');
  await view.page.getByRole('button', { name: 'Compare reasoning and answer' }).click();
  expect(await view.posted()).toContainEqual({
    type: 'align',
    align: { columns: ['plain', 'a', 'b'], reference: 'plain', part: 'both' },
  });
});

test('where answers are compared, it is said of which the whole text is one', async () => {
  const columns = [unmarked, marked('a')];
  const view = await openTraces({ width: 1600, look: { aligned: true, part: 'answer' } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns, { part: 'answer' }));
  const words = 'plain has no marked reasoning: all of its text is under Answer';
  const together = view.page.locator('.aligned-together');
  await together.getByText(words).waitFor();
  await view.send({ type: 'state', state: traces([unmarked, { ...unmarked, key: 'b', label: 'b' }]) });
  await together.getByText(words).waitFor({ state: 'detached' });
});

/** Three columns of which the last is not compared, with their rows. */
async function openBeside(): Promise<TracesPage> {
  const columns = [marked('a'), marked('b'), { ...unmarked, role: null, samples: [mark(), mark()] }];
  const view = await openTraces({ width: 1600, look: { aligned: true, part: 'reasoning' } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns.slice(0, 2), { part: 'reasoning' }));
  expect(await cells(view)).toHaveLength(2);
  return view;
}

/** Which cells of each row have a text, by column. */
async function filled(view: TracesPage): Promise<string[]> {
  const rows = await cells(view);
  return rows.map((row) => row.map((text) => (text === '' ? '-' : 'x')).join(''));
}

test('the rows stay when a column that is not compared is hidden, moved or shows another sample', async () => {
  const view = await openBeside();
  expect(await filled(view)).toEqual(['xx-', 'xx-']);
  const other = {
    ...unmarked,
    role: null,
    sample: 1,
    samples: [mark(), mark()],
    answer: 'Another.\n\nIt is 85.',
  };
  await view.send({ type: 'sample', column: other });
  expect(await filled(view)).toEqual(['xx-', 'xx-']);
  await view.page.getByRole('button', { name: /^Columns/ }).click();
  await view.page.getByRole('button', { name: 'Move plain to the left' }).click();
  await expect.poll(() => filled(view)).toEqual(['x-x', 'x-x']);
  await view.page.keyboard.press('Escape');
  await view.page.getByRole('button', { name: 'Hide plain' }).click();
  await expect.poll(() => filled(view)).toEqual(['xx', 'xx']);
  expect(await view.page.locator('.aligned-notice').count()).toBe(0);
});

test('after a failure before any rows it is still said when a column that is not compared is hidden', async () => {
  const columns = [marked('a'), marked('b'), unmarked];
  const view = await openTraces({ width: 1600, look: { aligned: true, part: 'reasoning' } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send({ type: 'aligned', aligned: null });
  await view.page.getByRole('button', { name: 'Hide plain' }).click();
  await expect.poll(() => view.page.locator('rt-column').count()).toBe(2);
  expect(await view.page.innerText('.aligned-notice')).toContain('Try again');
  // There are no rows to go to.
  await view.page.getByRole('button', { name: 'Try again' }).focus();
  await view.page.keyboard.press('Enter');
  expect(await view.page.innerText('.aligned-notice')).toBe('Aligning…');
  expect(await view.page.locator('.aligned-bar :focus').innerText()).toBe('Reasoning');
});

test('who compares reasoning and answer from the keyboard stays at what is aligned', async () => {
  const compareBoth = async (view: TracesPage): Promise<void> => {
    await view.page.getByRole('button', { name: 'Compare reasoning and answer' }).focus();
    await view.page.keyboard.press('Enter');
    expect(await view.page.locator('.aligned-bar :focus').innerText()).toBe('Both');
    expect(await view.page.locator('.aligned-bar :focus').getAttribute('aria-pressed')).toBe('true');
  };
  await compareBoth(await openBeside());
  // Where it stands in place of the rows.
  const view = await openTraces({ width: 1400, look: { aligned: true, part: 'reasoning' } });
  await view.send({ type: 'state', state: traces([unmarked, marked('a')]) });
  await compareBoth(view);
});

test('where one alone has marked reasoning there is nothing to compare, and it is said why', async () => {
  const columns = [unmarked, marked('a')];
  const view = await openTraces({ width: 1400, look: { aligned: true, part: 'reasoning' } });
  await view.send({ type: 'state', state: traces(columns) });
  expect((await view.posted()).filter((message) => message?.type === 'align')).toEqual([]);
  expect(await view.page.innerText('.aligned')).toContain('plain has no marked reasoning');
  expect(await view.page.locator('.compared').first().innerText()).not.toContain('alike');
  await view.page.getByRole('button', { name: 'Compare reasoning and answer' }).click();
  await view.send(alignedMessage(columns));
  expect((await cells(view)).length).toBeGreaterThan(1);
});

const answering = (label: string, change: Partial<Column>) =>
  column({ label, answer: 'It is so.\n\nAnswer.', ...change });

test('where only the final answers differ it is said, and x leads to them', async () => {
  const columns = [
    answering('a', { verdict: verdict({ extracted: '12', range: [11, 17] }) }),
    answering('b', {
      answer: 'It is so.\n\nAnswer!',
      verdict: verdict({ extracted: '15', range: [11, 17] }),
    }),
  ];
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  const own = ['It is so.', 'Answer.'];
  const message = craftedMessage(
    columns,
    [own, ['It is so.', 'Answer!']],
    [{ cells: [[{ number: 1 }], [{ number: 1 }]] }, { cells: [[{ number: 2 }], [{ number: 2 }]] }],
    [{ answer: 0 }, { answer: 1, similarity: 0.9 }],
  );
  await view.send(message);
  expect(await view.page.innerText('.aligned-together')).toContain('Only the final answers differ: 12 / 15');
  await view.page.keyboard.press('x');
  expect(await view.page.innerText(spoken)).toBe('Only the final answers differ: 12 / 15');
  expect(await view.page.locator('.aligned-row[aria-current]').getAttribute('aria-rowindex')).toBe('2');
});

test('where they stand in no step that is shown, x says that they differ', async () => {
  const columns = [
    { ...marked('a'), verdict: verdict({ extracted: '12', range: [6, 8] as [number, number] }) },
    { ...marked('b'), verdict: verdict({ extracted: '15', range: [6, 8] as [number, number] }) },
  ];
  const view = await openTraces({ width: 1400, look: { aligned: true, part: 'reasoning' } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns, { part: 'reasoning' }));
  await view.page.keyboard.press('x');
  expect(await view.page.innerText(spoken)).toBe('Only the final answers differ: 12 / 15');
  expect(await view.page.locator('.aligned-row[aria-current]').count()).toBe(0);
});
