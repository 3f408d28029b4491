import { expect, test } from 'vitest';
import type { ResultSource } from '../../../../src/core/results/formats/source.ts';
import { readResults, type NamedReading } from '../../../../src/core/results/formats/readResults.ts';
import { bufferSource } from '../../../../src/workspace/items/byteSource.ts';
import { openArchive } from '../../../../src/workspace/zip/openArchive.ts';
import { memorySource, readContext, rowsOf } from '../support/memorySource.ts';
import { logHeader, logMembers, logSample, zipLog } from './inspectSupport.ts';

const values = ['C', 'I', 'P', '0.25', 'C', 'I'];
const samples = values.map((value, i) => logSample(`item-${i}`, value));
const header = logHeader({
  results: {
    total_samples: 6,
    completed_samples: 6,
    scores: [{ name: 'match', scorer: 'match', metrics: { accuracy: { name: 'accuracy', value: 0.458 } } }],
  },
});
const right = new Map([1, 0, 0.5, 0.25, 1, 0].map((value, i) => [`item-${i}`, value]));

function randomFrom(first: number): (below: number) => number {
  let seed = first;
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
}

async function verdicts(source: ResultSource): Promise<{ reading: NamedReading; wrong: string[] } | null> {
  const context = readContext();
  const reading = await readResults(source, context);
  if (reading === null) return null;
  const wrong = rowsOf(reading, context).flatMap((row) => {
    const value = Number(row['match/accuracy'] ?? Number.NaN);
    const known = right.get(String(row.id));
    return Number.isNaN(value) || known === value || known === undefined
      ? []
      : [`${String(row.id)}: ${value}`];
  });
  for (const part of reading.parts) {
    for (const { value } of part.metrics) if (value !== 0.458) wrong.push(`reported ${value}`);
  }
  return { reading, wrong };
}

test('a damaged zip never gives another verdict, and says what is missing', async () => {
  const whole = zipLog(logMembers(header, samples));
  const random = randomFrom(11);
  for (let round = 0; round < 400; round++) {
    const bytes = Buffer.from(round % 4 === 0 ? whole.subarray(0, random(whole.length)) : whole);
    for (let i = random(4); i >= 0 && bytes.length > 0; i--) bytes[random(bytes.length)] = random(256);
    const source: ResultSource = {
      ...memorySource('/logs/2026-01-02T03-04-05-00-00_sums_taskOne.eval', bytes),
      archive: () => openArchive(bufferSource(bytes)),
    };
    const read = await verdicts(source);
    expect(read?.wrong).toEqual([]);
    const rows = read?.reading.samples[0]?.rows ?? 0;
    if (rows < 6) expect(read?.reading.problems).not.toEqual([]);
  }
});

test('a damaged log in JSON never gives another verdict, unless the verdict itself was hit', async () => {
  const text = JSON.stringify({ ...header, samples });
  const own = [...text.matchAll(/"(?:value|id)":(?:"[^"]*"|[\d.]+)/g)].map(({ 0: { length }, index }) => [
    index,
    index + length,
  ]);
  const random = randomFrom(5);
  for (let round = 0; round < 400; round++) {
    const at = random(text.length);
    if (own.some(([from = 0, to = 0]) => at >= from && at < to)) continue;
    const bytes = Buffer.from(round % 6 === 0 ? text.slice(0, at) : text);
    if (at < bytes.length) bytes[at] = random(256);
    const read = await verdicts(memorySource('/logs/log.json', bytes));
    expect(read?.wrong ?? [], `byte ${at}`).toEqual([]);
  }
});
