import { expect, test } from 'vitest';
import { parseTracesLook, type TracesLook } from '../../src/protocol.ts';
import { column, headOf, mark, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const three = () =>
  traces(['base', 'tuned-a', 'tuned-b'].map((label) => column({ label, answer: `by ${label}` })));

/** The labels of the columns that are shown, from the left. */
async function labels(view: TracesPage): Promise<string> {
  return (await view.page.locator('rt-column h2').allInnerTexts()).join(' ');
}

test('columns are hidden, brought back, moved and pinned, and stay so after a reload', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: three() });
  await view.page.getByRole('button', { name: 'Hide tuned-a' }).click();
  expect(await labels(view)).toBe('base tuned-b');
  await view.page.getByRole('button', { name: 'Columns (1 hidden)' }).click();
  await view.page.getByRole('checkbox', { name: 'tuned-a' }).click();
  expect(await labels(view)).toBe('base tuned-a tuned-b');
  await view.page.getByRole('button', { name: 'Move tuned-b to the left' }).click();
  expect(await labels(view)).toBe('base tuned-b tuned-a');
  await view.page.keyboard.press('Escape');
  await view.page.getByRole('button', { name: 'Pin tuned-a to the left' }).click();
  expect(await labels(view)).toBe('tuned-a base tuned-b');

  const again = await openTraces({ memory: await view.memory() });
  await again.send({ type: 'state', state: three() });
  expect(await labels(again)).toBe('tuned-a base tuned-b');
});

test.each([
  ['tuned-a', 'tuned-b'],
  ['tuned-b', 'tuned-a'],
])('who hides %s with a key goes on from %s', async (hidden, next) => {
  const view = await openTraces();
  await view.send({ type: 'state', state: three() });
  await view.page.getByRole('button', { name: `Hide ${hidden}` }).focus();
  await view.page.keyboard.press('Enter');
  await view.page.getByRole('button', { name: 'Columns (1 hidden)' }).waitFor();
  const focused = view.page.locator('rt-column:has(:focus) h2');
  await focused.waitFor();
  expect(await focused.innerText()).toBe(next);
});

test('how columns are arranged is told to the host, for the panels to come', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: three() });
  await view.posted();
  await view.page.getByRole('button', { name: 'Pin tuned-a to the left' }).click();
  await view.page.getByRole('button', { name: 'Hide tuned-b' }).click();
  await view.page.keyboard.press('m');
  const look: TracesLook = {
    ...parseTracesLook({}),
    brief: true,
    hidden: ['tuned-b'],
    pinned: ['tuned-a'],
  };
  expect((await view.posted()).at(-1)).toEqual({ type: 'look', look });

  const next = await openTraces({ look });
  await next.send({ type: 'state', state: three() });
  expect(await labels(next)).toBe('tuned-a base');
  expect(await next.page.locator('.columns.brief').count()).toBe(1);
});

test('a pinned column stays at the left edge while the others scroll', async () => {
  const view = await openTraces({ width: 800 });
  const state = traces(['a', 'b', 'c', 'd', 'e'].map((label) => column({ label })));
  await view.send({ type: 'state', state });
  await view.page.getByRole('button', { name: 'Pin b to the left' }).click();
  await view.page.locator('.columns').evaluate((columns) => (columns.scrollLeft = 400));
  await view.painted();
  const left = (label: string) =>
    view.page
      .locator('.column', { has: view.page.getByRole('heading', { name: label, exact: true }) })
      .evaluate((one) => one.getBoundingClientRect().left);
  expect(await left('b')).toBe(0);
  expect(await left('a')).toBeLessThan(0);
});

test('all hidden, the panel says so', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: traces([column({ label: 'only' })]) });
  await view.page.getByRole('button', { name: 'Hide only' }).click();
  expect(await view.page.innerText('main')).toBe('All columns are hidden.');
});

test('a column steps through its samples, with a verdict each and a rate over those of one sampling', async () => {
  const view = await openTraces();
  const samples = [
    mark({ words: 'repeat 1 of 4' }),
    mark({ words: 'repeat 2 of 4', verdict: 'wrong' }),
    mark({ words: 'repeat 3 of 4', state: 'truncated', verdict: 'none', counts: 0 }),
    mark({ words: 'repeat 4 of 4', state: 'failed', verdict: 'none' }),
    mark({ words: 'repeat 1 of 1 · T 1', group: 1, verdict: 'wrong' }),
  ];
  const of = (sample: number) => column({ label: 'a', samples, sample, answer: `sample ${sample}` });
  await view.send({ type: 'state', state: traces([of(0)]) });
  await view.posted();
  expect(await view.aria('.samples')).toMatchInlineSnapshot(`
    "- group "Samples of a":
      - button "Previous sample of a" [disabled]
      - button "Right · repeat 1 of 4"
      - button "Wrong · repeat 2 of 4"
      - button "Truncated · repeat 3 of 4"
      - button "Failed · repeat 4 of 4"
      - button "Wrong · repeat 1 of 1 · T 1"
      - button "Next sample of a"
      - text: repeat 1 of 4 1 of 3 right (33 %)"
  `);
  await view.page.getByRole('button', { name: 'Next sample of a' }).click();
  await view.page.getByRole('button', { name: 'Truncated · repeat 3 of 4' }).click();
  await view.page.keyboard.press('.');
  expect(await view.posted()).toEqual([1, 2, 1].map((at) => ({ type: 'sample', key: 'a', at })));
  await view.send({ type: 'sample', column: of(4) });
  expect(await view.text('Answer', 'a, sample 5')).toBe('sample 4');
  expect(await view.page.locator('.rate').count()).toBe(0);
  expect(await view.page.innerText('.spoken')).toBe('');
});

