import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringifyJson, type JsonObject } from '../../../src/core/json.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { jsonl, math } from './mathLines.ts';
import { ownItems } from './ownItems.ts';
import { show } from './showFile.ts';
import { tempFolder } from './tempFolder.ts';

const { path: folder, write } = tempFolder();

describe('JSONL', () => {
  test('each line is an item, with its bytes', async () => {
    const text = jsonl(math(1), math(2));
    const file = await ItemFile.open(write('two.jsonl', text));
    const first = Buffer.byteLength(stringifyJson(math(1)));
    expect(await show(file)).toBe(
      [`MATH-500, 2`, `1 [0-${first}] own/1`, `2 [${first + 1}-${2 * first + 1}] own/2`].join('\n'),
    );
    expect(file.problems).toEqual([]);
  });

  test('any column of a line is its item; blank lines are none and keep their numbers', async () => {
    const file = await ItemFile.open(write('blank.jsonl', `\n${jsonl(math(1))}   \n\r\n${jsonl(math(2))}\n`));
    expect(file.count).toBe(2);
    expect([file.lineOf(0), file.lineOf(1)]).toEqual([2, 5]);
    const at = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7, -3].map(async (line) => (await file.at(line, 9999))?.item?.id),
    );
    expect(at).toEqual([
      undefined,
      undefined,
      'own/1',
      undefined,
      undefined,
      'own/2',
      undefined,
      undefined,
      undefined,
    ]);
    expect((await file.at(2))?.index).toBe(0);
    expect((await file.at(5, 0))?.index).toBe(1);
    expect(await file.indexesInSelection(1, 0, 4, 0)).toEqual([0]);
    expect(await file.indexesInSelection(1, 0, 7, 0)).toEqual([0, 1]);
    expect(await file.index(2)).toBeNull();
    expect(await file.index(-1)).toBeNull();
  });

  test('a last line without a line end counts, one with it does not count twice', async () => {
    expect((await ItemFile.open(write('a.jsonl', jsonl(math(1)).trimEnd()))).count).toBe(1);
    expect((await ItemFile.open(write('b.jsonl', jsonl(math(1))))).count).toBe(1);
  });

  test('an item is found by its id, in any order, and by its task where the id stands in two', async () => {
    const { acpMcq, acpBool } = ownItems;
    const same = { ...acpBool, id: acpMcq.id };
    const file = await ItemFile.open(write('ids.jsonl', jsonl(acpMcq, math(1), same, math(2))));
    expect((await file.byId('own/2'))?.line).toBe(4);
    expect((await file.byId('own/1'))?.line).toBe(2);
    expect((await file.byId('9007199254740993'))?.line).toBe(1);
    expect((await file.byId('9007199254740993', 'applicable_actions_bool'))?.line).toBe(3);
    expect(await file.byId('9007199254740992')).toBeNull();
    const both = await Promise.all([file.byId('own/2'), file.byId('own/1')]);
    expect(both.map((entry) => entry?.line)).toEqual([4, 2]);
  });

  test('may mix benchmarks; the file is called by what most of its first items are', async () => {
    const file = await ItemFile.open(
      write('mixed.jsonl', jsonl(ownItems.ifeval, math(1), { note: 'x' }, math(2))),
    );
    expect(await show(file)).toMatch(
      /^MATH-500, 4\n1 \[.*\] 11\n2 \[.*\] own\/1\n3 no item\n {2}! 3 - Not an item .*"note".*\n4 \[.*\] own\/2$/,
    );
  });

  test('what the other items of a file are settles AIME24 or AIME25', async () => {
    const told = { ...ownItems.aimePlain, id: 'aime25-1' };
    const file = await ItemFile.open(write('contest.jsonl', jsonl(told, { ...ownItems.aimePlain, id: 'x' })));
    expect((await file.index(1))?.item?.benchmark).toBe('AIME25');
  });

  test('numbers beyond 2^53 keep their digits on the way through a file', async () => {
    const file = await ItemFile.open(write('big.jsonl', jsonl(ownItems.acpMcq, ownItems.acpBool)));
    const ids = [(await file.index(0))?.item, (await file.index(1))?.item].map((item) => [
      item?.id,
      item?.record.id,
    ]);
    expect(ids).toEqual([
      ['9007199254740993', 9007199254740993n],
      ['-9007199254740995', -9007199254740995n],
    ]);
  });
});

