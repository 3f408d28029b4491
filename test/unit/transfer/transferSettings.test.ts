import { expect, test } from 'vitest';
import { parseTransfer, transferDefaults } from '../../../src/core/transfer/transferSettings.ts';

test('what is said counts, and for what is not its default', () => {
  expect(parseTransfer(undefined)).toEqual({ transfer: transferDefaults, problems: [] });
  expect(parseTransfer(null)).toEqual({ transfer: transferDefaults, problems: [] });
  expect(parseTransfer({ level: 90, benchmarks: { GSM8K: 'math', CoQA: 'none' } })).toEqual({
    transfer: {
      ...transferDefaults,
      level: 90,
      benchmarks: new Map([
        ['GSM8K', 'math'],
        ['CoQA', 'none'],
      ]),
    },
    problems: [],
  });
});

test('each field that is not of its form is a problem with its name, and the others count', () => {
  const { transfer, problems } = parseTransfer({
    variant: 'v3',
    level: 100,
    verdicts: 'rescored',
    benchmarks: { CoQA: 'none', IFEval: 'maths' },
    colour: 'red',
  });
  expect(transfer).toEqual({
    ...transferDefaults,
    verdicts: 'rescored',
    benchmarks: new Map([['CoQA', 'none']]),
  });
  expect(problems.map(({ field, message }) => `${field}: ${message}`).sort()).toEqual([
    'reasoningTransfer.transfer.benchmarks.IFEval: This must be "math", "other", "non" or "none".',
    'reasoningTransfer.transfer.colour: There is no such field. Correct its name or take it out.',
    'reasoningTransfer.transfer.level: This must be from 50 to 99.9.',
    'reasoningTransfer.transfer.variant: This must be "v2-cohort", "v2-per-model" or "v1-relative".',
  ]);
});

test.each([[['math']], ['math'], [5], [{ benchmarks: ['CoQA'] }], [{ benchmarks: null }]])(
  'what is no object is a problem: %j',
  (value) => {
    const { transfer, problems } = parseTransfer(value);
    expect(transfer).toEqual(transferDefaults);
    expect(problems.map(({ message }) => message)).toEqual(['This must be an object.']);
  },
);

test('a level that is not a number is one problem', () => {
  expect(parseTransfer({ level: '95' }).problems).toEqual([
    { field: 'reasoningTransfer.transfer.level', message: 'This must be a number.' },
  ]);
  expect(parseTransfer({ level: Number.NaN }).problems).toHaveLength(1);
});
