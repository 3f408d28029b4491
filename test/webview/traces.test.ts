import { expect, test } from 'vitest';
import { column, headOf, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();

test('asks for the state first, and shows nothing of its own before it comes', async () => {
  const view = await openTraces();
  expect(await view.posted()).toEqual([{ type: 'ready' }]);
  expect(await view.page.innerText('rt-traces')).toBe('');
});

test('says why there is nothing to show', async () => {
  const view = await openTraces();
  await view.send({ type: 'empty', message: 'The file of this trace is gone.' });
  expect(await view.aria()).toBe(
    '- main:\n  - heading "Nothing to show" [level=1]\n  - paragraph: The file of this trace is gone.\n- status',
  );
});

test('shows the item, and a column with verdict, measures, flags and both texts', async () => {
  const view = await openTraces();
  const answer = 'Half of 84 is \\boxed{42}.';
  await view.send({
    type: 'state',
    state: traces(
      [
        column({
          label: 'tuned-7b',
          model: 'org/Tuned-7B',
          role: 'tuned',
          reasoning: 'Half of 84: 42.',
          answer,
          flags: ['the server ignores part of the sampling'],
          completionTokens: 1_201,
          reasoningTokens: 900,
          ttftMs: 500,
          durationMs: 30_500,
          verdict: verdict({ range: [answer.indexOf('42'), answer.indexOf('42') + 2] }),
        }),
      ],
      { position: [1, 3], progress: '1 of 3 items · 2 running' },
    ),
  });
  expect(await view.aria()).toMatchInlineSnapshot(`
    "- banner:
      - heading "MATH-500 test/algebra/31.json" [level=1]
      - text: math
      - button "tanks.jsonl:3"
      - text: 1 of 3 items · 2 running
      - button "Cancel all"
      - navigation "Items of the evaluation":
        - button "Previous item"
        - text: 2 of 3
        - button "Next item"
      - toolbar "View":
        - button "Search in all columns"
        - button "Align step by step"
        - button "Texts as they came, not rendered"
        - button "Hide the measures"
        - button "Columns"
        - button "Keys"
      - 'button "Evaluate again: all endpoints" [disabled]'
      - button "Question"
      - text: A tank holds 84 litres. Half of it is let out. How many litres remain? Gold
      - code: "42"
      - button "Prompt"
      - text: the exact text sent, 52 characters
    - main "Traces":
      - region "tuned-7b":
        - heading "tuned-7b" [level=2]
        - text: tuned
        - paragraph: Complete
        - toolbar "Actions on tuned-7b":
          - 'button "Evaluate again: tuned-7b"'
          - 'button "Open as text: tuned-7b"'
          - button "Copy the trace of tuned-7b"
          - button "Pin tuned-7b to the left"
          - button "Hide tuned-7b"
        - term: Tokens
        - definition: 1,201 (900 reasoning, 301 answer)
        - term: First token
        - definition: 500 ms
        - term: Tokens/s
        - definition: "40.0"
        - term: Time
        - definition: 30.5 s
        - paragraph: org/Tuned-7B · T 0.6 · max 4,096 tokens
        - list "Flags":
          - listitem: the server ignores part of the sampling
        - group "Verdict":
          - paragraph:
            - strong: Right
            - text: boxed · string
          - term: Answer
          - definition:
            - code: "42"
            - button "Show where the answer of tuned-7b was found": Show
          - term: Gold
          - definition:
            - code: "42"
        - heading "Reasoning" [level=3]:
          - button "Reasoning" [expanded]
        - button "Jump to the end of the reasoning of tuned-7b"
        - button "Copy the reasoning of tuned-7b"
        - group "Reasoning of tuned-7b": "Half of 84: 42."
        - heading "Answer" [level=3]
        - button "Copy the answer of tuned-7b"
        - group "Answer of tuned-7b":
          - text: Half of 84 is
          - note "Extracted answer":
            - math: "42"
          - text: .
    - status"
  `);
  expect(await view.page.locator('mark math mn').textContent()).toBe('42');
});

test('each verdict and each end of a trace has its words, an icon beside them, and its notice', async () => {
  const view = await openTraces({ width: 2400 });
  const columns = [
    column({ label: 'right', answer: 'a', verdict: verdict({}) }),
    column({ label: 'wrong', answer: 'a', verdict: verdict({ kind: 'wrong', value: 0, extracted: '41' }) }),
    column({ label: 'partial', answer: 'a', verdict: verdict({ kind: 'partial', value: 2 / 3 }) }),
    column({
      label: 'cut',
      state: 'truncated',
      reasoning: 'r',
      note: 'The trace was cut at the token limit of 512.',
      verdict: verdict({ kind: 'none', value: null, extracted: null, gold: null, reason: 'no answer' }),
    }),
    column({ label: 'cut late', state: 'truncated', answer: 'half an ans' }),
    column({ label: 'failed', state: 'failed', note: 'Connection refused. Is the server running?' }),
    column({ label: 'cancelled', state: 'cancelled', answer: 'so' }),
    column({ label: 'silent', reasoning: 'r' }),
    column({ label: 'kept', answer: 'a', note: 'Saved before; not asked again.' }),
    column({ label: 'unread', note: 'The text could not be read again.' }),
    column({ label: 'queued', state: 'queued', note: '2 ahead' }),
  ];
  await view.send({ type: 'state', state: traces(columns) });
  const shown = await view.page.locator('section.column').evaluateAll((sections) =>
    sections.map((section) => {
      const words = (selector: string) =>
        [...section.querySelectorAll(selector)].map((found) => found.textContent.replace(/\s+/g, ' ').trim());
      const icons = [...section.querySelectorAll('.state .codicon, .verdict-icon')].map((found) =>
        found.className.replace(/^codicon codicon-(\S+).*/, '$1'),
      );
      return [words('h2'), words('.state'), words('.verdict'), words('.notice'), icons].flat().join(' | ');
    }),
  );
  expect(shown.join('\n')).toMatchInlineSnapshot(`
    "right | Complete | Right boxed · string Answer 42 Gold 42 | check | pass-filled
    wrong | Complete | Wrong boxed · string Answer 41 Gold 42 | check | error
    partial | Complete | Partial, 67 % boxed · string Answer 42 Gold 42 | check | color-mode
    cut | Truncated | No score no answer | No answer. The trace was cut at the token limit of 512. | warning | circle-slash
    cut late | Truncated | Not scored | Not a whole answer. The trace was cut before its end. | warning
    failed | Failed | Not scored | No answer. Connection refused. Is the server running? | error
    cancelled | Cancelled | Not scored | Not a whole answer. The request was cancelled. | circle-slash
    silent | Complete | Not scored | No answer. The response has no text after its reasoning. | check
    kept | Complete | Not scored | Saved before; not asked again. | check
    unread | Complete | Not scored | No answer. The text could not be read again. | check
    queued | Queued: 2 ahead | No verdict yet | clockface"
  `);
});

test('appends what streams, and moves answer text that turns out to be reasoning', async () => {
  const view = await openTraces();
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', state: 'streaming', answer: 'So' })]),
  });
  await view.send(
    {
      type: 'deltas',
      deltas: [
        { key: 'a', answer: ' far ' },
        { key: 'gone', answer: 'lost' },
      ],
    },
    { type: 'deltas', deltas: [{ key: 'a', answer: 'this' }] },
  );
  expect(await view.text('Answer', 'a')).toBe('So far this');
  await view.send({
    type: 'deltas',
    deltas: [{ key: 'a', reclassify: true, reasoning: '.', answer: 'Then' }],
  });
  expect(await view.text('Reasoning', 'a')).toBe('So far this.');
  expect(await view.text('Answer', 'a')).toBe('Then');
});