describe('unsaved text', () => {
  test('is read in place of the file, bytes counted in UTF-8', async () => {
    const text = jsonl(math(1)) + jsonl(math(2)).trimEnd();
    const onDisk = await ItemFile.open(write('same.jsonl', text));
    const unsaved = await ItemFile.fromText(join(folder, 'same.jsonl'), text);
    expect(await show(unsaved)).toBe(await show(onDisk));
    expect((await unsaved.at(2, 3))?.item?.location.file).toBe(join(folder, 'same.jsonl'));
  });

  test('may be broken where the cursor is, and the rest is read', async () => {
    const text = `${jsonl(math(1))}{"problem": "What\n${jsonl(math(3))}`;
    const file = await ItemFile.fromText('edited.jsonl', text);
    expect((await file.at(2, 4))?.problems[0]).toMatchObject({ file: 'edited.jsonl', line: 2 });
    expect((await file.at(3, 4))?.item?.id).toBe('own/3');
  });
});

describe('a JSON array', () => {
  const pretty = (...records: JsonObject[]): string => stringifyJson(records, 2);

  /** For each line, `.` where no item is and the item's place where one is, column by column. */
  async function map(file: ItemFile, text: string): Promise<string> {
    const rows = await Promise.all(
      text.split('\n').map(async (row, line) => {
        const columns = Array.from({ length: row.length + 1 }, (_, column) => file.at(line + 1, column));
        return (await Promise.all(columns)).map((entry) => entry?.index ?? '.').join('');
      }),
    );
    return rows.join('\n');
  }

  test('any position inside an element is its item; between two there is none', async () => {
    const one = '{"prompt":"é😀","instruction_id_list":[]}';
    const text = `[ ${one} ,\n  ${one},${one}\n]\n`;
    const file = await ItemFile.open(write('map.json', text));
    const n = one.length + 1;
    expect(await map(file, text)).toBe(
      [`..${'0'.repeat(n)}..`, `..${'1'.repeat(n)}${'2'.repeat(n)}`, '..', '.'].join('\n'),
    );
  });

  test('over several lines', async () => {
    const text = pretty({ ...ownItems.ifeval, key: 1 }, { ...ownItems.ifeval, key: 2 });
    const file = await ItemFile.open(write('pretty.json', text));
    const rows = (await map(file, text)).split('\n').map((row) => [...new Set(row)].join(''));
    expect(rows.join(' ')).toBe('. .0 0 0 0 0 0 0 0 0 0. .1 1 1 1 1 1 1 1 1 1 .');
    expect([file.lineOf(0), file.lineOf(1)]).toEqual([2, 12]);
    expect(await file.indexesInSelection(5, 0, 5, 9999)).toEqual([0]);
    expect(await file.indexesInSelection(11, 0, 12, 9999)).toEqual([0, 1]);
    expect(await file.indexesInSelection(1, 0, 1, 9999)).toEqual([]);
    expect([(await file.at(2))?.index, (await file.at(7))?.index, (await file.at(1))?.index]).toEqual([
      0,
      0,
      undefined,
    ]);
  });

  test('bytes are of the element alone', async () => {
    const text = pretty(math(1), math(2));
    const file = await ItemFile.open(write('bytes.json', text));
    for (const [i, record] of [math(1), math(2)].entries()) {
      const bytes = (await file.index(i))?.item?.location.bytes;
      const element = Buffer.from(text).subarray(bytes?.[0], bytes?.[1]).toString();
      expect(JSON.parse(element)).toEqual(record);
      expect(element.at(0)! + element.at(-1)!).toBe('{}');
    }
  });

  test('strings with brackets, quotes and escapes do not mislead', async () => {
    const tricky = { prompt: 'a "]}" b \\" [{ \\ \u2028 } ,', instruction_id_list: ['}', ']', '\\'] };
    const file = await ItemFile.open(write('tricky.json', pretty(tricky, { ...tricky, key: 2 })));
    expect((await file.index(0))?.item?.record).toEqual(tricky);
    expect((await file.index(1))?.item?.id).toBe('2');
    expect(file.problems).toEqual([]);
  });

  test('on one line, and line by line', async () => {
    const compact = JSON.stringify([math(1), math(2)]);
    const byLine = `[\n${JSON.stringify(math(1))},\n${JSON.stringify(math(2))}\n]`;
    for (const text of [compact, byLine]) {
      const file = await ItemFile.fromText('x.json', text);
      expect([file.count, (await file.index(1))?.item?.id]).toEqual([2, 'own/2']);
    }
    const file = await ItemFile.fromText('x.json', compact);
    expect((await file.at(1, compact.length - 2))?.item?.id).toBe('own/2');
  });

  test('under a key, on one line or several', async () => {
    for (const indent of [undefined, 2]) {
      const text = stringifyJson(
        { version: '1.0', tags: ['a'], data: [ownItems.coqa, { ...ownItems.coqa, id: 'b' }] },
        indent,
      );
      const file = await ItemFile.open(write('keyed.json', text));
      expect([file.benchmark?.name, file.count, (await file.index(1))?.item?.id]).toEqual(['CoQA', 2, 'b']);
      expect(file.problems).toEqual([]);
    }
    const byLine = `{"data": [\n${stringifyJson(math(1))}\n]}`;
    expect((await (await ItemFile.fromText('x.json', byLine)).index(0))?.line).toBe(2);
  });

  test('where two keys hold items, those of the first are read and the other is named', async () => {
    const file = await ItemFile.fromText(
      'x.json',
      JSON.stringify({ meta: [{ a: 1 }], test: [math(1)], train: [math(2)] }),
    );
    expect(await show(file)).toMatch(
      /^MATH-500, 1\n! 1 train The items under "test" are read, those under "train" are not: .*\n1 \[.*\] own\/1$/,
    );
  });

  test('one object over several lines is one item, also when it holds a list of objects', async () => {
    const file = await ItemFile.fromText('x.json', stringifyJson(ownItems.headQa, 2));
    expect([file.benchmark?.name, file.count, (await file.at(3, 2))?.item?.id]).toEqual(['HeadQA', 1, '7']);
    const line = await ItemFile.fromText('x.jsonl', stringifyJson(ownItems.headQa));
    expect([line.benchmark?.name, line.count]).toEqual(['HeadQA', 1]);
  });
});

