import { describe, expect, test } from 'vitest';
import { readItem } from '../../../src/core/items/readItem.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { metricValue } from '../../../src/core/results/metric.ts';
import { asked, entry, itemOf, read, scored, settings } from './ownEntries.ts';
import { ownItems } from './ownItems.ts';

describe('math', () => {
  const gsm = entry({ question: 'question', answer: 'answer' }, { domain: 'math' });

  test.each([
    ['what follows ####', 'She has 2 * 21 = <<2*21=42>>42 pens.\n#### 42', '42'],
    ['with thousands', 'It is\n#### 1,042', '1,042'],
    ['the last box', 'So it is $\\boxed{\\frac{84}{2}}$, which was to be found.', '\\frac{84}{2}'],
    ['a number', 42, '42'],
    ['a list of one', ['42'], '42'],
    ['text', ' 42 ', '42'],
  ])('%s is the gold', (_name, answer, gold) => {
    const item = itemOf({ question: 'How many?', answer }, gsm);
    expect(item.gold).toBe(gold);
    expect(scored(item, `Final Answer: \\boxed{${gold}}`)[0]).toBe(1);
    expect(scored(item, 'Final Answer: \\boxed{43}')[0]).toBe(0);
    expect(asked(item)).toMatch(/Final Answer: \\boxed\{your_answer\}\.\nProblem: How many\?$/);
  });

  test('answerPattern finds the gold; where it does not, a problem says so', () => {
    const setting = { ...gsm, answerPattern: '^Result = (\\d+)$' };
    expect(itemOf({ question: 'How many?', answer: 'Long.\nResult = 42\nEnd.' }, setting).gold).toBe('42');
    const none = read({ question: 'How many?', answer: 'Long.' }, setting);
    expect([none.item?.gold, none.problems[0]?.message]).toEqual([
      null,
      'No gold answer: "answer" should hold a text in which "answerPattern" finds the answer. Until it does, the item can be asked, but not scored.',
    ]);
  });
});

test('a pattern that never ends in JavaScript is done with at once', () => {
  const setting = entry({ question: 'q', answer: 'a' }, { domain: 'math', answerPattern: '(a+)+$' });
  expect(read({ q: 'Why?', a: `${'a'.repeat(5000)}b` }, setting).item?.gold).toBeNull();
});

test('yes and no', () => {
  const boolq = entry(
    { question: 'question', answer: 'answer', context: 'passage' },
    { answerKind: 'yes-no' },
  );
  for (const [answer, gold] of [
    [true, 'yes'],
    [0, 'no'],
    ['No', 'no'],
  ] as const) {
    const item = itemOf({ question: 'is it so', passage: 'It is.', answer }, boolq);
    expect(item.gold).toBe(gold);
    expect(scored(item, `Answer: ${gold}`)[0]).toBe(1);
    expect(asked(item)).toBe(
      "Think step by step if needed, and end with one line in the form 'Answer: yes' or 'Answer: no'.\n\nIt is.\n\nis it so",
    );
  }
});

test('no scorer: the question is asked as it is, and what ends early is no zero', () => {
  const setting = entry({ question: 'prompt', answer: 'completion' });
  const item = itemOf({ prompt: 'Say hello.', completion: 'Hello!' }, setting);
  expect([item.gold, asked(item)]).toEqual(['Hello!', 'Say hello.']);
  expect(scored(item, 'Hello!')).toEqual([null, null, 'Mine is not scored']);
  const cut = { status: 'truncated', flags: [], value: null } as const;
  expect(metricValue('Mine', { ...cut, answerKind: 'none' })).toBeNull();
  expect(metricValue('Mine', { ...cut, answerKind: 'math' })).toBe(0);
});

test('the template fills in paths of the record, and gives no gold away', () => {
  const fields = { question: 'q.text', answer: 'gold.value', choices: 'options', context: 'passage' };
  const record = {
    q: { text: 'Which?' },
    gold: { value: 'b' },
    options: ['a', 'b'],
    passage: 'Here.',
    year: 1999,
  };
  const setting = (prompt: string) => entry(fields, { prompt, system: 'Be short.' });
  const item = itemOf(record, setting('{{question}}'));
  expect(asked(item, setting('{{question}}|{{choices}}|{{year}}'))).toBe(
    'Be short.\n---\nHere.\n\nWhich?|A) a\nB) b|1999',
  );
  expect(asked(item, setting('{{question}} {{gold}}'))).toMatch(/gives the right answer of Mine away/);
});

describe('which benchmark a record is of', () => {
  const bare = entry({ question: 'problem', answer: 'answer' }, { domain: 'math' });
  const nameIn = (record: JsonObject, setting: JsonObject, file: string) =>
    read(record, setting, file).item?.benchmark ?? null;

  test('a published one where its fields say so, unless the entry names the file', () => {
    expect(nameIn(ownItems.math500, bare, '/data/x.jsonl')).toBe('MATH-500');
    const named = { ...bare, files: ['mine-*.jsonl', 'sets/**/train.{csv,tsv}'] };
    const names = [
      '/data/mine-1.jsonl',
      'C:\\data\\mine-.jsonl',
      '/data/sets/train.csv',
      '/data/sets/a/b/train.tsv',
      '/data/other.jsonl',
      '/data/mine-1/other.jsonl',
      '/data/mysets/train.csv',
      '/data/sets/train.json',
    ];
    expect(names.map((file) => nameIn(ownItems.math500, named, file))).toEqual([
      'Mine',
      'Mine',
      'Mine',
      'Mine',
      'MATH-500',
      'MATH-500',
      'MATH-500',
      'MATH-500',
    ]);
    expect(read({ text: 'x' }, named, 'mine-1.jsonl').problems[0]?.message).toMatch(
      /Nearest is|none that Mine publish/,
    );
  });

  test('a benchmark that names the file of another one’s records takes them from nobody', () => {
    const fruit = entry({ question: 'frage' }, { files: ['test.jsonl'] });
    expect(nameIn(ownItems.math500, fruit, '/data/math500/test.jsonl')).toBe('MATH-500');
    const { own } = settings({ ...fruit, name: 'Fruit' }, entry({ question: 'q' }));
    const found = readItem({ q: 'Why?' }, { file: '/data/test.jsonl', line: 1, bytes: null }, { own });
    expect(found.item?.benchmark).toBe('Mine');
  });

  test('before what the fields leave open, but not before what the file settles', () => {
    const record = { problem: 'What is 1+1?', answer: '2' };
    expect(nameIn(record, bare, '/data/x.jsonl')).toBe('Mine');
    expect(nameIn(record, bare, '/data/aime24.jsonl')).toBe('AIME24');
  });

  test('ids keep their digits; without one the text stands for it', () => {
    const setting = entry({ question: 'question', id: 'meta.id' });
    const item = itemOf({ question: 'Who?', meta: { id: 9007199254740993n } }, setting);
    expect(item.id).toBe('9007199254740993');
    const other = itemOf({ question: 'Who?' }, entry({ question: 'question' }));
    expect(other.id).toMatch(/^Mine:[0-9a-f]{12}$/);
    expect(other.id).not.toBe(itemOf({ question: 'Why?' }, entry({ question: 'question' })).id);
  });
});
