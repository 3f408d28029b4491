import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import { answerKinds } from '../../../src/core/items/ownItem.ts';

test('the README shows an entry for each kind of answer, and all of them are taken', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, shown = ''] = /"reasoningTransfer\.benchmarks": (\[\n[^`]*\n\])\n```/.exec(readme) ?? [];
  const { own, problems } = parseBenchmarks(JSON.parse(shown.replace(/^ *\/\/.*$/gm, '')));
  expect(problems).toEqual([]);
  expect(own.map(({ entry }) => entry.answerKind)).toEqual(answerKinds);
});
