import { beforeEach, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import { answerKinds } from '../../../src/core/items/ownItem.ts';
import { mergedEntry } from '../../../src/host/benchmarkEntries.ts';
import { BenchmarkMapping } from '../../../src/host/benchmarkMapping.ts';
import { kindWords, patternFault, pickKind } from '../../../src/host/mappingKind.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { testEndpoint } from '../../support/asked.ts';
import { choosing, messages, shownPicks, typing, Uri } from '../../support/vscodeWords.ts';

beforeEach(() => {
  for (const list of [choosing, messages, shownPicks, typing]) list.length = 0;
});

test('the form offers every kind, each in words of its own', async () => {
  expect(await pickKind([])).toBeUndefined();
  const labels = shownPicks[0]?.rows.map(({ label }) => label) ?? [];
  expect(labels).toEqual(answerKinds.map(kindWords));
  expect(new Set(labels).size).toBe(answerKinds.length);
});

test('a kind that needs nothing more is asked nothing more', async () => {
  choosing.push('a number');
  expect(await pickKind(['big'])).toEqual({ answerKind: 'number' });
  expect(shownPicks).toHaveLength(1);
});

test('a pattern is asked for, and one that cannot be matched is said at once', async () => {
  choosing.push('what a pattern finds');
  typing.push('#### (.*)');
  expect(await pickKind([])).toEqual({ answerKind: 'pattern', scoring: { pattern: '#### (.*)' } });
  expect(patternFault('#### (.*)')).toBeNull();
  expect(patternFault('(')).toMatch(/^This is no regular expression/);
  expect(patternFault('(?=a)')).toMatch(/^Look-around is not supported here/);
  expect(patternFault('')).toBe('This must not be empty.');
});

test('the endpoint that judges is chosen, and without any that is said', async () => {
  choosing.push('judged by a model', 'big');
  expect(await pickKind(['small', 'big'])).toEqual({ answerKind: 'judge', scoring: { endpoint: 'big' } });
  expect(shownPicks[1]?.rows.map(({ label }) => label)).toEqual(['small', 'big']);
  choosing.push('judged by a model');
  expect(await pickKind([])).toBeUndefined();
  expect(messages).toMatchObject([['warning', expect.stringContaining('no endpoint that could judge')]]);
});

test('what is described is saved with its options, and can be scored', async () => {
  const lines = [1, 2].map((nr) => `{"frage": "What is ${nr}+1?", "loesung": "${nr + 1}"}`).join('\n');
  const saved: Record<string, unknown>[] = [];
  const mapping = new BenchmarkMapping(
    {
      benchmarkEntries: () => [],
      endpoints: () => ({ endpoints: [testEndpoint('http://host/v1', { label: 'big' })], problems: [] }),
      scopeOfBenchmark: () => 'workspace',
      addBenchmark: (entry) => {
        saved.push({ ...entry });
        return Promise.resolve(true);
      },
    },
    { at: ({ path }: vscode.Uri) => ItemFile.fromText(path, lines) },
  );
  choosing.push('Scored as', 'judged by a model', 'big', '$(check) Save');
  typing.push('mine');
  await mapping.describeBenchmark(Uri.file('/w/a.jsonl'));
  expect(saved).toMatchObject([{ name: 'mine', answerKind: 'judge', scoring: { endpoint: 'big' } }]);
  expect(parseBenchmarks(saved).problems).toEqual([]);
  // Another kind takes the options of the first with it.
  choosing.push('Scored as', 'judged by a model', 'big', 'Scored as', 'the same text', '$(check) Save');
  typing.push('mine');
  await mapping.describeBenchmark(Uri.file('/w/a.jsonl'));
  expect(saved[1]).toMatchObject({ answerKind: 'exact' });
  expect(saved[1]).not.toHaveProperty('scoring');
  mapping.dispose();
});

test('options stay when a file is described again as the same kind, and no longer', () => {
  const old = { name: 'mine', files: ['a'], answerKind: 'number', scoring: { tolerance: 0.1 } };
  const again = (answerKind: string, scoring?: { pattern: string }) =>
    mergedEntry([old], { name: 'mine', answerKind, ...(scoring === undefined ? {} : { scoring }) });
  expect(again('number')).toMatchObject({ scoring: { tolerance: 0.1 } });
  expect(again('exact')).not.toHaveProperty('scoring');
  expect(again('pattern', { pattern: 'x' })).toMatchObject({ scoring: { pattern: 'x' } });
});
