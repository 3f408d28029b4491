import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { LineStarts } from '../../../../src/workspace/results/lineStarts.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { lmEvalFiles, sampleLine } from '../support/lmEvalFiles.ts';
import { folderWith } from './folder.ts';

test('lines and their byte offsets, both ways, also of a file that grew', async () => {
  const file = path.join(folderWith({ 'a.jsonl': 'ä\n\nb' }), 'a.jsonl');
  const lines = new LineStarts();
  expect(await Promise.all([0, 1, 2, 3].map((line) => lines.of(file, line)))).toEqual([0, 3, 4, null]);
  expect(await Promise.all([0, 1, 3, 4, 5].map((at) => lines.lineAt(file, at)))).toEqual([
    0,
    null,
    1,
    2,
    null,
  ]);
  appendFileSync(file, 'c\nd');
  expect(await lines.lineAt(file, 7)).toBe(3);
  expect(await lines.of(`${file}x`, 0)).toBeNull();
});

test('the items of a file stand in the order of its lines', async () => {
  const folder = folderWith(lmEvalFiles({ model: 'm', scores: [1, 0, 1] }));
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  const items = index.itemsIn(index.runs[0]?.samplesFile ?? '');
  expect(items.map(({ group }) => index.item(group)?.id)).toEqual(['0', '1', '2']);
  expect(items[1]?.place).toBe(sampleLine(0, 1).length);
});
