import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { show } from './showFile.ts';
import { tempFolder } from './tempFolder.ts';

const { path: folder, write } = tempFolder();

const item = (n: number): string => `{"problem": "What is ${n}?", "answer": "${n}", "unique_id": "own/${n}"}`;
const shown = async (name: string, content: string | Buffer): Promise<string> =>
  show(await ItemFile.open(write(name, content)));

describe('one message for what is no file of items', () => {
  test.each<[name: string, content: string | Buffer, message: string]>([
    ['empty', '', '! - - This file is empty: there are no items in it.'],
    ['only blank lines', '\n  \r\n\t\n', '! - - This file is empty: there are no items in it.'],
    ['only a BOM', '\ufeff', '! - - This file is empty: there are no items in it.'],
    ['an empty list', '[ ]\n', '! 1 - The list is empty: there are no items in it.'],
    [
      'prose',
      '# Notes\n\nNothing here.\n',
      '! 1 - This is not a file of items: it begins with "#", where JSONL or a JSON array begins with { or [.',
    ],
    [
      'CSV',
      '\nproblem,answer\n1,2\n',
      '! 2 - This is not a file of items: it begins with "p", where JSONL or a JSON array begins with { or [.',
    ],
    ['numbers', '[1, 2, 3]', '! 1 - An item is a JSON object ({…}); this is a number.'],
    [
      'lists line by line',
      '[1]\n[2]\n',
      '! 2 - Something follows the list, and is not read.\n! 1 - An item is a JSON object ({…}); this is a number.',
    ],
    ['ZIP', Buffer.from('PK\x03\x04\0\0'), '! - - This is a ZIP file; unpack it and open the items in it.'],
    ['bzip2', Buffer.from('BZh91AY&SY\0'), '! - - This file is compressed with bzip2; unpack it first.'],
    ['Arrow', Buffer.from('ARROW1\0\0'), '! - - This is an Arrow file; export it as Parquet or JSONL.'],
    [
      'objects over several lines each',
      '{\n"problem": "x"\n}\n{\n"problem": "y"\n}\n',
      '! 4 - Objects follow one another over several lines. Put each on a line of its own (JSONL) or all into one list: [ …, … ].',
    ],
  ])('%s', async (name, content, message) => {
    expect(await shown(`${name}.jsonl`, content)).toBe(`no benchmark, 0\n${message}`);
  });

  test('objects that are no items are told once, not line by line', async () => {
    const text = Array.from({ length: 100 }, (_, i) => `{"name": "n${i}", "size": ${i}}\n`).join('');
    expect(await shown('log.jsonl', text)).toMatch(
      /^no benchmark, 0\n! - - Not an item of a known benchmark: it has the fields "name", "size", and none that .* publish\.$/,
    );
  });

  test('a settings file is no file of items', async () => {
    const text = JSON.stringify({ compilerOptions: { strict: true }, include: ['src'] }, null, 2);
    expect(await shown('tsconfig.json', text)).toMatch(
      /^no benchmark, 0\n! - - Not an item .*"compilerOptions", "include"/,
    );
  });

  test('a folder, and a file that is not there', async () => {
    expect(await show(await ItemFile.open(folder))).toBe(
      'no benchmark, 0\n! - - This is a folder; name an item file in it (JSONL, JSON, CSV, TSV or Parquet).',
    );
    expect(await show(await ItemFile.open(join(folder, 'none.jsonl')))).toBe(
      'no benchmark, 0\n! - - There is no such file.',
    );
  });

  test.skipIf(!existsSync('/dev/zero'))('a device, which never ends', async () => {
    expect(await show(await ItemFile.open('/dev/zero'))).toBe(
      'no benchmark, 0\n! - - This is not a regular file, so items cannot be read from it.',
    );
  });

  test('no permission', async ({ skip }) => {
    const path = write('locked.jsonl', item(1));
    chmodSync(folder, 0o755);
    chmodSync(path, 0);
    const root = process.getuid?.() === 0;
    // Root may read anything: for the length of the test, somebody else is asking.
    if (root && !process.seteuid) skip('this platform has no permissions to take away');
    if (root) process.seteuid?.(65534);
    try {
      expect(await show(await ItemFile.open(path))).toBe(
        'no benchmark, 0\n! - - No permission to read this file; give yourself read access to it and try again.',
      );
    } finally {
      if (root) process.seteuid?.(0);
    }
  });
});