test('the rate counts what is truncated as 0, and parts as parts', async () => {
  const view = await openTraces();
  const cut = Array.from({ length: 4 }, () => mark({ state: 'truncated', verdict: 'none', counts: 0 }));
  const parts = [mark({ verdict: 'partial', counts: 0.5 }), mark({ counts: 1 })];
  const open = [mark({ verdict: 'none' }), mark({ verdict: 'none' })];
  const columns = [cut, parts, open].map((samples, at) => column({ label: `a${at}`, samples }));
  await view.send({ type: 'state', state: traces(columns) });
  expect(await view.page.locator('.rate').allInnerTexts()).toEqual([
    '0 of 4 right (0 %)',
    '75 % over 2 samples',
  ]);
});

test('a swipe sideways over a text moves the columns', async () => {
  const view = await openTraces({ width: 400 });
  const state = traces(['a', 'b', 'c'].map((label) => column({ label, answer: 'text' })));
  await view.send({ type: 'state', state });
  await view.page.locator('.model-text').first().hover();
  await view.page.mouse.wheel(300, 0);
  await expect.poll(() => view.page.locator('.columns').evaluate((one) => one.scrollLeft)).toBeGreaterThan(0);
});

test('many samples have a place instead of a button each', async () => {
  const view = await openTraces();
  const samples = Array.from({ length: 64 }, (_, at) => mark({ words: `repeat ${at + 1} of 64` }));
  await view.send({ type: 'state', state: traces([column({ label: 'a', samples, sample: 9 })]) });
  expect((await view.page.innerText('.samples')).replace(/\s+/g, ' ')).toBe(
    '10 / 64 repeat 10 of 64 64 of 64 right (100 %)',
  );
});

test('while it streams a column says how much has come, and how fast', async () => {
  const view = await openTraces();
  const state = traces([
    column({ label: 'a', state: 'streaming', ttftMs: 500, live: { pieces: 1, ms: 500 } }),
  ]);
  await view.send({ type: 'state', state });
  const deltas = [{ key: 'a', answer: 'x', live: { pieces: 201, ms: 4_500 } }];
  const measures = async (): Promise<string> => {
    // What comes sooner after what was measured last is not shown.
    await view.send({ type: 'deltas', deltas });
    return (await view.page.innerText('.measures')).replace(/\s+/g, ' ');
  };
  await expect
    .poll(measures, { timeout: 10_000 })
    .toBe('Tokens ≈ 201 so far First token 500 ms Tokens/s ≈ 50 Time 4.5 s');
  const done = column({
    label: 'a',
    completionTokens: 207,
    ttftMs: 500,
    durationMs: 4_600,
    waited: { ms: 12_300, tries: 3 },
    answer: 'x',
  });
  await view.send({ type: 'column', column: headOf(done) });
  expect((await view.page.innerText('.measures')).replace(/\s+/g, ' ')).toBe(
    'Tokens 207 First token 500 ms Tokens/s 50.2 Time 4.6 s Waited 12.3 s, 3 tries',
  );
});

test('a failed column says why where the answer would be, and what can be done', async () => {
  const view = await openTraces();
  const failed = column({
    label: 'a',
    state: 'failed',
    note: 'The server wants an API key (401).',
    remedies: ['set-key', 'edit-endpoints'],
    verdict: verdict({ kind: 'none', value: null, extracted: null, reason: 'failed: not counted' }),
  });
  await view.send({ type: 'state', state: traces([failed]) });
  await view.posted();
  await view.page.getByRole('button', { name: 'Set API Key…' }).click();
  expect(await view.posted()).toEqual([{ type: 'remedy', key: 'a', remedy: 'set-key' }]);
  expect((await view.page.innerText('.texts')).replace(/\s+/g, ' ')).toContain(
    'Answer No answer. The server wants an API key',
  );
  expect(await view.page.innerText('.verdict')).not.toContain('none found');
});

