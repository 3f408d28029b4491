import { describe, expect, it } from 'vitest';
import { metricValue } from '../../../src/core/results/metric.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { isUndecided, type Score } from '../../../src/core/scorers/score.ts';
import { scoreLine } from '../../../src/core/scorers/scoreLine.ts';
import { noHelp, type ScoreHelp } from '../../../src/core/scorers/settle.ts';
import { decided } from '../../support/decided.ts';
import { answer, asked, code, ended, record, scored } from './liveCodeBenchItem.ts';

describe('the code', () => {
  it.each([
    ['one block', `a\n\`\`\`python\n${code}\n\`\`\``],
    ['no language', `\`\`\`\n${code}\n\`\`\``],
    ['a block before', `\`\`\`\nprint(1)\n\`\`\`\nBetter:\n\`\`\`python\n${code}\n\`\`\`\n`],
    ['an indented fence', `1. So:\n   \`\`\`python\n${code}\n   \`\`\``],
    ['text after the fence', `\`\`\`python\n${code}\n\`\`\` and done`],
  ])('is between the last two lines with backticks: %s', (_name, text) => {
    const { question, decide } = asked(text);
    expect(question.code).toBe(code);
    const { extracted, range } = decided(decide({ tests: [], guard: '' }));
    expect(extracted).toBe(code);
    expect(text.slice(...(range ?? [0, 0]))).toBe(code);
  });

  it('is what stands between the second and the third fence where there are three, as in the reference', () => {
    expect(asked(`\`\`\`\nprint(1)\n\`\`\`\nprose\n\`\`\``).question.code).toBe('prose');
  });

  it.each([
    ['no fence', 'print(1)', 'no code block: fewer than two lines have three backticks'],
    ['one fence', `\`\`\`python\nprint(1)`, 'no code block: fewer than two lines have three backticks'],
    ['on one line', '```print(1)```', 'no code block: fewer than two lines have three backticks'],
    ['empty', '```python\n```', 'the last code block is empty'],
    ['blank', '```python\n  \n```', 'the last code block is empty'],
  ])('scores 0 without code: %s', (_name, text, reason) => {
    const { question, decide } = asked(text);
    expect([question.code, question.tests]).toEqual(['', []]);
    const none = { extracted: null, range: null };
    const score = decided(decide({ tests: [], guard: '' }));
    expect(score).toEqual({ ...none, value: 0, rule: 'no code', reason });
    // A mean of such zeros alone would say nothing.
    expect(decided(decide({ unanswered: 'running code is off' }))).toEqual({
      ...none,
      value: null,
      rule: 'not run',
      reason: `${reason}; no score while code is not run: running code is off`,
    });
  });

  it('has no score for an item without tests', () => {
    const item = { benchmark: 'LiveCodeBench', record: { question_content: 'Add.', question_id: 'a' } };
    const score = decided(scoreTrace(item, { status: 'complete', flags: [], answer }, null));
    expect([score.value, score.rule, score.reason]).toEqual([null, 'no gold', 'the item has no tests']);
  });
});

it('is the same whatever the reasoning holds', async () => {
  const reasoning = `<think>\nFirst:\n\`\`\`python\nprint(0)\n\`\`\`\nNo.\n</think>\n\n`;
  const codes: string[] = [];
  const help: ScoreHelp = {
    ...noHelp,
    program: ({ code: asked }) => {
      codes.push(asked);
      return Promise.resolve({ tests: [ended('3'), ended('4'), ended('10')], guard: '' });
    },
  };
  const line = (response: string, more = {}) =>
    scoreLine(JSON.stringify({ benchmark: 'LiveCodeBench', item: record, response, ...more }), help);
  expect((await line(reasoning + answer)).result.score).toBe(1);
  expect((await line(`  \n${reasoning}${answer}\n\n  `)).result.score).toBe(1);
  expect(codes).toEqual([code, code]);
  // Cut off within the reasoning there is nothing to run.
  const cut = await line(reasoning.replace('</think>', ''), { finish_reason: 'length' });
  expect([cut.result.score, codes.at(-1)]).toEqual([0, '']);
});

