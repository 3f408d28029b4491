import { describe, expect, test } from 'vitest';
import { inspectNumber } from '../../../../src/core/results/formats/inspectValue.ts';
import { rowsOf } from '../support/memorySource.ts';
import { jsonSource, logHeader, logSample, readLog, reported } from './inspectSupport.ts';

test.each([
  ['C', 1],
  ['P', 0.5],
  ['I', 0],
  ['N', 0],
  ['Yes', 1],
  ['TRUE', 1],
  ['no', 0],
  ['False', 0],
  [true, 1],
  [false, 0],
  [0.25, 0.25],
  [7n, 7],
  ['0.75', 0.75],
  ['-3', -3],
  ['1e-1', 0.1],
  [' 2 ', 2],
  // Texts that say nothing count as wrong in Inspect; its letters are capitals, and NaN in a text is no number.
  ['c', 0],
  ['refused', 0],
  ['', 0],
  ['nan', 0],
  ['0x10', 0],
  [Number.NaN, Number.NaN],
  [null, Number.NaN],
])('the value %s counts as %d', (value, number) => {
  expect(inspectNumber(value)).toBe(number);
});

async function columns(header: Record<string, unknown>, ...samples: Record<string, unknown>[]) {
  const source = jsonSource({ ...header, samples });
  const { reading, context } = await readLog(source);
  const rows = rowsOf(reading, context).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name.includes('/') || name === 'match')),
  );
  return { rows, metrics: reading.parts[0]?.metrics ?? [], problems: reading.problems };
}

const results = (...scores: readonly unknown[]): Record<string, unknown> => ({ scores });

describe('metrics', () => {
  test('of unscored samples are left open', async () => {
    const text = JSON.stringify({ ...logHeader(), samples: [logSample('1', 'X'), logSample('2', 'C')] });
    const { reading, context } = await readLog(jsonSource(text.replace('"X"', 'NaN')));
    expect(reading.problems).toEqual([]);
    expect(rowsOf(reading, context).map((row) => row['match/accuracy'])).toEqual([Number.NaN, 1]);
  });

  test('have their reducer behind them where it is not the mean', async () => {
    const scores = [
      reported('match', { accuracy: 0.5 }, { reducer: 'mean' }),
      reported('match', { accuracy: 0.75 }, { reducer: 'pass_at_2' }),
    ];
    const epochs = logHeader({ spec: { config: { epochs: 2 } }, results: results(...scores) });
    const { metrics, rows } = await columns(epochs, logSample('1', 'C'));
    expect(metrics.map(({ name, value }) => [name, value])).toEqual([
      ['match/accuracy', 0.5],
      ['match/accuracy,pass_at_2', 0.75],
    ]);
    expect(rows).toEqual([{ 'match/accuracy': 1 }]);
    const only = logHeader({ spec: { config: { epochs: 4 } }, results: results(scores[1]) });
    expect((await columns(only)).metrics[0]?.name).toBe('match/accuracy,pass_at_2');
    const once = logHeader({ results: results(reported('match', { accuracy: 1 }, { reducer: 'mode' })) });
    expect((await columns(once)).metrics[0]?.name).toBe('match/accuracy');
  });

  test('of a dict stand by key; of a list nowhere', async () => {
    const header = logHeader({
      results: results(
        reported('fluent', { mean: 0.5 }, { scorer: 'judge' }),
        reported('kind', { frequency: 1 }, { scorer: 'judge' }),
        reported('judge1', { 'inspect_ai/accuracy': 1, std: 0.25 }, { scorer: 'pack/judge' }),
      ),
    });
    const scores = {
      judge: { value: { fluent: 0.5, kind: 'animal', open: null, sure: 'yes' } },
      judge1: { value: 'C' },
      steps: { value: [1, 0, 1] },
    };
    const { rows, metrics, problems } = await columns(header, logSample('1', 'C', { scores }));
    expect(problems).toEqual([]);
    expect(metrics.map(({ name }) => name)).toEqual([
      'judge/fluent/mean',
      'judge/kind/frequency',
      'judge1/accuracy',
    ]);
    expect(rows).toEqual([
      {
        'judge/fluent/mean': 0.5,
        'judge/kind': Number.NaN,
        'judge/open': Number.NaN,
        'judge/sure': 1,
        'judge1/accuracy': 1,
      },
    ]);
  });

  test('begin with the one that Inspect leads with, and leave out NaN', async () => {
    const scores = [reported('first', { accuracy: 0.1 }), reported('second', { accuracy: 0.2, mean: 0.3 })];
    const headline = { scorer: 'second', score: 'second', metric: 'mean' };
    const { metrics } = await columns(logHeader({ results: { scores, headline } }));
    expect(metrics.map(({ name }) => name)).toEqual(['second/mean', 'first/accuracy', 'second/accuracy']);
    const nan = JSON.stringify({ ...logHeader(), samples: [] }).replace('"value":0.5', '"value":NaN');
    expect((await readLog(jsonSource(nan))).reading.parts[0]?.metrics).toEqual([]);
  });

  test('of version 1 have the one scorer of the log', async () => {
    const sample = { ...logSample('1', 'C'), scores: undefined, score: { value: 'P' } };
    const header = logHeader({
      version: 1,
      results: {
        scorer: { name: 'match', params: {} },
        metrics: {
          accuracy: { name: 'accuracy', value: 0.5 },
          bootstrap_std: { name: 'bootstrap_std', value: 0.1 },
        },
      },
    });
    const { rows, metrics } = await columns(header, sample);
    expect(metrics).toEqual([{ name: 'match/accuracy', value: 0.5, stderr: 0.1 }]);
    expect(rows).toEqual([{ 'match/accuracy': 0.5 }]);
  });
});
