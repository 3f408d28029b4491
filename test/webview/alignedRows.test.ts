import { expect, test } from 'vitest';
import { alignedMessage, craftedMessage, textOf, type CraftedRow } from './support/alignments.ts';
import { useTraces } from './support/fixture.ts';
import { column, headOf, mark, traces } from './support/samples.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const stepsOf = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `Step ${at + 1} of ${name} counts ${at * 13} sacks of flour.`);

/** Scrolls from top to bottom: what each item of the list says when it is in the page, in their order. */
async function readDown(view: TracesPage): Promise<string[]> {
  return view.page.evaluate(async () => {
    const scroller = document.querySelector('.aligned-rows')!;
    const said = new Map<number, string>();
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    scroller.scrollTop = 0;
    for (let isEnd = false, looks = 0; !isEnd && looks < 200; looks += 1) {
      for (let frames = 0; frames < 3; frames += 1) await frame();
      for (const row of document.querySelectorAll<HTMLElement>('.aligned-row:not(.aligned-tail)'))
        said.set(Number(row.dataset.item), row.ariaLabel ?? '');
      isEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
      scroller.scrollBy({ top: scroller.clientHeight / 2, behavior: 'instant' });
    }
    return [...said].sort(([left], [right]) => left - right).map(([, words]) => words);
  });
}

