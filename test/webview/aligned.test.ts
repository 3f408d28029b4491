import { expect, test } from 'vitest';
import { alignedMessage, craftedMessage, type CraftedRow, textOf } from './support/alignments.ts';
import { column, headOf, mark, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const steps = [
  [
    'The tank holds 84 litres.',
    'Half of it is 42 litres.',
    'So 42 remain.',
    'It is $\\frac{84}{2}$.',
    'Bye now.',
  ],
  [
    'The tank holds 84 litres.',
    'Half of it is 41 litres.',
    'Wait, is it?',
    'So 42 remain.',
    'It is $\\dfrac{84}{2}$.',
    'Wait, is it?',
  ],
] as const;
const two = [
  column({
    label: 'base',
    role: 'base',
    answer: textOf(steps[0]),
    verdict: verdict({ extracted: '42', range: [44, 46] }),
  }),
  column({
    label: 'tuned',
    role: 'tuned',
    answer: textOf(steps[1]),
    verdict: verdict({ kind: 'wrong', value: 0, extracted: '41' }),
  }),
];
const rows: CraftedRow[] = [
  { same: true, cells: [[{ number: 1, label: 'setup' }], [{ number: 1, label: 'setup' }]] },
  {
    disagrees: true,
    cells: [
      [{ number: 2, state: 'changed', disagrees: true, marks: [[14, 16]], label: 'computing' }],
      [{ number: 2, state: 'changed', disagrees: true, marks: [[14, 16]], similarity: 0.82 }],
    ],
  },
  { cells: [[], [{ number: 3, state: 'apart', similarity: null, label: 'checking' }]] },
  { cells: [[{ number: 3, state: 'moved', partner: { column: 1, row: 5, number: 4 } }], []] },
  { cells: [[{ number: 4, state: 'changed' }], [{ number: 5, state: 'changed' }]] },
  { cells: [[], [{ number: 4, state: 'moved', partner: { column: 0, row: 3, number: 3 } }]] },
  {
    cells: [
      [{ number: 5, state: 'apart', label: 'concluding' }],
      [{ number: 6, state: 'apart', similarity: null, repeats: 3 }],
    ],
  },
];
const facts = [
  {
    answer: 0,
    counts: {
      steps: 5,
      checks: 0,
      backtracks: 0,
      repeated: 0,
      loop: null,
      beforeAnswer: { share: 0.62, of: 'text' },
    },
  },
  {
    answer: 1,
    similarity: 0.56,
    divergence: { row: 2, kind: 'differs', paired: [0.7, 0.4] },
    counts: {
      steps: 6,
      checks: 2,
      backtracks: 1,
      repeated: 1,
      loop: { from: 3, period: 3, times: 12 },
      beforeAnswer: null,
    },
  },
] as const;
const crafted = craftedMessage(two, steps, rows, facts);

async function openAligned(look: Record<string, unknown> = {}): Promise<TracesPage> {
  const view = await openTraces({ width: 1400, height: 900, look: { aligned: true, ...look } });
  await view.send({ type: 'state', state: traces(two) });
  await view.send(crafted);
  await view.settled();
  return view;
}

/** The rows' texts, cell by cell. */
function cells(view: TracesPage): Promise<string[][]> {
  return view.page.evaluate(() =>
    [...document.querySelectorAll('.aligned-row:not([hidden])')].map((row) =>
      [...row.querySelectorAll('.aligned-cell')].map((cell) =>
        [...cell.querySelectorAll('.drawn, .block')].map((text) => text.textContent.trim()).join(' | '),
      ),
    ),
  );
}

function current(view: TracesPage): Promise<number> {
  return view.page.evaluate(() => {
    const row = document.querySelector<HTMLElement>('.aligned-row[aria-current]');
    return Number(row?.ariaRowIndex ?? 0) - 1;
  });
}

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
  expect(await view.page.locator('.texts').count()).toBe(0);
  await view.send(crafted);
  expect(await view.page.locator('.aligned-row:not([hidden])').count()).toBe(rows.length);
  await view.page.keyboard.press('d');
  expect(await view.posted()).toContainEqual({ type: 'align', align: null });
  expect(await view.page.locator('.texts').count()).toBe(2);
  expect(await view.page.locator('.aligned-row').count()).toBe(0);
  await view.page.keyboard.press('d');
  expect(await view.posted()).toContainEqual({ type: 'align', align });
});

test('what belongs together stands in one row, at the height of the columns that it is of', async () => {
  const view = await openAligned();
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
      tops: [...document.querySelectorAll('.aligned-row:nth-child(2) .drawn')].map((text) =>
        Math.round(text.getBoundingClientRect().top),
      ),
    };
  });
  for (const row of boxes.cells) expect(row).toEqual(boxes.heads);
  expect(new Set(boxes.tops).size).toBe(1);
});