test('the search counts in all columns, also in folded reasoning, and goes from match to match', async () => {
  const view = await openTraces();
  await view.send({
    type: 'state',
    state: traces([
      column({ label: 'a', reasoning: 'A carrot, a Carrot.', answer: 'none' }),
      column({ label: 'b', reasoning: 'none', answer: 'one carrot' }),
    ]),
  });
  await view.page.getByRole('button', { name: 'Reasoning', exact: true }).first().click();
  await view.page.keyboard.press('/');
  await view.page.keyboard.type('carrot');
  const bar = () =>
    view.page
      .locator('.search')
      .innerText()
      .then((text) => text.replace(/\s+/g, ' ').trim());
  // The first match is gone to while it is typed.
  expect(await bar()).toBe('1 of 3 a 2 · b 1');
  expect(
    await view.page
      .getByRole('button', { name: 'Reasoning', exact: true })
      .first()
      .getAttribute('aria-expanded'),
  ).toBe('true');
  await view.page.keyboard.press('Shift+Enter');
  expect(await bar()).toBe('3 of 3 a 2 · b 1');
  await view.page.getByRole('button', { name: 'Match case' }).click();
  expect(await bar()).toBe('1 of 2 a 1 · b 1');
  await view.page.locator('.search input').focus();
  await view.page.keyboard.press('Enter');
  expect(await bar()).toBe('2 of 2 a 1 · b 1');
  await view.page.keyboard.press('Escape');
  expect(await view.page.locator('.search').count()).toBe(0);
  // What the search had unfolded is folded again.
  expect(
    await view.page
      .getByRole('button', { name: 'Reasoning', exact: true })
      .first()
      .getAttribute('aria-expanded'),
  ).toBe('false');
});

test('keys: items, models, folding, raw text, copying, and the overlay that lists them', async () => {
  const view = await openTraces();
  await view.send({
    type: 'state',
    state: traces(
      ['a', 'b'].map((label) => column({ label, reasoning: '**bold**', answer: 'x' })),
      { position: [1, 3] },
    ),
  });
  await view.posted();
  for (const key of ['j', 'k', 'l', 'l', 'c']) await view.page.keyboard.press(key);
  expect(await view.posted()).toEqual([
    { type: 'go', to: 'next' },
    { type: 'go', to: 'previous' },
    { type: 'copy', key: 'b', part: 'all' },
  ]);
  await view.page.keyboard.press('f');
  const fold = view.page.getByRole('button', { name: 'Reasoning', exact: true });
  expect(await fold.nth(1).getAttribute('aria-expanded')).toBe('false');
  await view.page.keyboard.press('r');
  await view.posted();
  expect(await view.text('Reasoning', 'a')).toContain('**bold**');
  await view.page.keyboard.press('?');
  await expect.poll(() => view.page.getByRole('dialog', { name: 'Keys' }).isVisible()).toBe(true);
  await view.page.keyboard.press('Escape');
  expect(await view.page.getByRole('dialog', { name: 'Keys' }).isVisible()).toBe(false);
  await view.page.keyboard.press('Control+j');
  expect(await view.posted()).toEqual([]);
});

test('an item that runs elsewhere can be gone to', async () => {
  const view = await openTraces();
  const state = traces([column({ label: 'a' })], {
    position: [0, 3],
    runsElsewhere: true,
    progress: '1 of 3 done',
  });
  await view.send({ type: 'state', state });
  await view.posted();
  await view.page.getByRole('button', { name: 'Go to an item that is being asked' }).click();
  expect(await view.posted()).toEqual([{ type: 'go', to: 'running' }]);
});

test('the words are of the language the host gives', async () => {
  const view = await openTraces({ german: true });
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', answer: 'x' })], { position: [1, 3] }),
  });
  expect(await view.page.locator('.part h3').last().innerText()).toBe('Antwort');
  expect(await view.page.locator('.steps > span').innerText()).toBe('2 von 3');
});

test('measures and sampling are hidden for more room, and stay so after a reload', async () => {
  const view = await openTraces();
  const state = traces([column({ label: 'a', completionTokens: 12 })]);
  await view.send({ type: 'state', state });
  const heights = () =>
    view.page.locator('.measures, .sampling').evaluateAll((all) => all.map((one) => one.clientHeight > 0));
  expect(await heights()).toEqual([true, true]);
  await view.page.keyboard.press('m');
  expect(await heights()).toEqual([false, false]);
  const again = await openTraces({ memory: await view.memory() });
  await again.send({ type: 'state', state });
  expect(
    await again.page.getByRole('button', { name: 'Hide the measures' }).getAttribute('aria-pressed'),
  ).toBe('true');
  await again.page.getByRole('button', { name: 'Hide the measures' }).click();
  expect(await again.page.locator('.measures').evaluate((one) => one.clientHeight)).toBeGreaterThan(0);
});