/** The numbers of the steps of a column that are read, in their order. */
function numbers(said: readonly string[], name: string): number[] {
  const found = new RegExp(`\\b${name}: step (\\d+),`, 'gu');
  return said.flatMap((words) => [...words.matchAll(found)].map(([, number]) => Number(number)));
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** Rows of pairs, but that those of these numbers stand apart. */
function pairs(count: number, split: readonly number[]): CraftedRow[] {
  return upTo(count).flatMap((number): CraftedRow[] => {
    if (!split.includes(number))
      return [{ cells: [[{ number, state: 'changed' }], [{ number, state: 'changed', similarity: 0.5 }]] }];
    const apart = { number, state: 'apart', similarity: null } as const;
    return [{ cells: [[apart], []] }, { cells: [[], [apart]] }];
  });
}

/** Two columns of so many steps, the second of which is still written, all of them pairs. */
async function openPairs(count: number) {
  const view = await openTraces({ width: 1400, height: 700, look: { aligned: true } });
  const steps = [stepsOf('a', count), stepsOf('b', count)];
  const columns = ['a', 'b'].map((label, at) =>
    column({ label, answer: textOf(steps[at]!), state: at === 0 ? 'complete' : 'streaming' }),
  );
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(craftedMessage(columns, steps, pairs(count, [])));
  return { view, columns, steps };
}

test('below a pair that splits each row has its own steps: those not made yet, and those forgotten', async () => {
  const count = 240;
  const { view, columns, steps } = await openPairs(count);
  await view.settled();
  const rows = view.page.locator('.aligned-rows');
  for (const split of [[3], [2, 3, 5], [2]]) {
    // By the reader's own wheel: else the list stays at its end, which grows.
    await rows.hover();
    await view.page.mouse.wheel(0, -1_000_000);
    await expect.poll(() => rows.evaluate(({ scrollTop }) => scrollTop)).toBeLessThan(100);
    await view.send(craftedMessage(columns, steps, pairs(count, split)));
    const said = await readDown(view);
    expect(said.length).toBe(count + split.length);
    expect(numbers(said, 'a')).toEqual(upTo(count));
    expect(numbers(said, 'b')).toEqual(upTo(count));
  }
});

test('while a third column grows beside two that are complete, each step is read once and in its order', async () => {
  const view = await openTraces({ width: 1600, height: 700, look: { aligned: true } });
  const own = stepsOf('the mill', 100);
  const other = own.map((step, at) => (at % 9 === 4 ? `${step} And so on.` : step));
  const third = Array.from(
    { length: 30 },
    (_, at) => `Quite another thought, ${'z'.repeat(at + 1)}, is here.`,
  );
  const columns = (count: number) => [
    column({ label: 'a', answer: textOf(own) }),
    column({ label: 'b', answer: textOf(other) }),
    column({ label: 'c', answer: textOf(third.slice(0, count)), state: 'streaming' }),
  ];
  await view.send({ type: 'state', state: traces(columns(4)) });
  await view.send(alignedMessage(columns(4)));
  await view.settled();
  for (const [from, to] of [
    [4, 10],
    [10, 16],
    [16, 30],
  ] as const) {
    const answer = `\n\n${textOf(third.slice(from, to))}`;
    await view.send({ type: 'deltas', deltas: [{ key: 'c', answer }] });
    await view.send(alignedMessage(columns(to)));
    await view.settled();
  }
  const said = await readDown(view);
  expect(numbers(said, 'a')).toEqual(upTo(100));
  expect(numbers(said, 'b')).toEqual(upTo(100));
  expect(numbers(said, 'c')).toEqual(upTo(30));
});

test('the current row is marked when it comes back, though rows came above it meanwhile', async () => {
  const count = 120;
  const { view, columns, steps } = await openPairs(count);
  await view.settled();
  const row = view.page.locator('.aligned-row[aria-label^="a: step 30,"]');
  const scrollBy = async (views: number) => {
    await view.page
      .locator('.aligned-rows')
      .evaluate((rows, by) => rows.scrollBy({ top: by * rows.clientHeight, behavior: 'instant' }), views);
    for (let frames = 0; frames < 4; frames += 1) await view.painted();
  };
  for (let moves = 0; moves < 40 && (await row.count()) === 0; moves += 1) await scrollBy(0.25);
  await row.focus();
  expect(await row.getAttribute('aria-current')).toBe('true');
  await row.blur();
  for (let moves = 0; moves < 40 && (await row.count()) > 0; moves += 1) await scrollBy(0.25);
  await view.send(craftedMessage(columns, steps, pairs(count, upTo(12))));
  await view.settled();
  expect(await row.count()).toBe(0);
  for (let moves = 0; moves < 40 && (await row.count()) === 0; moves += 1) await scrollBy(-0.1);
  expect(await row.getAttribute('aria-current')).toBe('true');
});

test('a row that is the same but for its partner’s column, or what a column is called, is drawn anew', async () => {
  const view = await openTraces({ width: 1600, look: { aligned: true } });
  const steps = ['a', 'b', 'c'].map((name) => stepsOf(name, 3));
  const columns = ['a', 'b', 'c'].map((label, at) => column({ label, answer: textOf(steps[at]!) }));
  const rows = (partner: number): CraftedRow[] => [
    { cells: [[{ number: 1, state: 'moved', partner: { column: partner, row: 2, number: 3 } }], [], []] },
    { cells: [[{ number: 2, state: 'apart' }], [], []] },
    {
      cells: [
        [{ number: 3, state: 'apart' }],
        [{ number: 3, state: 'apart' }],
        [{ number: 3, state: 'apart' }],
      ],
    },
  ];
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(craftedMessage(columns, steps, rows(1)));
  const said = () =>
    view.page
      .locator('.aligned-row:not(.aligned-tail)')
      .evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
  const jump = view.page.locator('.to-partner');
  expect(await jump.innerText()).toBe('moved: step 3 of b');
  await view.page
    .locator('.aligned-row')
    .nth(1)
    .evaluate((row) => row.setAttribute('data-kept', ''));
  await view.send(craftedMessage(columns, steps, rows(2)));
  expect(await jump.innerText()).toBe('moved: step 3 of c');
  expect(await said()).toEqual([
    'a: step 1, moved, its partner is step 3 of c',
    'a: step 2, only here',
    'a: step 3, only here; b: step 3, only here; c: step 3, only here',
  ]);
  // Another sample of it comes: from now on its name says which one it is.
  const samples = [mark({ verdict: null }), mark({ verdict: null })];
  await view.send({ type: 'column', column: headOf({ ...columns[2]!, samples }) });
  await view.send(craftedMessage(columns, steps, rows(2)));
  expect(await jump.innerText()).toBe('moved: step 3 of c, sample 1');
  expect(await said()).toEqual([
    'a: step 1, moved, its partner is step 3 of c, sample 1',
    'a: step 2, only here',
    'a: step 3, only here; b: step 3, only here; c, sample 1: step 3, only here',
  ]);
  // What says nothing of it stays.
  expect(await view.page.locator('.aligned-row[data-kept]').count()).toBe(1);
});
