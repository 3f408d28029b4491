import { expect, test } from 'vitest';
import type { Column } from '../../src/protocol.ts';
import { cells, two } from './support/alignedTanks.ts';
import { alignedMessage, textOf } from './support/alignments.ts';
import { useTraces } from './support/fixture.ts';
import { column, headOf, mark, traces } from './support/samples.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const common = ['The tank holds 84 litres.', 'Half of it is 42 litres.'];
const stale = 'The columns could not be aligned: this is as of the last time. Try again';
const failed = { type: 'aligned', aligned: null } as const;
const align = { columns: ['a', 'b'], reference: 'a', part: 'both' } as const;

function streaming(label: string, answer: string): Column {
  return column({
    label,
    answer,
    state: 'streaming',
    samples: [mark({ state: 'streaming', verdict: null })],
  });
}

/** Two columns that stream, aligned once. */
async function openStream(): Promise<{ readonly view: TracesPage; readonly start: readonly Column[] }> {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const start = ['a', 'b'].map((label) => streaming(label, textOf(common)));
  await view.send({ type: 'state', state: traces(start) });
  await view.send(alignedMessage(start));
  await view.settled();
  await view.posted();
  return { view, start };
}

function notice(view: TracesPage): Promise<string[]> {
  return view.page.locator('.aligned-notice').allInnerTexts();
}

test('a failure during a stream keeps the rows, says how old they are, and what comes grows below them', async () => {
  const { view, start } = await openStream();
  await view.send(failed);
  expect(await notice(view)).toEqual([stale]);
  expect(await view.page.innerText('[role=status].spoken')).toBe('The columns could not be aligned.');
  expect(await cells(view)).toEqual(common.map((step) => [step, step]));
  const more = '\n\nSo 42 remain.';
  await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: more }] });
  const tail = view.page.locator('.aligned-tail .aligned-cell');
  expect(await tail.allInnerTexts()).toEqual(['', expect.stringContaining('So 42 remain.')]);
  // A second failure, and a column that ends, change nothing of that.
  const ended = { ...start[1]!, answer: start[1]!.answer + more, state: 'complete' } as const;
  await view.send(failed, { type: 'column', column: headOf(ended) }, failed);
  expect(await notice(view)).toEqual([stale]);
  expect(await tail.allInnerTexts()).toEqual(['', expect.stringContaining('So 42 remain.')]);
  // The next that works has all of it.
  await view.send(alignedMessage([start[0]!, ended]));
  expect(await notice(view)).toEqual([]);
  expect(await view.page.locator('.aligned-tail').isVisible()).toBe(false);
  expect((await cells(view)).flat()).toContain('So 42 remain.');
});

test('what failed is tried again where the reader says so, with the focus on the rows', async () => {
  const { view, start } = await openStream();
  await view.send(failed);
  await view.page.getByRole('button', { name: 'Try again' }).click();
  expect(await view.posted()).toEqual([{ type: 'align', align }]);
  expect(await notice(view)).toEqual(['Aligning…']);
  expect(await view.page.evaluate(() => document.activeElement?.className)).toContain('aligned-row');
  await view.send(failed);
  expect(await notice(view)).toEqual([stale]);
  await view.page.getByRole('button', { name: 'Try again' }).click();
  await view.send(alignedMessage(start));
  expect(await notice(view)).toEqual([]);
});

test('where there are no rows yet a failure can be tried again too', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const start = ['a', 'b'].map((label) => streaming(label, textOf(common)));
  await view.send({ type: 'state', state: traces(start) });
  await view.posted();
  await view.send(failed);
  await view.page.getByRole('button', { name: 'Try again' }).click();
  expect(await view.posted()).toEqual([{ type: 'align', align }]);
  expect(await notice(view)).toEqual(['Aligning…']);
  await view.send(alignedMessage(start));
  expect(await notice(view)).toEqual([]);
  expect(await cells(view)).toHaveLength(2);
});

test('a failure is not said of the next item, nor of another way to align', async () => {
  const { view } = await openStream();
  await view.send(failed);
  const next = ['a', 'b'].map((label) => column({ label, answer: 'The bowl holds 12 litres.' }));
  const item = { ...traces([]).item, key: 'item-32' };
  await view.send({ type: 'state', state: traces(next, { item, restore: 'token-2' }) });
  expect(await notice(view)).toEqual(['Aligning…']);
  // One that comes late is put right by the next message.
  await view.send(failed);
  expect(await notice(view)).toEqual(['The columns could not be aligned. Try again']);
  expect(await view.page.locator('.aligned-row:not(.aligned-tail)').count()).toBe(0);
  await view.send(alignedMessage(next));
  expect(await notice(view)).toEqual([]);
  expect(await cells(view)).toEqual([['The bowl holds 12 litres.', 'The bowl holds 12 litres.']]);
  await view.send(failed);
  await view.page.getByRole('button', { name: 'Answer', exact: true }).click();
  expect(await notice(view)).toEqual(['Aligning…']);
});

test('until the next alignment the rows, their signs and the heads are of the reference they were made for', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(two) });
  await view.send(alignedMessage(two));
  const compared = () => view.page.locator('.compared-line').allInnerTexts();
  const before = await compared();
  expect(before[0]).toBe('Reference');
  await view.page.getByRole('button', { name: 'Use as reference: tuned' }).click();
  const waits = await compared();
  expect(waits[0]).toBe('Reference');
  expect(waits[1]).toContain('Aligning…');
  expect(await view.page.locator('.column.of-reference h2').innerText()).toBe('base');
  await view.posted();
  // Where that fails, it can be asked for again.
  await view.send(failed);
  expect((await compared())[1]).toContain('Use as reference');
  expect(await notice(view)).toEqual([stale]);
  await view.page.getByRole('button', { name: 'Use as reference: tuned' }).click();
  const wanted = { columns: ['base', 'tuned'], reference: 'tuned', part: 'both' };
  expect(await view.posted()).toContainEqual({ type: 'align', align: wanted });
  expect((await compared())[1]).toContain('Aligning…');
  await view.send(alignedMessage(two, { reference: 'tuned' }));
  expect((await compared())[1]).toBe('Reference');
  expect(await view.page.locator('.column.of-reference h2').innerText()).toBe('tuned');
  expect(await view.page.locator('.aligned-row .reference-cell').first().innerText()).toContain('84');
});
