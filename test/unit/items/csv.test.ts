import { describe, expect, test } from 'vitest';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { show } from './showFile.ts';
import { tempFolder } from './tempFolder.ts';

const { write } = tempFolder();
const open = (name: string, content: string | Buffer): Promise<ItemFile> =>
  ItemFile.open(write(name, content));
const records = async (file: ItemFile) => {
  const all = [];
  for await (const { item, problems } of file.all()) all.push(item?.record ?? problems.map((p) => p.message));
  return all;
};

describe('CSV', () => {
  const rows = [
    'problem,answer,unique_id',
    '"What is ""one"", plus',
    '',
    'one? ½ 😀",2,own/1',
    'What is two?,2,own/2',
    '',
    '"Three?",3,own/3',
  ];

  test.each([
    ['\n', 'line feeds'],
    ['\r\n', 'carriage returns'],
  ])('a record is all its lines; bytes are its range (%j, %s)', async (lineEnd) => {
    const text = rows.join(lineEnd);
    const file = await open('items.csv', text);
    const bytes = Buffer.from(text);
    expect(file.problems).toEqual([]);
    const first = await file.index(0);
    expect(first?.item?.record).toEqual({
      problem: `What is "one", plus${lineEnd}${lineEnd}one? ½ 😀`,
      answer: '2',
      unique_id: 'own/1',
    });
    const texts = [];
    for await (const { item, line } of file.all()) {
      const [start, end] = item?.location.bytes ?? [0, 0];
      texts.push([line, bytes.subarray(start, end).toString()]);
    }
    expect(texts).toEqual([
      [2, rows.slice(1, 4).join(lineEnd)],
      [5, rows[4]],
      [7, rows[6]],
    ]);
    const at = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async (line) => (await file.at(line, 2))?.item?.id),
    );
    expect(at).toEqual([undefined, 'own/1', 'own/1', 'own/1', 'own/2', undefined, 'own/3', undefined]);
    expect((await file.at(3))?.item?.id).toBe('own/1');
    expect(await file.indexesInSelection(3, 0, 5, 4)).toEqual([0, 1]);
    expect(await file.indexesInSelection(1, 0, 1, 7)).toEqual([]);
    expect(await file.indexesInSelection(5, 3, 5, 3)).toEqual([1]);
  });

  test.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s', async (_name, encode) => {
    const file = await open('encoded.csv', encode(rows.join('\r\n')));
    expect((await file.index(0))?.item?.record.problem).toBe('What is "one", plus\r\n\r\none? ½ 😀');
    expect([file.count, file.lineOf(1), file.lineOf(2)]).toEqual([3, 5, 7]);
  });

  test('the sign that separates the header separates the rest', async () => {
    const one = { problem: 'a, b; c', answer: '1', unique_id: 'own/1' };
    for (const [name, sign] of [
      ['a.csv', ','],
      ['b.csv', ';'],
      ['c.csv', '\t'],
      ['d.tsv', '\t'],
      ['e.tab', '|'],
    ] as const) {
      const row = ['"a, b; c"', '1', 'own/1'].join(sign);
      const file = await open(name, `problem${sign}answer${sign}unique_id\n${row}\n`);
      expect(await records(file), name).toEqual([one]);
    }
    const excel = await open('excel.csv', 'sep=;\r\nproblem;answer;unique_id\r\n"a, b; c";1;own/1\r\n');
    expect(await records(excel)).toEqual([one]);
    expect((await excel.index(0))?.line).toBe(3);
  });

  test('a file that is named so and holds JSONL is JSONL', async () => {
    expect((await open('items.csv', '{"problem": "x", "answer": "1", "unique_id": "own/1"}\n')).count).toBe(
      1,
    );
  });

  test('unsaved text', async () => {
    const file = await ItemFile.fromText('/x/items.csv', rows.join('\n'));
    expect(await show(file)).toBe('MATH-500, 3\n2 [25-70] own/1\n5 [71-91] own/2\n7 [93-109] own/3');
  });

  test('rows that are not of the header are told, the others read, and empty ones none', async () => {
    const file = await open(
      'bad.csv',
      'problem,answer,unique_id\nx,1,own/1\na, b,2,own/2\ny,1\n"so" it is,3,own/4\n5" wide,5,own/5,,\n,,\nz,"6,own/6\nw,7,own/7\n',
    );
    expect(await show(file)).toBe(
      [
        'MATH-500, 7',
        '2 [25-34] own/1',
        '3 no item',
        '  ! 3 - This row has 4 cells, the header row has 3: put what holds delimiters, quotes or line ends in quotes.',
        '4 no item',
        '  ! 4 - This row has 2 cells, the header row has 3: put what holds delimiters, quotes or line ends in quotes.',
        '5 no item',
        '  ! 5 - A quoted cell of this row is not closed where it ends: double the quotes within it ("") and put one at its end.',
        '6 [71-88] own/5',
        '8 no item',
        '  ! 8 - A quoted cell of this row is not closed where it ends: double the quotes within it ("") and put one at its end.',
        '9 [103-112] own/7',
      ].join('\n'),
    );
  });

  test('a header alone, two columns of one name, row numbers of pandas, another encoding', async () => {
    expect(await show(await open('head.csv', 'problem,answer\n'))).toBe(
      'no benchmark, 0\n! 1 - There is nothing below the header row: there are no items in this file.',
    );
    expect(await show(await open('empty.csv', '\n'))).toBe(
      'no benchmark, 0\n! - - This file is empty: there are no items in it.',
    );
    const twice = await open('twice.csv', ',problem,answer,answer,unique_id\n0,x,1,2,own/1\n');
    expect(twice.problems).toEqual([
      {
        file: twice.path,
        line: 1,
        field: 'answer',
        message: 'Two columns have this name; the first is read.',
      },
    ]);
    expect(await records(twice)).toEqual([{ problem: 'x', answer: '1', unique_id: 'own/1' }]);
    const latin = Buffer.from('problem,answer,unique_id\nx,1,own/1\nh\xe9,1,own/2\n', 'latin1');
    expect(await records(await open('latin.csv', latin))).toEqual([
      expect.objectContaining({ unique_id: 'own/1' }),
      ['These bytes are not UTF-8; save the file as UTF-8 (or UTF-16).'],
    ]);
  });

  test('what is in quotes may be cut between two reads anywhere', async () => {
    const text = `problem,answer,unique_id\r\n${Array.from({ length: 400 }, (_, n) => `"${'q""\r\n'.repeat(n)}",${n},own/${n}\r\n`).join('')}`;
    const file = await open('long.csv', text);
    const all = await records(file);
    expect(all).toHaveLength(400);
    expect(all[399]).toEqual({ problem: 'q"\r\n'.repeat(399), answer: '399', unique_id: 'own/399' });
  });
});