describe('what is wrong with one value leaves the others', () => {
  test('a line that is not JSON, first, in the middle and last', async () => {
    const text = [
      `{"problem": "cut`,
      item(2),
      `{"problem": "a", }`,
      item(4),
      '[1]',
      'null',
      `{"problem": `,
    ].join('\n');
    expect(await shown('broken.jsonl', text)).toMatch(
      new RegExp(
        [
          '^MATH-500, 7',
          '1 no item',
          '  ! 1 - Not JSON: Unterminated string.*',
          '2 \\[.*\\] own/2',
          '3 no item',
          '  ! 3 - Not JSON: .*',
          '4 \\[.*\\] own/4',
          '5 no item',
          '  ! 5 - An item is a JSON object \\({…}\\); this is a list.',
          '6 no item',
          '  ! 6 - An item is a JSON object \\({…}\\); this is null.',
          '7 no item',
          '  ! 7 - Not JSON: Unexpected end of JSON input. Mend or remove it.$',
        ].join('\n'),
      ),
    );
  });

  test('a missing gold answer', async () => {
    expect(await shown('gold.jsonl', `${item(1)}\n{"problem": "x", "unique_id": "own/9"}\n`)).toMatch(
      /^MATH-500, 2\n1 \[.*\] own\/1\n2 \[.*\] own\/9\n {2}! 2 answer No gold answer: "answer" should hold .*$/,
    );
  });

  test('duplicate ids: one problem names both lines, and both stay', async () => {
    const text = [item(1), item(2), item(1).replace('What', 'Which'), item(1)].join('\n');
    const file = await ItemFile.open(write('twice.jsonl', text));
    const message = (line: number, field: string): string =>
      `  ! ${line} ${field} The id "own/1" stands on line 1 too. Both can be asked, but they count as one item: give one of them another id.`;
    const lines = (await show(file)).split('\n').map((line) => line.replace(/\[.*\] /, ''));
    expect(lines).toEqual([
      'MATH-500, 4',
      '1 own/1',
      '2 own/2',
      '3 own/1',
      message(3, 'unique_id'),
      '4 own/1',
      message(4, 'unique_id'),
    ]);
    expect(await file.allProblems()).toHaveLength(2);
  });

  test('the same item twice where no id is published', async () => {
    const line = '{"sentence": "s", "question": "q", "answer": "a", "label": 0}\n';
    const problems = await (await ItemFile.open(write('taco.jsonl', line + line))).allProblems();
    expect(problems).toEqual([
      {
        file: join(folder, 'taco.jsonl'),
        line: 2,
        message:
          'This very item stands on line 1 too. Both can be asked, but they count as one item: remove one of them.',
      },
    ]);
  });

  test('one id in two tasks is no duplicate', async () => {
    const line = (group: string): string =>
      `{"id": 1, "group": "${group}", "context": "c", "question": "q", "answer": "yes"}\n`;
    const file = await ItemFile.open(write('tasks.jsonl', line('a_bool') + line('b_bool')));
    expect(await file.allProblems()).toEqual([]);
  });

  test('bytes that are not UTF-8', async () => {
    const latin = Buffer.concat([
      Buffer.from(`${item(1)}\n`),
      Buffer.from(item(2).replace('What', 'Où'), 'latin1'),
    ]);
    expect(await shown('latin.jsonl', latin)).toMatch(
      /^MATH-500, 2\n1 \[.*\] own\/1\n2 no item\n {2}! 2 - These bytes are not UTF-8; save the file as UTF-8 \(or UTF-16\)\.$/,
    );
  });

  test('a JSON array with a broken element, and an unclosed string in it', async () => {
    const text = [
      '[',
      `  ${item(1)},`,
      '  {"problem": "x" "answer": "1"},',
      '  {"problem": "cut,',
      '   "answer": "1"},',
      `  ${item(4)}`,
      ']',
    ];
    expect(await shown('broken.json', text.join('\n'))).toMatch(
      new RegExp(
        [
          '^MATH-500, 4',
          '! 4 - Not JSON as it should be: a string is not closed on its line. What can be read is read.',
          '2 \\[.*\\] own/1',
          '3 no item',
          '  ! 3 - Not JSON: .*',
          '4 no item',
          '  ! 4 - Not JSON: .*',
          '6 \\[.*\\] own/4$',
        ].join('\n'),
      ),
    );
  });

  test.each([
    [
      'ends within an element',
      `[\n${item(1)},\n{"problem": "x"`,
      3,
      'the file ends within the element that begins here',
    ],
    ['is not closed', `[\n${item(1)}\n`, 2, 'the closing ] is missing'],
    ['lacks a comma', `[\n${item(1)}\n${item(2)}]`, 3, 'a comma is missing between two elements'],
    ['has a comma too many at the end', `[\n${item(1)},\n]`, 3, 'there is a comma too many'],
    ['has a comma too many in the middle', `[\n${item(1)},\n,${item(2)}]`, 3, 'there is a comma too many'],
    ['closes what is not open', `[\n${item(1)},\n${item(2)}}\n]`, 3, '} closes nothing that is open'],
  ])('a JSON array that %s', async (name, text, line, message) => {
    const file = await ItemFile.fromText(`${name}.json`, text);
    expect(file.problems).toEqual([
      {
        file: `${name}.json`,
        line,
        message: `Not JSON as it should be: ${message}. What can be read is read.`,
      },
    ]);
    expect((await file.index(0))?.item?.id).toBe('own/1');
    expect((await file.at(2, 0))?.item?.id).toBe('own/1');
  });

  test('a fault inside an element over several lines is told by its own line', async () => {
    const text = `[\n{\n"problem": "x",\n"answer" "1"\n},\n${item(2)}\n]`;
    const file = await ItemFile.fromText('x.json', text);
    expect((await file.index(0))?.problems).toMatchObject([{ line: 4 }]);
  });
});

