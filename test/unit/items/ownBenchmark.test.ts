import { describe, expect, test } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import type { Item } from '../../../src/core/items/item.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { benchmarkPrompt } from '../../../src/core/prompts/benchmarkPrompt.ts';
import { metricValue } from '../../../src/core/results/metric.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { ownItems } from './ownItems.ts';

const entry = (fields: JsonObject, rest: JsonObject = {}): JsonObject => ({
  name: 'Mine',
  domain: 'other',
  fields,
  ...rest,
});
const settings = (...entries: JsonObject[]) => {
  const read = parseBenchmarks(entries);
  expect(read.problems).toEqual([]);
  return read;
};
const read = (record: JsonObject, setting: JsonObject, file = 'x.jsonl') =>
  readItem(record, { file, line: 3, bytes: null }, { own: settings(setting).own });
const itemOf = (record: JsonObject, setting: JsonObject): Item => {
  const { item, problems } = read(record, setting);
  expect(problems).toEqual([]);
  return item!;
};
const asked = (item: Item, setting?: JsonObject): string => {
  const changes = setting === undefined ? undefined : settings(setting).prompts.get(item.benchmark);
  const result = benchmarkPrompt(item, { api: 'chat' }, changes);
  return result.ok ? result.prompt.messages.map(({ content }) => content).join('\n---\n') : result.message;
};
const scored = (item: Item, answer: string) => {
  const { value, extracted, reason } = scoreTrace(
    item,
    { status: 'complete', flags: [], answer },
    item.own?.choices ?? null,
  );
  return [value, extracted, reason];
};

describe('choices', () => {
  const question = 'Which one is a colour?';
  const right = 'B. blue';

  test.each<[name: string, record: JsonObject, fields: JsonObject, rest?: JsonObject]>([
    ['a list, and a letter', { choices: ['stone', 'blue'], answer: 'B' }, { choices: 'choices' }],
    [
      'a list, and a small letter in brackets',
      { choices: ['stone', 'blue'], answer: '(b)' },
      { choices: 'choices' },
    ],
    ['a list, and its text', { choices: ['stone', 'blue'], answer: 'Blue.' }, { choices: 'choices' }],
    [
      'a list, and a number from 0',
      { choices: ['stone', 'blue'], answer: 1 },
      { choices: 'choices' },
      { answerIndex: 0 },
    ],
    [
      'a list, and a number from 1',
      { choices: ['stone', 'blue'], answer: '2' },
      { choices: 'choices' },
      { answerIndex: 1 },
    ],
    ['an object of texts', { choices: { A: 'stone', B: 'blue' }, answer: 'B' }, { choices: 'choices' }],
    [
      "ARC's object of lists",
      { choices: { text: ['stone', 'blue'], label: ['1', '2'] }, answer: '2' },
      { choices: 'choices' },
    ],
    [
      'a list of objects',
      {
        choices: [
          { label: 'A', text: 'stone' },
          { label: 'B', text: 'blue' },
        ],
        answer: 'B',
      },
      { choices: 'choices' },
    ],
    [
      'a path to the texts',
      { options: { all: [{ t: 'stone' }, { t: 'blue' }] }, answer: 'blue' },
      { choices: 'options.all.t' },
    ],
    ['text of a list in a cell', { choices: "['stone' 'blue']", answer: 'B' }, { choices: 'choices' }],
    [
      'text of an object in a cell',
      { choices: '{"text": ["stone", "blue"], "label": ["A", "B"]}', answer: 'B' },
      { choices: 'choices' },
    ],
    ['numbers as options', { choices: [2, 'blue'], answer: 'blue' }, { choices: 'choices' }],
    [
      'an answer within a text',
      { choices: ['stone', 'blue'], answer: 'I think: B, surely' },
      { choices: 'choices' },
      { answerPattern: 'think: ([A-Z])' },
    ],
  ])('%s', (_name, record, fields, rest) => {
    const item = itemOf(
      { question, ...record },
      entry({ question: 'question', answer: 'answer', ...fields }, rest),
    );
    expect(item.gold).toBe(right);
    expect(item.benchmark).toBe('Mine');
    expect(item.domain).toBe('other');
    expect(scored(item, 'So it is.\nAnswer: B')[0]).toBe(1);
    expect(scored(item, 'Answer: A')).toEqual([0, 'A', 'stated answer `A` is not right; B is']);
    expect(asked(item)).toMatch(/one of A, B\.\n\nWhich one is a colour\?\n\nA\) (?:stone|2)\nB\) blue$/);
  });

  test('fields of their own, and a list with a 1: the order is the same every time, and not always the published one', () => {
    const sciq = entry({
      question: 'question',
      answer: 'correct_answer',
      choices: ['correct_answer', 'distractor1', 'distractor2', 'distractor3'],
    });
    const letters = new Set<string>();
    for (let n = 0; n < 30; n++) {
      const record = {
        question: `${question} ${n}`,
        correct_answer: 'blue',
        distractor1: 'stone',
        distractor2: 'wind',
        distractor3: 'glass',
      };
      const item = itemOf(record, sciq);
      expect(item).toEqual(itemOf(record, sciq));
      const letter = 'ABCD'[item.own!.choices!.indexOf('blue')] ?? '';
      expect(item.gold).toBe(`${letter}. blue`);
      expect(scored(item, `Answer: ${letter}`)[0]).toBe(1);
      letters.add(letter);
    }
    expect([...letters].sort()).toEqual(['A', 'B', 'C', 'D']);

    const marked = entry({ question: 'question', choices: 'mc1.choices', answer: 'mc1.labels' });
    const golds = Array.from(
      { length: 20 },
      (_, n) =>
        itemOf({ question: `${question} ${n}`, mc1: { choices: ['blue', 'stone'], labels: [1, 0] } }, marked)
          .gold,
    );
    expect([...new Set(golds)].sort()).toEqual(['A. blue', 'B. blue']);

    const listed = entry({ question: 'question', answer: 'best', choices: ['best', 'wrong'] });
    const truth = itemOf({ question, best: 'blue', wrong: ['stone', 'wind'] }, listed);
    expect([...truth.own!.choices!].sort()).toEqual(['blue', 'stone', 'wind']);
  });

  test('what is wrong is said', () => {
    const mine = entry({ question: 'question', answer: 'answer', choices: 'choices' });
    const said = (record: JsonObject, setting = mine) => read(record, setting).problems.map((p) => p.message);
    expect(said({ question, answer: 'B' })).toEqual([
      'Not an item of a known benchmark: it has the fields "question", "answer". Nearest is Mine, but "choices" is missing.',
    ]);
    expect(said({ question, answer: 'B', choices: 'stone, blue' })).toEqual([
      'Not an item of a known benchmark: it has the fields "question", "answer", "choices". Nearest is Mine, but "choices" must be a list of texts, {label: text}, or {label: […], text: […]}.',
    ]);
    expect(said({ question, answer: 'B', choices: ['blue'] })[0]).toMatch(
      /"choices" must hold at least two options, and holds 1\.$/,
    );
    expect(said({ question: ['?'], answer: 'B', choices: ['a', 'b'] })[0]).toMatch(
      /"question" must be text, not a list\.$/,
    );
    const noGold = read({ question, answer: 'E', choices: ['stone', 'blue'] }, mine);
    expect(noGold.item?.gold).toBeNull();
    expect(noGold.problems).toEqual([
      {
        file: 'x.jsonl',
        line: 3,
        field: 'answer',
        message:
          'No gold answer: "answer" should hold one of the choices: its text, a letter from A to B (for a number, "answerIndex" must say whether it counts from 0 or from 1). Until it does, the item can be asked, but not scored.',
      },
    ]);
    expect(scored(noGold.item!, 'Answer: A')[0]).toBeNull();
    expect(said({ question, answer: 2, choices: ['stone', 'blue'] }, { ...mine, answerIndex: 0 })[0]).toMatch(
      /a letter from A to B or a number from 0 to 1\. Until/,
    );
    // A number that is nowhere said to be a place is none, however well it would fit.
    expect(read({ question, answer: 1, choices: ['stone', 'blue'] }, mine).item?.gold).toBeNull();
    expect(read({ question, answer: 3, choices: ['3', '4'] }, mine).item?.gold).toBe('A. 3');
  });
});

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