test('a file that changed after it was opened says so instead of reading other bytes', async () => {
  const path = write('changing.jsonl', jsonl(math(1), math(2)));
  const file = await ItemFile.open(path);
  appendFileSync(path, jsonl(math(3)));
  const entry = await file.index(1);
  expect(entry?.item).toBeNull();
  expect(entry?.problems[0]?.message).toBe('The file has changed since it was opened; open it again.');
});

describe('the values of a selection', () => {
  const one = '{"prompt":"é😀","instruction_id_list":[]}';
  const n = one.length;

  test('in a list on one line are those it covers any of', async () => {
    const file = await ItemFile.open(write('minified.json', `[${one}, ${one},${one}]`));
    const touched = (from: number, to: number) => file.indexesInSelection(1, from, 1, to);
    const second = 1 + n + 2;
    expect(await touched(5, 8)).toEqual([0]);
    expect(await touched(n, second)).toEqual([0]);
    expect(await touched(n, second + 1)).toEqual([0, 1]);
    expect(await touched(1 + n, second)).toEqual([]);
    expect(await touched(second + n - 1, second + n + 2)).toEqual([1, 2]);
    expect(await touched(0, 9999)).toEqual([0, 1, 2]);
    expect(await touched(second + 3, second + 3)).toEqual([1]);
    expect(await touched(0, 0)).toEqual([]);
  });

  test('in JSONL are lines it covers any of, not those it merely ends or begins at', async () => {
    for (const text of [`${one}\r\n\n${one}\n  ${one}\n`, `\ufeff${one}\n\n${one}\n  ${one}`]) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        const file = await ItemFile.open(write('lines.jsonl', Buffer.from(text, encoding)));
        expect(await file.indexesInSelection(1, 3, 1, 4)).toEqual([0]);
        expect(await file.indexesInSelection(1, 0, 3, 0)).toEqual([0]);
        expect(await file.indexesInSelection(1, n, 3, n)).toEqual([1]);
        expect(await file.indexesInSelection(1, n - 1, 4, 2)).toEqual([0, 1]);
        expect(await file.indexesInSelection(3, 1, 5, 0)).toEqual([1, 2]);
        expect(await file.indexesInSelection(3, 9999, 3, 9999)).toEqual([1]);
        expect(await file.indexesInSelection(2, 0, 2, 0)).toEqual([]);
      }
    }
  });
});

describe('the items of a file by benchmark', () => {
  test('leave out what cannot be read, and count two of one identity once', async () => {
    const text = `${jsonl(math(1), math(2), math(1))}not json\n${jsonl(ownItems.gpqa, { name: 'no item' })}`;
    const file = await ItemFile.open(write('mixed.jsonl', text));
    const counts = (await file.countByBenchmark()) ?? [];
    expect([...counts].map(([name, count]) => `${name} ${count}`)).toEqual(['MATH-500 2', 'GPQA-Diamond 1']);
    expect(await file.countByBenchmark()).toBe(counts);
  });

  test('of a large file are known only once it was read to its end', async () => {
    const long = { ...math(1), solution: 'x'.repeat(33 * 1024 * 1024) };
    const file = await ItemFile.open(write('large.jsonl', jsonl(long, { ...long, unique_id: 'own/2' })));
    expect(await file.countByBenchmark()).toBeNull();
    const seen = [];
    for await (const { item } of file.all()) {
      seen.push(item?.id);
      if (seen.length === 1) expect(await file.countByBenchmark()).toBeNull();
    }
    expect([...((await file.countByBenchmark()) ?? [])]).toEqual([['MATH-500', 2]]);
  });
});
