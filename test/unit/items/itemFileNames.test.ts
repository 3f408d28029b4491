import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isTextFormat, itemFilesGlob, textFormats } from '../../../src/workspace/itemFileNames.ts';
import { isTableName } from '../../../src/workspace/items/csvRecords.ts';

test('the manifest lists the formats that are read', () => {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const lists = [...manifest.matchAll(/resourceExtname =~ \/\^\\\\\.\(([^)]*)\)\$\//g)].map(
    ([, list]) => list,
  );
  expect([...new Set(lists)]).toEqual([
    textFormats.join('|'),
    [...textFormats, 'parquet', 'gz', 'zst'].join('|'),
  ]);
  expect(manifest).toContain(`"default": ${JSON.stringify(itemFilesGlob)}`);
});

test('every name that is read as a table is one of the formats', () => {
  const tables = ['a.csv', 'a.tsv', 'a.tab'];
  expect(tables.map((name) => [isTableName(name), isTextFormat(name)])).toEqual(
    tables.map(() => [true, true]),
  );
  expect(['a.JSONL', 'a.jsonl.gz', 'a.parquet', 'jsonl'].map(isTextFormat)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
