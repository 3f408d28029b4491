import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/core/results/sample.ts';
import { scorable } from '../../../src/core/results/verdicts/scorable.ts';
import { DatasetItems } from '../../../src/workspace/verdicts/datasetItems.ts';
import { entry, settings } from '../items/ownEntries.ts';
import { legs, sample, trace } from '../results/fixtures.ts';
import { here } from '../saved/savedFolder.ts';

const of = (item: Partial<Sample['item']>, changes: Partial<Sample> = {}): Sample =>
  sample({ item: { ...legs(2), ...item }, ...changes });

describe('what a sample is scored by', () => {
  it('is the item as published', () => {
    const { record } = legs(2);
    expect(scorable(of({}), [])).toMatchObject({ ok: true, item: { benchmark: 'MATH-500', record } });
  });

  it('is the gold answer, where that is all that is known', () => {
    expect(scorable(of({ record: {} }), [])).toMatchObject({ ok: true, item: { record: { answer: '8' } } });
    const olympiad = of({ benchmark: 'OlympiadBench', record: { unit: 'cm' }, gold: '3' });
    expect(scorable(olympiad, [])).toMatchObject({
      ok: true,
      item: { record: { unit: 'cm', final_answer: ['3'] } },
    });
  });

  it('is the item of the workspace’s own file before all else', () => {
    const corrected = { ...legs(2), record: { ...legs(2).record, answer: '9' }, gold: '9' };
    expect(scorable(of({}), [], corrected)).toMatchObject({ ok: true, item: { record: { answer: '9' } } });
  });

  it('is nothing where fields are missing, the benchmark is unknown, or there is no response', () => {
    const why = (result: ReturnType<typeof scorable>) => (result.ok ? null : result.why);
    expect(why(scorable(of({ benchmark: 'GPQA-Diamond', record: {} }), []))).toMatch(
      /other fields than published/,
    );
    expect(why(scorable(of({ benchmark: 'Sudoku' }), []))).toBe('there is no scorer for Sudoku');
    expect(why(scorable(of({}, { trace: { ...trace, reasoning: '', answer: '' } }), []))).toMatch(
      /no response/,
    );
  });

  it('is nothing where a model judges: scoring again asks none', () => {
    const setting = entry(
      { question: 'q', answer: 'a' },
      { answerKind: 'judge', scoring: { endpoint: 'big' } },
    );
    const item = { benchmark: 'Mine', record: { q: 'How many?', a: '8' }, gold: '8' };
    const result = scorable(of(item), settings(setting).own);
    expect(result).toEqual({ ok: false, why: 'a model judges its answers, and none is asked here' });
  });
});

it('finds items of the workspace by their text, reading the files of a benchmark once', async () => {
  const file = path.join(here.root, 'math500.jsonl');
  const record = { problem: 'How many legs have 2 tables?', answer: '8', unique_id: 'legs/2', solution: '' };
  await writeFile(file, `${JSON.stringify({ ...record, subject: 'Algebra', level: 1 })}\n`);
  const asked: string[] = [];
  const items = new DatasetItems((benchmark) => {
    asked.push(benchmark);
    return benchmark === 'MATH-500' ? [file] : [];
  });
  const key = (benchmark: string) => ({ benchmark, task: null, id: 'legs/2' });
  const { ItemFile } = await import('../../../src/workspace/itemFile.ts');
  const published = (await (await ItemFile.open(file)).index(0))?.item;
  if (!published) throw new Error('no item');
  const found = await items.find({ item: key('MATH-500'), textHash: published.textHash });
  expect(found?.record).toMatchObject(record);
  expect(await items.find({ item: key('MATH-500'), textHash: 'another' })).toBeNull();
  expect(await items.find({ item: key('MATH-500'), textHash: '' })).toBeNull();
  expect(await items.find({ item: key('AIME24'), textHash: published.textHash })).toBeNull();
  expect(asked).toEqual(['MATH-500', 'AIME24']);
});