describe('the verdict', () => {
  it('is 1 where every test passes', () => {
    const score = scored([ended('3\n'), ended('4'), ended('10.0')]);
    expect(score.value).toBe(1);
    expect(score.parts).toEqual({ right: 3, of: 3 });
    expect(score.checks?.map(({ name, right }) => `${name}: ${right}`)).toEqual([
      'public 1: true',
      'public 2: true',
      'private 1: true',
    ]);
    expect(score.reason).toBe('all 3 tests passed (no network)');
  });

  it.each([
    ['wrong answer', ended('9'), 'line 1 is 9, not 10'],
    ['wrong answer', ended('10\n1'), 'printed 2 lines, not 1'],
    ['time limit', { kind: 'time', output: '', error: '', ms: 6000 }, 'the time limit was reached'],
    ['memory limit', { kind: 'memory', output: '', error: '', ms: 9 }, 'the memory limit was reached'],
    ['output limit', { kind: 'output', output: '', error: '', ms: 9 }, 'it printed too much'],
    [
      'error',
      { kind: 'error', output: '', error: 'ValueError: x', ms: 9 },
      'it ended with an error: ValueError: x',
    ],
  ] as const)('is 0 at the first test that fails: %s', (rule, outcome, reason) => {
    const score = scored([ended('3'), ended('4'), outcome]);
    expect([score.value, score.rule, score.parts]).toEqual([0, rule, { right: 2, of: 3 }]);
    expect(score.reason).toBe(`test private 1 of 3 in all: ${reason} (no network)`);
    expect(score.checks?.at(-1)).toEqual({ name: 'private 1', right: false, reason });
  });

  it('needs no outcome after the first that failed, and does not take what is missing for passed', () => {
    expect(scored([ended('4')]).value).toBe(0);
    const cut = scored([ended('3')]);
    expect([cut.value, cut.rule, cut.reason]).toEqual([null, 'not run', 'only 1 of 3 tests were run']);
  });

  it('is null, with the reason, where nothing ran', () => {
    const score = scored({ unanswered: 'running code is off' });
    expect([score.value, score.rule]).toEqual([null, 'not run']);
    expect(score.reason).toBe('the code was not run: running code is off');
    expect(score.extracted).toBe(code);
  });

  it('compares values for a function', () => {
    const item = {
      ...record,
      metadata: '{"func_name": "add"}',
      public_test_cases: [{ input: '1\n2', output: '[3]', testtype: 'functional' }],
      private_test_cases: null,
    };
    expect(asked(answer, item).question.functionName).toBe('add');
    expect(scored([ended('[3.0]')], item).value).toBe(1);
    const wrong = scored([ended('[4]')], item);
    expect([wrong.value, wrong.checks?.[0]?.reason]).toEqual([0, 'gave back [4], not [3]']);
    const broken = { ...item, public_test_cases: [{ input: '1', output: 'three' }] };
    expect([scored([ended('3')], broken).value, scored([ended('3')], broken).rule]).toEqual([
      null,
      'no gold',
    ]);
  });

  it.each([
    ['truncated', []],
    ['complete', ['reasoning-unclosed']],
    ['complete', ['empty']],
    ['complete', ['no-final-answer']],
  ] as const)('is 0 for what has no answer, where code is run: %s %j', (status, flags) => {
    const item = { benchmark: 'LiveCodeBench', record };
    const said = flags[0] === 'no-final-answer' ? ' ' : answer;
    const score = scoreTrace(item, { status, flags, answer: said }, null);
    if (!isUndecided(score) || score.waitsFor !== 'program') throw new Error('asks for no program');
    expect(score.question.code).toBe('');
    const run = decided(score.decide({ tests: [], guard: '' }));
    expect([run.value, run.extracted]).toEqual([0, null]);
    const left = decided(score.decide({ unanswered: 'running code is off' }));
    expect(left.reason).toBe('no answer; no score while code is not run: running code is off');
    const counts = ({ value }: Score) => metricValue('LiveCodeBench', { status, flags, value });
    expect([counts(run), counts(left)]).toEqual([0, null]);
    // Elsewhere what was cut off counts, whatever else is known.
    expect(metricValue('MATH-500', { status: 'truncated', flags: [], value: null })).toBe(0);
  });
});

it('any text at all has code with its place, or none', () => {
  const pieces = [
    '```',
    '```python',
    '```',
    '\n',
    '\n',
    '\n',
    '\r\n',
    'print(1)',
    ' ',
    '`',
    '😀',
    '\u0000',
    '<think>',
    '</think>',
  ];
  let state = 20260801;
  const next = (): number => (state = (state * 48271) % 0x7fffffff);
  let found = 0;
  for (let round = 0; round < 6000; round += 1) {
    const text = Array.from({ length: 1 + (next() % 20) }, () => pieces[next() % pieces.length]).join('');
    const item = { benchmark: 'LiveCodeBench', record };
    const score = scoreTrace(item, { status: 'complete', flags: [], answer: text }, null);
    if (!isUndecided(score)) {
      expect(score.value).toBe(0);
      continue;
    }
    if (score.waitsFor !== 'program') throw new Error('asks for something else');
    if (score.question.code === '') {
      expect(decided(score.decide({ tests: [], guard: '' })).value).toBe(0);
      continue;
    }
    const { extracted, range } = decided(score.decide({ tests: [], guard: '' }));
    expect(text.slice(...(range ?? [0, 0]))).toBe(extracted);
    const lines = text.split('\n');
    const fences = lines.flatMap((line, at) => (line.includes('```') ? [at] : []));
    expect(extracted).toBe(lines.slice((fences.at(-2) ?? 0) + 1, fences.at(-1)).join('\n'));
    found += 1;
  }
  expect(found).toBeGreaterThan(500);
});