describe('a file whose beginning holds no items', () => {
  const lines = (count: number, text: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => `${text(n)}\n`).join('');

  test.each<[name: string, head: (n: number) => string, problem: string]>([
    ['comments', (n) => `# note ${n}`, 'Not JSON: '],
    ['other objects', (n) => `{"note": ${n}}`, 'Not an item of a known benchmark: '],
    ['damaged items', (n) => item(n).slice(0, -1), 'Not JSON: '],
  ])('keeps its items and tells of every line: %s', async (_name, head, problem) => {
    const file = await ItemFile.open(write('late.jsonl', lines(70, head) + lines(500, item)));
    expect([file.benchmark?.name, file.count, file.problems]).toEqual(['MATH-500', 570, []]);
    const [first, last] = [await file.index(0), await file.index(569)];
    expect([first?.line, first?.problems[0]?.message]).toEqual([1, expect.stringContaining(problem)]);
    expect(last?.item?.id).toBe('own/499');
  });

  test('is given up only after all values of a short one, and a spread of a long one', async () => {
    const note = (n: number): string => `{"note": ${n}}`;
    for (const before of [0, 20, 40, 59]) {
      const text = lines(before, note) + item(1) + '\n' + lines(59 - before, note);
      expect((await ItemFile.open(write('short.jsonl', text))).count).toBe(60);
    }
    expect((await ItemFile.open(write('last.jsonl', `${lines(5000, note)}${item(1)}\n`))).count).toBe(5001);
    expect((await ItemFile.open(write('none.jsonl', lines(5000, note)))).count).toBe(0);
  });
});