test('text that waits for a frame comes before the end of its column', async () => {
  const view = await openTraces();
  const streaming = column({ label: 'a', state: 'streaming' });
  await view.send({ type: 'state', state: traces([streaming]) });
  const ended = column({ label: 'a', verdict: verdict({ range: [8, 10] }) });
  await view.send(
    { type: 'deltas', deltas: [{ key: 'a', answer: 'That is 42, I think.' }] },
    { type: 'column', column: headOf(ended) },
  );
  expect(await view.text('Answer', 'a')).toBe('That is 42, I think.');
  expect(await view.page.innerText('mark')).toBe('42');
  expect(await view.page.innerText('.verdict')).toContain('Right');
  await view.send({
    type: 'column',
    column: headOf(column({ label: 'a', verdict: verdict({ range: [0, 4] }) })),
  });
  expect(await view.page.locator('mark').allInnerTexts()).toEqual(['That']);
  expect(await view.text('Answer', 'a')).toBe('That is 42, I think.');
});

test('a mark reaches over the blocks of a long answer and the answer stays whole', async () => {
  const view = await openTraces();
  const answer = Array.from({ length: 900 }, (_, line) => `line ${line}\n`).join('');
  const range = [answer.indexOf('line 150\n') + 5, answer.indexOf('line 700\n')] as const;
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', answer, verdict: verdict({ range }) })]),
  });
  await view.settled();
  const marked = await view.page
    .locator('mark')
    .evaluateAll((marks) => marks.map((mark) => mark.textContent));
  expect(marked.length).toBeGreaterThan(1);
  expect(marked.join('')).toBe(answer.slice(...range));
  expect(await view.text('Answer', 'a')).toBe(answer);
});

