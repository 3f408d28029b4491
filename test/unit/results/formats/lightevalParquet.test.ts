import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lighteval } from '../../../../src/core/results/formats/lighteval.ts';
import { readResults } from '../../../../src/core/results/formats/readResults.ts';
import { diskSource } from '../../../../src/workspace/results/diskSource.ts';
import { readContext, rowsOf } from '../support/memorySource.ts';

const time = '2025-02-03T04-05-06.789012';
const fixture = (layout: string): Buffer =>
  readFileSync(path.join(import.meta.dirname, `lighteval.${layout}.parquet`));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lighteval-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A details file as the tool lays it out; the fixtures were written by Apache Arrow, as the tool's are. */
function detailsFile(bytes: Uint8Array): string {
  const where = path.join(folder, 'details', 'Org', 'Model', time);
  mkdirSync(where, { recursive: true });
  const file = path.join(where, `details_lighteval|legs|0_${time}.parquet`);
  writeFileSync(file, bytes);
  return file;
}

describe("lighteval's Parquet files", () => {
  test('documents in columns of structs', async () => {
    const source = await diskSource(detailsFile(fixture('doc')), 0);
    expect(lighteval.claims(source)).toBe(true);
    const context = readContext();
    const reading = await lighteval.read(source, context);
    expect(reading.problems).toEqual([]);
    expect(rowsOf(reading, context)).toMatchObject([
      { id: '3', task: 'legs', model: 'Org/Model', extractive_match: 0.5, 'pass@k:k=2': 1 },
      { id: '4', extractive_match: 0, 'pass@k:k=2': 0 },
    ]);
    expect([...(reading.samples[0]?.tokens ?? [])]).toEqual([3, 2]);
    expect(await lighteval.sample(source, { task: 'legs', place: 0, repeat: 0 })).toMatchObject({
      question: 'How many legs have two tables?',
      gold: '8',
      reasoning: 'Two fours.',
      answer: 'It is 8.',
    });
  });

  test('flat columns', async () => {
    const source = await diskSource(detailsFile(fixture('flat')), 0);
    const context = readContext();
    const reading = await lighteval.read(source, context);
    expect(reading.problems).toEqual([]);
    expect(rowsOf(reading, context).map(({ qem }) => qem)).toEqual([1, 0]);
    expect(reading.samples[0]?.metrics.map(({ name }) => name)).toEqual(['qem']);
    expect(context.items.items.map(({ gold }) => gold)).toEqual(['4', '2']);
  });

  test.each([0.1, 0.5, 0.9, 0.999])('cut off after %f of it, one is a problem', async (share) => {
    const whole = fixture('doc');
    const cut = whole.subarray(0, Math.floor(whole.length * share));
    const reading = await readResults(await diskSource(detailsFile(cut), 0), readContext());
    expect(reading).toMatchObject({ format: 'lighteval', parts: [], samples: [] });
    expect(reading?.problems).toHaveLength(1);
  });
});