test('each step says what it is: number, label, state by sign and in words', async () => {
  const view = await openAligned();
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
    'base: step 2, changed, another value; tuned: step 2, changed, 82 % alike, another value',
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
    '≠ another valuecomputing',
    '≠ another value',
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

test('keys and buttons lead from difference to difference, and say where one is', async () => {
  const view = await openAligned();
  const spoken = () => view.page.locator('[role=status].spoken').innerText();
  expect(await view.page.innerText('.aligned-count')).toBe('4 differences');
  const went: number[] = [];
  for (let press = 0; press < 5; press += 1) {
    await view.page.keyboard.press('n');
    went.push(await current(view));
  }
  // Rows of steps without a partner that follow each other are one; after the last comes the first.
  expect(went).toEqual([1, 2, 4, 5, 1]);
  expect(await spoken()).toBe('Difference 1 of 4');
  expect(await view.page.innerText('.aligned-count')).toBe('1 of 4');
  expect(await view.page.evaluate(() => document.activeElement?.getAttribute('aria-current'))).toBe('true');
  await view.page.keyboard.press('p');
  expect(await current(view)).toBe(5);
  await view.page.keyboard.press('x');
  expect(await current(view)).toBe(1);
  expect(await spoken()).toBe('Disagreement 1 of 1');
  await view.page.keyboard.press('g');
  expect(await current(view)).toBe(2);
  expect(await spoken()).toBe('Here they first differ');
  await view.page.getByRole('button', { name: 'Next difference' }).click();
  expect(await current(view)).toBe(4);
});

test('arrows go from row to row, and a moved step leads to its partner', async () => {
  const view = await openAligned();
  await view.page.locator('.aligned-row').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await view.page.keyboard.press(key);
  expect(await current(view)).toBe(1);
  await view.page.keyboard.press('End');
  expect(await current(view)).toBe(6);
  await view.page.getByRole('button', { name: 'Go to the partner of step 3 of base: step 4' }).click();
  expect(await current(view)).toBe(5);
  expect(await view.page.evaluate(() => document.activeElement?.ariaLabel)).toBe(
    'tuned: step 4, moved, its partner is step 3',
  );
});

test('what is the same folds to a line that opens on a click and on Enter, and that is kept', async () => {
  const own = ['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.'];
  const columns = ['a', 'b'].map((label) => column({ label, answer: textOf(own) }));
  const same = (number: number): CraftedRow => ({ same: true, cells: [[{ number }], [{ number }]] });
  const change = (number: number): CraftedRow => ({
    cells: [[{ number, state: 'changed' }], [{ number, state: 'changed', similarity: 0.5 }]],
  });
  const message = craftedMessage(
    columns,
    [own, own],
    [same(1), same(2), same(3), change(4), same(5), change(6)],
  );
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(message);
  expect(await cells(view)).toHaveLength(6);
  await view.page.keyboard.press('f');
  expect(await view.posted()).toContainEqual({
    type: 'look',
    look: expect.objectContaining({ foldSame: true }) as unknown,
  });
  expect(await view.page.locator('.unfold').allInnerTexts()).toEqual(['3 same steps', '1 same step']);
  expect(await cells(view)).toHaveLength(4);
  await view.page.getByRole('button', { name: '3 same steps' }).click();
  expect(await cells(view)).toHaveLength(6);
  await view.page.locator('.folded-rows').focus();
  await view.page.keyboard.press('Enter');
  expect(await cells(view)).toHaveLength(6);
  expect(await view.page.locator('.unfold').count()).toBe(0);
  expect(await view.page.evaluate(() => document.activeElement?.ariaLabel)).toContain('a: step 5');
  await view.page.getByRole('button', { name: 'Fold what is the same' }).click();
  await view.page.getByRole('button', { name: 'Fold what is the same' }).click();
  expect(await view.page.locator('.unfold').count()).toBe(2);
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

test('the line above the rows and the columns say how it came out', async () => {
  const view = await openAligned();
  expect(await view.page.innerText('.aligned-together')).toMatch(
    /^They first differ at step 3\s+·\s+Final answers:\s+base: 42 · tuned: 41$/,
  );
  const [base, tuned] = await view.page.locator('.compared').allInnerTexts();
  expect(base).toContain('5 steps · final answer first stated at 62 % of the text');
  expect(tuned).toContain('56 % alike');
  expect(tuned).toContain('first differs at step 3: of what follows 40 % has a partner');
  expect(tuned).toContain('6 steps · 2 checks · 1 backtrack · 1 repeated');
  expect(tuned).toContain('goes round in circles from step 3: 3 steps 12 times');
  await view.page.getByRole('button', { name: 'first differs at step 3' }).click();
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
    'first differs at step 1 and goes on together: of what follows 90 % has a partner',
  );
  expect(said[2]).toContain('parts at step 3: from there on < 1 % has a partner');
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
  expect(said[3]).toContain('compared coarsely');
  const pair = columns.slice(0, 2);
  await view.send({ type: 'state', state: traces(pair) });
  await view.send(alignedMessage(pair));
  expect(await view.page.innerText('.aligned-together')).toBe('The same, word for word');
  expect(await view.page.innerText('.aligned-count')).toBe('No difference');
  await view.page.keyboard.press('n');
  expect(await view.page.locator('[role=status].spoken').innerText()).toBe('No difference');
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
  expect(await view.page.innerText('.aligned')).toBe('The columns could not be aligned.');
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
  const before = await cells(view);
  await view.send({ type: 'column', column: headOf({ ...other, verdict: verdict({}) }) });
  expect(await cells(view)).toEqual(before);
});

test('of another item nothing stands in the rows of the last one, however long its texts are', async () => {
  const view = await openAligned();
  await view.posted();
  const longer = two.map((one) => ({
    ...one,
    answer: `${one.answer}\n\nAnd more.`.replaceAll('tank', 'bowl'),
  }));
  const item = { ...traces([]).item, id: 'another', place: 'tanks.jsonl:4' };
  await view.send({ type: 'state', state: traces(longer, { item }) });
  expect(await view.page.innerText('.aligned')).toBe('Aligning…');
  const align = { columns: ['base', 'tuned'], reference: 'base', part: 'both' };
  expect(await view.posted()).toContainEqual({ type: 'align', align });
  await view.send(alignedMessage(longer));
  expect((await cells(view)).flat().join(' ')).toContain('The bowl holds 84 litres.');
});

test('the comparison opens in the editor, is copied and saved', async () => {
  const view = await openAligned({ reference: 'tuned' });
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