test('every button sends its message', async () => {
  const view = await openTraces();
  const columns = [
    column({ label: 'done', reasoning: 'r', answer: 'a' }),
    column({ label: 'going', state: 'streaming', reasoning: 'r' }),
  ];
  await view.send({ type: 'state', state: traces(columns, { position: [1, 3] }) });
  await view.posted();
  for (const name of [
    'tanks.jsonl:3',
    'Cancel all',
    'Previous item',
    'Next item',
    'Evaluate again: done',
    'Open as text: done',
    'Copy the trace of done',
    'Copy the reasoning of done',
    'Copy the answer of done',
    'Cancel going',
  ]) {
    await view.page.getByRole('button', { name, exact: true }).click();
  }
  expect(await view.posted()).toEqual([
    { type: 'reveal-item' },
    { type: 'cancel', key: null },
    { type: 'go', to: 'previous' },
    { type: 'go', to: 'next' },
    { type: 'evaluate-again', key: 'done' },
    { type: 'open-text', key: 'done' },
    { type: 'copy', key: 'done', part: 'all' },
    { type: 'copy', key: 'done', part: 'reasoning' },
    { type: 'copy', key: 'done', part: 'answer' },
    { type: 'cancel', key: 'going' },
  ]);
  await view.send({
    type: 'state',
    state: traces([column({ label: 'done', answer: 'a' })], { position: [0, 2] }),
  });
  await view.page.getByRole('button', { name: 'Evaluate again: all endpoints' }).click();
  expect(await view.posted()).toEqual([{ type: 'evaluate-again', key: null }]);
  expect(await view.page.locator('button[title="Previous item"]').getAttribute('disabled')).not.toBeNull();
});

test('folds are kept over a reload, beside what the host needs to restore the panel', async () => {
  const first = await openTraces();
  const state = traces([column({ label: 'a', reasoning: 'first thoughts', answer: 'x' })], {
    restore: 'item 3',
  });
  await first.send({ type: 'state', state });
  expect(await first.page.locator('[aria-label="Reasoning of a"]').isVisible()).toBe(true);
  await first.page.getByRole('button', { name: 'Reasoning', exact: true }).click();
  await first.page.getByRole('button', { name: 'Question' }).click();
  const memory = await first.memory();
  expect(memory).toMatchObject({ restore: 'item 3', questionOpen: true, promptOpen: false, folded: ['a'] });

  const second = await openTraces({ memory });
  await second.send({ type: 'state', state });
  expect(await second.page.locator('[aria-label="Reasoning of a"]').isVisible()).toBe(false);
  const question = second.page.getByRole('group', { name: 'Question' });
  expect(await question.innerText()).toBe(
    'A tank holds 84 litres.\nHalf of it is let out.\n  How many litres remain?',
  );
  await second.page.getByRole('button', { name: 'Prompt' }).click();
  expect(await second.page.getByRole('group', { name: 'Prompt' }).innerText()).toContain(
    '\n\nPut the answer',
  );
});

test('a memory of another version is dropped', async () => {
  const view = await openTraces({ memory: { folded: 'all' } });
  await view.send({ type: 'state', state: traces([column({ label: 'a', reasoning: 'r' })]) });
  expect(await view.page.locator('[aria-label="Reasoning of a"]').isVisible()).toBe(true);
});
