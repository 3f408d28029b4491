import { describe, expect, test } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import { entry, settings } from './ownEntries.ts';

describe('the setting', () => {
  const problemsOf = (...entries: unknown[]) =>
    parseBenchmarks(entries).problems.map(({ field, message }) => `${field}: ${message}`);

  test('changes to published benchmarks and own ones stand side by side', () => {
    const { own, prompts } = settings(
      { name: 'MATH-500', prompt: '{{question}}' },
      entry({ question: 'q' }, { stop: ['\n'] }),
    );
    expect(own.map(({ name }) => name)).toEqual(['Mine']);
    expect([...prompts]).toEqual([
      ['MATH-500', { prompt: '{{question}}' }],
      ['Mine', { stop: ['\n'] }],
    ]);
    expect(parseBenchmarks(undefined)).toEqual({ own: [], prompts: new Map(), problems: [] });
  });

  test.each<[string, unknown, string | RegExp]>([
    [
      'an unknown name without fields',
      { name: 'MATH500' },
      /\[0\]\.name: There is no benchmark of this name\. Published are MATH-500, /,
    ],
    ['no name', {}, /\[0\]\.name: This is missing\./],
    [
      'fields of a published one',
      { name: 'MATH-500', fields: { question: 'q' } },
      /\[0\]\.fields: A published benchmark has its own\./,
    ],
    ['no domain', { name: 'X', fields: { question: 'q' } }, /\[0\]\.domain: This is missing\./],
    [
      'another domain',
      entry({ question: 'q' }, { domain: 'maths' }),
      /\[0\]\.domain: This must be "math", "other" or "non"\./,
    ],
    [
      'an unknown field',
      entry({ question: 'q', quesion: 'q' }),
      /\[0\]\.fields\.quesion: There is no such field\./,
    ],
    ['no question', entry({ answer: 'a' }), /\[0\]\.fields\.question: This is missing\./],
    [
      'a choice without options',
      entry({ question: 'q', answer: 'a' }, { answerKind: 'choice' }),
      /\[0\]\.fields\.choices: This is missing: a choice needs its options\./,
    ],
    [
      'a scorer without gold',
      entry({ question: 'q', choices: 'c' }),
      /\[0\]\.fields\.answer: This is missing: without the right answer/,
    ],
    [
      'a bad pattern',
      entry({ question: 'q' }, { answerPattern: '(' }),
      /\[0\]\.answerPattern: This is no regular expression: /,
    ],
    [
      'a pattern that cannot be matched in linear time',
      entry({ question: 'q' }, { answerPattern: '(.)\\1' }),
      /\[0\]\.answerPattern: References to a group/,
    ],
    [
      'an index of 2',
      entry({ question: 'q' }, { answerIndex: 2 }),
      /\[0\]\.answerIndex: This must be 0 or 1/,
    ],
  ])('%s', (_name, value, message) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test('a name twice, and no list', () => {
    expect(problemsOf(entry({ question: 'q' }), entry({ question: 'r' }))).toEqual([
      'reasoningTransfer.benchmarks[1].name: "Mine" is listed twice; the first counts.',
    ]);
    expect(parseBenchmarks({}).problems).toEqual([
      { field: 'reasoningTransfer.benchmarks', message: 'This must be a list.' },
    ]);
  });
});
