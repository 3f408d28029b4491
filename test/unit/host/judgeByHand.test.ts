import { afterEach, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { Verdict } from '../../../src/core/results/verdicts/verdict.ts';
import type { Verdicts } from '../../../src/core/results/verdicts/verdictBook.ts';
import { JudgeByHand } from '../../../src/host/judgeByHand.ts';
import { choosing, messages, shownPicks, typing } from '../../support/vscodeWords.ts';
import { legs, sample, savedSample } from '../results/fixtures.ts';
import { byHand, judged } from '../verdicts/verdicts.ts';

afterEach(() => {
  vi.restoreAllMocks();
  for (const list of [choosing, typing, shownPicks, messages]) list.length = 0;
});

const right = '$(pass) Right';
const wrong = '$(error) Wrong';
const half = '$(color-mode) Half right';
const back = '$(discard) Take the verdict by hand back';

/** The labels of each pick. */
const offered = (): string[][] => shownPicks.map(({ rows }) => rows.map(({ label }) => label));

/** A judge of one item's samples; `result` where its argument is in a file of results. */
function judge(
  samples: readonly SavedSample[],
  said: Verdicts = { scorer: null, hand: null },
  result = false,
) {
  const saved: Verdict[] = [];
  const item = legs(2);
  const parts = [
    {
      at: () => Promise.reject(new Error('it is no file of items')),
      editor: () => Promise.resolve(undefined),
    },
    {
      loaded: () => Promise.resolve(),
      forItem: () => samples,
      read: () => Promise.resolve({ ok: true, sample: sample() }),
    },
    {
      loaded: () => Promise.resolve(),
      folderOf: () => ({ named: () => judged() }),
      of: () => said,
      append: (_sample: SavedSample, verdict: Verdict) => {
        saved.push(verdict);
        return Promise.resolve([]);
      },
    },
    { target: () => Promise.resolve(result ? item : null) },
    () => new Date('2026-01-04T00:00:00Z'),
  ];
  const byPerson = new JudgeByHand(...(parts as unknown as ConstructorParameters<typeof JudgeByHand>));
  return { byPerson, saved };
}

test('a verdict is saved with its comment', async () => {
  const { byPerson, saved } = judge([]);
  choosing.push(wrong);
  typing.push('  The unit is missing. ');
  expect(await byPerson.judge(savedSample({}))).toBe(true);
  expect(saved).toEqual([
    {
      kind: 'hand',
      sample: judged(),
      value: 0,
      comment: 'The unit is missing.',
      at: '2026-01-04T00:00:00.000Z',
    },
  ]);
  expect(offered()).toEqual([[right, wrong, half]]);
});

test('who leaves a question says nothing', async () => {
  const { byPerson, saved } = judge([]);
  expect(await byPerson.judge(savedSample({}))).toBe(false);
  choosing.push(right);
  expect(await byPerson.judge(savedSample({}))).toBe(false);
  expect(saved).toEqual([]);
});

test('a verdict that is there can be taken back, or said otherwise from its comment', async () => {
  // The sample in the panel may be older than what was said: what holds now counts.
  const { byPerson, saved } = judge([], { scorer: null, hand: byHand({}, 1, 'it is the same') });
  const box = vi.spyOn(vscode.window, 'showInputBox');
  choosing.push(back);
  expect(await byPerson.judge(savedSample({}))).toBe(true);
  choosing.push(half);
  typing.push('only one of two');
  await byPerson.judge(savedSample({}));
  expect(saved.map((verdict) => (verdict.kind === 'hand' ? verdict.value : verdict.kind))).toEqual([
    'withdrawn',
    0.5,
  ]);
  expect(box.mock.calls.map(([options]) => options?.value)).toEqual(['it is the same']);
});

test('of an item of a file of results a response is chosen; those that failed have none', async () => {
  const failed = savedSample({ label: 'gone', status: 'failed', value: null });
  const both = [savedSample({ label: 'a' }), savedSample({ label: 'b', value: 0 }), failed];
  const { byPerson, saved } = judge(both, undefined, true);
  choosing.push('b', right);
  typing.push('');
  await byPerson.judgeItem(undefined);
  expect(offered()).toEqual([
    ['a', 'b'],
    [right, wrong, half],
  ]);
  expect(saved).toHaveLength(1);
  const none = judge([failed], undefined, true);
  await none.byPerson.judgeItem(undefined);
  expect(messages.at(-1)?.[1]).toBe('No response to legs/2 is saved yet.');
});
