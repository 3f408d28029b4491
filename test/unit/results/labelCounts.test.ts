import { expect, test } from 'vitest';

import { type Countable, counted, noCounts } from '../../../src/core/results/labelCounts.ts';

const complete = (value: number | null): Countable => ({
  status: 'complete',
  flags: [],
  value,
  answerKind: undefined,
});
const ended = (status: Countable['status'], flags: Countable['flags'] = []): Countable => ({
  status,
  flags,
  value: null,
  answerKind: undefined,
});
const own = (sample: Countable, answerKind: Countable['answerKind']): Countable => ({
  ...sample,
  answerKind,
});

test.each([
  ['right and wrong', 'MATH-500', [complete(1), complete(0), complete(1)], '2 of 3'],
  [
    'truncated, unclosed and empty as 0',
    'MATH-500',
    [complete(1), ended('truncated'), ended('complete', ['empty'])],
    '1 of 3',
  ],
  [
    'failed and cancelled not at all',
    'MATH-500',
    [complete(1), ended('failed'), ended('cancelled')],
    '1 of 1, 2 uncounted',
  ],
  ['partly right', 'ACPBench', [complete(1), complete(0.5)], '1.5 of 2 partial'],
  [
    'of parts, each by itself, also of one that was cut off',
    'IFEval',
    [
      { ...complete(2 / 3), parts: 3 },
      { ...complete(1), parts: 1 },
      { ...ended('truncated'), parts: 2 },
    ],
    '3 of 6',
  ],
  ['an item without a gold answer', 'MATH-500', [complete(1), complete(null)], '1 of 1, 1 unscored'],
  ['no scorer', 'Sudoku', [complete(null), ended('truncated')], '0 of 0, 2 unscored'],
  [
    "truncated as 0 where the benchmark is the user's own",
    'Riddles',
    [own(complete(1), 'choice'), own(ended('truncated'), 'choice')],
    '1 of 2',
  ],
  [
    "a benchmark of the user's own that is not scored",
    'Riddles',
    [own(complete(null), 'none'), own(ended('truncated'), 'none')],
    '0 of 0, 2 unscored',
  ],
])('%s', (_, benchmark, samples, words) => {
  const { n, sum, partial, unscored, uncounted } = samples.reduce(
    (counts, each) => counted(counts, benchmark, each),
    noCounts('a'),
  );
  const more = [
    unscored > 0 ? `, ${unscored} unscored` : '',
    uncounted > 0 ? `, ${uncounted} uncounted` : '',
  ];
  expect(`${sum} of ${n}${partial ? ' partial' : ''}${more.join('')}`).toBe(words);
});
