import { expect, test } from 'vitest';
import { cells, crafted, openTanks, rows, two } from './support/alignedTanks.ts';
import { alignedMessage } from './support/alignments.ts';
import { column, headOf, mark, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();

test('the reference is the base, or what the reader chose, and that is kept', async () => {
  const three = [column({ label: 'x', answer: 'One.' }), ...two];
  const view = await openTraces({ width: 1600, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(three) });
  const columns = ['x', 'base', 'tuned'];
  expect(await view.posted()).toContainEqual({
    type: 'align',
    align: { columns, reference: 'base', part: 'both' },
  });
  await view.send(alignedMessage(three, { reference: 'base' }));
  expect(await view.page.locator('.compared').nth(1).innerText()).toContain('Reference');
  await view.page.getByRole('button', { name: 'Use as reference: tuned' }).click();
  const posted = await view.posted();
  expect(posted).toContainEqual({ type: 'align', align: { columns, reference: 'tuned', part: 'both' } });
  expect(posted).toContainEqual({
    type: 'look',
    look: expect.objectContaining({ reference: 'tuned' }) as unknown,
  });
  // What is shown stays until the next alignment is there.
  expect(await view.page.locator('.aligned-row:not([hidden])').count()).toBeGreaterThan(3);
  await view.send(alignedMessage(three, { reference: 'tuned' }));
  expect(await view.page.locator('.compared').nth(2).innerText()).toContain('Reference');
  await view.page.getByRole('button', { name: 'Hide tuned' }).click();
  expect(await view.posted()).toContainEqual({
    type: 'align',
    align: { columns: ['x', 'base'], reference: 'base', part: 'both' },
  });
});

test('reasoning, answer or both: asked anew, kept, and in both the answer is set off', async () => {
  const columns = ['a', 'b'].map((label) =>
    column({ label, reasoning: 'I think.\n\nI compute.', answer: 'It is 42.' }),
  );
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns));
  expect(await view.page.locator('.answer-begins').count()).toBe(2);
  expect(await cells(view)).toHaveLength(3);
  await view.posted();
  await view.page.getByRole('button', { name: 'Answer', exact: true }).click();
  const posted = await view.posted();
  expect(posted).toContainEqual({
    type: 'align',
    align: { columns: ['a', 'b'], reference: 'a', part: 'answer' },
  });
  expect(posted).toContainEqual({
    type: 'look',
    look: expect.objectContaining({ part: 'answer' }) as unknown,
  });
  // An answer of another part is none of what is asked for.
  await view.send(alignedMessage(columns));
  expect(await view.page.innerText('.aligned')).toBe('Aligning…');
  await view.send(alignedMessage(columns, { part: 'answer' }));
  expect(await cells(view)).toEqual([['It is 42.', 'It is 42.']]);
  expect(await view.page.locator('.answer-begins').count()).toBe(0);
  await view.page.getByRole('button', { name: 'Reasoning', exact: true }).click();
  await view.send(alignedMessage(columns, { part: 'reasoning' }));
  expect(await cells(view)).toHaveLength(2);
});

test('one column alone says that two are needed, and nothing is asked', async () => {
  const view = await openTraces({ look: { aligned: true } });
  await view.send({ type: 'state', state: traces(two.slice(0, 1)) });
  expect(await view.page.innerText('.aligned')).toContain('Two columns are needed');
  expect((await view.posted()).filter((message) => message?.type === 'align')).toEqual([]);
});

test('what fails is said, and what is of another sample waits for the next message', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(two) });
  await view.send({ type: 'aligned', aligned: null });
  expect(await view.page.innerText('.aligned')).toBe('The columns could not be aligned. Try again');
  await view.send(crafted);
  expect(await cells(view)).toHaveLength(rows.length);
  const other = column({
    label: 'tuned',
    role: 'tuned',
    sample: 1,
    samples: [mark(), mark()],
    answer: 'Another sample.',
  });
  await view.send({ type: 'sample', column: other });
  expect(await view.page.innerText('.aligned')).toBe('Aligning…');
  await view.send(crafted);
  expect(await view.page.innerText('.aligned')).toBe('Aligning…');
  await view.send(alignedMessage([two[0]!, other]));
  expect((await cells(view)).flat().join(' ')).toContain('Another sample.');
  // A verdict that comes later leaves the rows where they are.
  await view.settled();
  const before = await cells(view);
  await view.send({ type: 'column', column: headOf({ ...other, verdict: verdict({}) }) });
  expect(await cells(view)).toEqual(before);
});

test('of another item nothing stands in the rows of the last one, however long its texts are', async () => {
  const view = await openTanks(openTraces);
  await view.posted();
  const longer = two.map((one) => ({
    ...one,
    answer: `${one.answer}\n\nAnd more.`.replaceAll('tank', 'bowl'),
  }));
  const item = { ...traces([]).item, key: 'item-32' };
  await view.send({ type: 'state', state: traces(longer, { item }) });
  expect(await view.page.innerText('.aligned')).toBe('Aligning…');
  const align = { columns: ['base', 'tuned'], reference: 'base', part: 'both' };
  expect(await view.posted()).toContainEqual({ type: 'align', align });
  await view.send(alignedMessage(longer));
  expect((await cells(view)).flat().join(' ')).toContain('The bowl holds 84 litres.');
});

test('items of which place and id look the same are told apart by their key', async () => {
  const view = await openTanks(openTraces);
  await view.posted();
  const longer = two.map((one) => ({ ...one, answer: one.answer.replaceAll('tank', 'bowl') }));
  const { item } = traces([]);
  await view.send({ type: 'state', state: traces(longer, { item: { ...item, key: 'item-31 elsewhere' } }) });
  expect(await view.page.innerText('.aligned')).toBe('Aligning…');
  expect(await view.posted()).toMatchObject([{ type: 'align', align: { reference: 'base' } }]);
  // The same item once more is no other.
  await view.send(alignedMessage(longer));
  const again = traces(longer, { item: { ...item, key: 'item-31 elsewhere' }, restore: 'token-2' });
  await view.send({ type: 'state', state: again });
  expect(await view.posted()).toEqual([]);
  expect((await cells(view)).flat().join(' ')).toContain('The bowl holds 84 litres.');
});
