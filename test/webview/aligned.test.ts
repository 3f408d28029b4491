import { expect, test } from 'vitest';
import { cells, crafted, openTanks, rows, two } from './support/alignedTanks.ts';
import { craftedMessage } from './support/alignments.ts';
import { column, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();

test('a button and a key align the columns, and take it back; the host is told, and the next panel', async () => {
  const view = await openTraces({ width: 1400 });
  await view.send({ type: 'state', state: traces(two) });
  await view.posted();
  await view.page.getByRole('button', { name: 'Align step by step' }).click();
  const align = { columns: ['base', 'tuned'], reference: 'base', part: 'both' };
  const posted = await view.posted();
  expect(posted).toContainEqual({ type: 'align', align });
  expect(posted).toContainEqual({
    type: 'look',
    look: expect.objectContaining({ aligned: true }) as unknown,
  });
  expect(await view.page.innerText('.aligned')).toBe('Aligning…');
  expect(await view.page.locator('.texts:visible').count()).toBe(0);
  await view.send(crafted);
  expect(await view.page.locator('.aligned-row:not([hidden])').count()).toBe(rows.length);
  await view.page.keyboard.press('d');
  expect(await view.posted()).toContainEqual({ type: 'align', align: null });
  await expect.poll(() => view.page.locator('.texts:visible').count()).toBe(2);
  expect(await view.page.locator('.aligned-row').count()).toBe(0);
  await view.page.keyboard.press('d');
  expect(await view.posted()).toContainEqual({ type: 'align', align });
});

test('what belongs together stands in one row, at the height of the columns that it is of', async () => {
  const view = await openTanks(openTraces);
  const shown = await cells(view);
  expect(shown.map((row) => row.map((text) => text.slice(0, 12)))).toEqual([
    ['The tank hol', 'The tank hol'],
    ['Half of it i', 'Half of it i'],
    ['', 'Wait, is it?'],
    ['So 42 remain', ''],
    [expect.stringContaining('It is'), expect.stringContaining('It is')],
    ['', 'So 42 remain'],
    ['Bye now.', 'Wait, is it?'],
  ]);
  const boxes = await view.page.evaluate(() => {
    const left = (element: Element) => Math.round(element.getBoundingClientRect().left);
    return {
      heads: [...document.querySelectorAll('.column')].map(left),
      cells: [...document.querySelectorAll('.aligned-row')]
        .slice(0, 3)
        .map((row) => [...row.children].map(left)),
      tops: [...document.querySelectorAll('[data-item="1"] .drawn')].map((text) =>
        Math.round(text.getBoundingClientRect().top),
      ),
    };
  });
  for (const row of boxes.cells) expect(row).toEqual(boxes.heads);
  expect(new Set(boxes.tops).size).toBe(1);
});

test('each step says what it is: number, label, state by sign and in words', async () => {
  const view = await openTanks(openTraces);
  const signs = await view.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.aligned-row .step-number')].map(
      ({ dataset }) => `${dataset.number ?? ''}${dataset.sign ?? ''}`,
    ),
  );
  expect(signs).toEqual(['1', '1', '2≠', '2≠', '3+', '3↕', '4≈', '5≈', '4↕', '5−', '6+']);
  const names = await view.page
    .locator('.aligned-row')
    .evaluateAll((all) => all.map((row) => row.ariaLabel ?? ''));
  expect(names.slice(0, rows.length)).toEqual([
    'base: step 1, the same; tuned: step 1, the same',
    'base: step 2, changed, another value of the same thing; tuned: step 2, changed, 82 % alike, another value of the same thing',
    'tuned: step 3, only here',
    'base: step 3, moved, its partner is step 4',
    'base: step 4, changed; tuned: step 5, the same in another notation',
    'tuned: step 4, moved, its partner is step 3',
    'base: step 5, only here; tuned: step 6, only here',
  ]);
  const said = await view.page.locator('.step-meta').evaluateAll((all) => all.map((one) => one.textContent));
  expect(said.filter((words) => words !== '')).toEqual([
    'setting up',
    'setting up',
    '≠ another value of the same thingcomputing',
    '≠ another value of the same thing',
    'checking',
    'moved: step 4',
    'other notation',
    'moved: step 3',
    'concluding',
    'repeats step 3',
  ]);
});

test('changed words are marked, rendered and raw; in a formula the whole of it; the answer keeps its mark', async () => {
  const answers = ['One two three: $a+b$ ends.', 'One 2 three: $a+c$ ends.'];
  const columns = answers.map((answer, at) =>
    column({ label: `m${at}`, answer, ...(at === 0 ? { verdict: verdict({ range: [8, 13] }) } : {}) }),
  );
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  const changed = (marks: [number, number][]) => [{ number: 1, state: 'changed' as const, marks }];
  const message = craftedMessage(
    columns,
    answers.map((answer) => [answer]),
    [
      {
        cells: [
          changed([
            [4, 7],
            [10, 12],
            [18, 19],
          ]),
          changed([
            [4, 5],
            [16, 17],
          ]),
        ],
      },
    ],
  );
  await view.send(message);
  await view.settled();
  const marks = () =>
    view.page.evaluate(() =>
      [...document.querySelectorAll('.aligned-row mark')].map((one) => {
        const formula = one.querySelector<HTMLElement>('.formula')?.dataset.source;
        return `${one.className}${one.role === null ? '' : `(${one.role})`} ${formula ?? one.textContent}`;
      }),
    );
  const words = ['edit two', '(note) th', 'edit(note) re', '(note) e'];
  await expect.poll(marks).toEqual([...words, 'edit $a+b$', 'edit 2', 'edit $a+c$']);
  await view.page.keyboard.press('r');
  await expect.poll(marks).toEqual([...words, 'edit b', 'edit 2', 'edit c']);
});
