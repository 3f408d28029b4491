import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { benchmarkPrompt } from '../../../src/core/prompts/benchmarkPrompt.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import { asked, entry, itemOf, read, scored } from './ownEntries.ts';
import { ownItems } from './ownItems.ts';

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

  describe('a column for each option', () => {
    const columns = ['A', 'B', 'C', 'D'];
    const planets = { A: 'Mars', B: 'Jupiter', C: 'Venus', D: 'Earth' };
    const inColumns = entry({ id: 'id', question: 'question', answer: 'answer', choices: columns });

    test.each<[string, JsonObject, JsonObject?]>([
      ['a letter', { answer: 'B' }],
      ['a number', { answer: 1 }, { answerIndex: 0 }],
      ['the text', { answer: 'Jupiter' }],
    ])('the order of the file where the answer is %s', (_name, answer, rest = {}) => {
      for (let id = 1; id <= 8; id++) {
        const item = itemOf(
          { id, question: 'Which is the largest?', ...planets, ...answer },
          { ...inColumns, ...rest },
        );
        expect(item.own?.choices).toEqual(['Mars', 'Jupiter', 'Venus', 'Earth']);
        expect(item.gold).toBe('B. Jupiter');
        expect(asked(item)).toMatch(/A\) Mars\nB\) Jupiter\nC\) Venus\nD\) Earth$/);
      }
    });

    test('the order of GPQA where the right option is a field of its own', () => {
      const wrong = [1, 2, 3].map((n) => `Incorrect Answer ${n}`);
      const mine = entry(
        {
          id: 'Record ID',
          question: 'Question',
          answer: 'Correct Answer',
          choices: ['Correct Answer', ...wrong],
        },
        { files: ['mine.jsonl'] },
      );
      for (let n = 0; n < 8; n++) {
        const record = { ...ownItems.gpqa, 'Record ID': `own${n}` };
        const published = readItem(record, { file: 'gpqa_diamond.csv', line: 1, bytes: null }).item!;
        const built = benchmarkPrompt(published, { api: 'chat' }, undefined);
        const own = read(record, mine, 'mine.jsonl').item!;
        expect([published.benchmark, own.benchmark]).toEqual(['GPQA-Diamond', 'Mine']);
        expect(own.own?.choices).toEqual(built.ok ? built.prompt.choices : null);
      }
    });
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