describe('TSV', () => {
  test('quotes are text where the file is not well formed with them', async () => {
    const text =
      'sentence\tquestion\tanswer\tlabel\tcategory\n"Stop," he said.\tHow long?\t5" \t1\tEvent Duration\nA "b\tWhen?\t"now"\t0\tx\n';
    const file = await open('quotes.tsv', text);
    expect(file.benchmark?.name).toBe('MC-TACO');
    expect(await records(file)).toEqual([
      {
        sentence: '"Stop," he said.',
        question: 'How long?',
        answer: '5" ',
        label: '1',
        category: 'Event Duration',
      },
      { sentence: 'A "b', question: 'When?', answer: '"now"', label: '0', category: 'x' },
    ]);
  });

  test('and quotes where it is', async () => {
    const file = await open(
      'pandas.tsv',
      'sentence\tquestion\tanswer\tlabel\n"He said ""no""\ttwice."\tHow long?\tan hour\t1\n',
    );
    expect((await records(file))[0]).toMatchObject({ sentence: 'He said "no"\ttwice.' });
  });

  test("MC-TACO's own files have no header row", async () => {
    const file = await open(
      'dev.tsv',
      'He ran home.\tHow long did he run?\t5 minutes\tyes\tEvent Duration\nHe ran home.\tHow long did he run?\t5 years\tno\tEvent Duration\n',
    );
    const golds = [];
    for await (const { line, item } of file.all()) golds.push([line, item?.benchmark, item?.gold]);
    expect(golds).toEqual([
      [1, 'MC-TACO', 'yes'],
      [2, 'MC-TACO', 'no'],
    ]);
  });
});

describe('fields that are lists in JSON', () => {
  test("OlympiadBench's answers, as JSON and as Python writes them", async () => {
    const file = await open(
      'olympiad.csv',
      [
        'id,question,final_answer,is_multiple_answer,unit,answer_type,subfield,context',
        '1,What?,"[""$2$"", ""3""]",True,,Numerical,Algebra,',
        `2,What?,"['$\\\\frac{1}{2}$' '3']",False,cm,Numerical,Algebra,`,
        `9007199254740993,What?,"['it\\'s']",False,,Expression,Algebra,`,
        '4,What?,,False,,Numerical,Algebra,',
      ].join('\n'),
    );
    const all = [];
    for await (const { item } of file.all())
      all.push([item?.id, item?.gold, item?.record.is_multiple_answer]);
    expect(all).toEqual([
      ['1', '$2$, 3', true],
      ['2', '$\\frac{1}{2}$, 3 cm', false],
      ['9007199254740993', "it's", false],
      ['4', null, false],
    ]);
  });

  test("ACPBench's choices as pandas writes a column of objects; an empty cell is none", async () => {
    const file = await open(
      'acp.csv',
      [
        'id,group,context,question,choices,answer',
        `1,mcq,c,q,"{'text': array(['one', ""it's two""],\n      dtype=object), 'label': array(['A', 'B'], dtype=object)}",B`,
        '2,bool,c,q,,yes',
      ].join('\n'),
    );
    expect((await file.index(0))?.item).toMatchObject({ gold: "B. it's two" });
    expect((await file.index(1))?.item).toMatchObject({ gold: 'yes', record: { choices: null } });
    expect((await file.index(1))?.line).toBe(4);
  });

  test('GPQA has columns of its own; an answer that looks like a list is text', async () => {
    const gpqa = await open(
      'gpqa.csv',
      'Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2,Incorrect Answer 3,Record ID\n"Which one, of these?","[1, 2]",a,b,c,rec1\n',
    );
    expect((await gpqa.index(0))?.item).toMatchObject({
      benchmark: 'GPQA-Diamond',
      gold: '[1, 2]',
      id: 'rec1',
    });
    const math = await open('math.csv', 'problem,answer,unique_id\nx,"[0, 1]",own/1\n');
    expect((await math.index(0))?.item?.record.answer).toBe('[0, 1]');
  });
});