describe('the setting', () => {
  const problemsOf = (...entries: unknown[]) =>
    parseBenchmarks(entries).problems.map(({ field, message }) => `${field}: ${message}`);

  test('changes to published benchmarks and own ones stand side by side', () => {
    const { own, prompts } = settings(
      { name: 'MATH-500', prompt: '{{question}}' },
      entry({ question: 'q' }, { stop: ['\n'] }),
    );
    expect(own.map(({ name }) => name)).toEqual(['Mine']);
    expect([...prompts]).toEqual([
      ['MATH-500', { prompt: '{{question}}' }],
      ['Mine', { stop: ['\n'] }],
    ]);
    expect(parseBenchmarks(undefined)).toEqual({ own: [], prompts: new Map(), problems: [] });
  });

  test.each<[string, unknown, string | RegExp]>([
    [
      'an unknown name without fields',
      { name: 'MATH500' },
      /\[0\]\.name: There is no benchmark of this name\. Published are MATH-500, /,
    ],
    ['no name', {}, /\[0\]\.name: This is missing\./],
    [
      'fields of a published one',
      { name: 'MATH-500', fields: { question: 'q' } },
      /\[0\]\.fields: A published benchmark has its own\./,
    ],
    ['no domain', { name: 'X', fields: { question: 'q' } }, /\[0\]\.domain: This is missing\./],
    [
      'another domain',
      entry({ question: 'q' }, { domain: 'maths' }),
      /\[0\]\.domain: This must be "math", "other" or "non"\./,
    ],
    [
      'an unknown field',
      entry({ question: 'q', quesion: 'q' }),
      /\[0\]\.fields\.quesion: There is no such field\./,
    ],
    ['no question', entry({ answer: 'a' }), /\[0\]\.fields\.question: This is missing\./],
    [
      'a choice without options',
      entry({ question: 'q', answer: 'a' }, { answerKind: 'choice' }),
      /\[0\]\.fields\.choices: This is missing: a choice needs its options\./,
    ],
    [
      'a scorer without gold',
      entry({ question: 'q', choices: 'c' }),
      /\[0\]\.fields\.answer: This is missing: without the right answer/,
    ],
    [
      'a bad pattern',
      entry({ question: 'q' }, { answerPattern: '(' }),
      /\[0\]\.answerPattern: This is no regular expression: /,
    ],
    [
      'a pattern that cannot be matched in linear time',
      entry({ question: 'q' }, { answerPattern: '(.)\\1' }),
      /\[0\]\.answerPattern: References to a group/,
    ],
    [
      'an index of 2',
      entry({ question: 'q' }, { answerIndex: 2 }),
      /\[0\]\.answerIndex: This must be 0 or 1/,
    ],
  ])('%s', (_name, value, message) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test('a name twice, and no list', () => {
    expect(problemsOf(entry({ question: 'q' }), entry({ question: 'r' }))).toEqual([
      'reasoningTransfer.benchmarks[1].name: "Mine" is listed twice; the first counts.',
    ]);
    expect(parseBenchmarks({}).problems).toEqual([
      { field: 'reasoningTransfer.benchmarks', message: 'This must be a list.' },
    ]);
  });
});
