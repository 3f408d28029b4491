import { describe, expect, test } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import { proposeBenchmark, type ProposedField } from '../../../src/core/items/proposeBenchmark.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import type { JsonObject } from '../../../src/core/json.ts';

/** A proposal as a few lines: each part's path, confidence and reason. */
const shown = (records: readonly JsonObject[]): string => {
  const proposal = proposeBenchmark(records);
  expect(proposeBenchmark(structuredClone(records) as JsonObject[])).toEqual(proposal);
  const part = (name: string, field: ProposedField | null): string[] =>
    field === null
      ? []
      : [`${name}: ${[field.path].flat().join(' + ')} (${field.confidence}, ${field.reason})`];
  const { answerKind, answerIndex, domain, confidence, items, golds } = proposal;
  return [
    ...part('question', proposal.question),
    ...part('answer', proposal.answer),
    ...part('choices', proposal.choices),
    ...part('id', proposal.id),
    ...part('context', proposal.context),
    `${answerKind.kind}: ${answerKind.reason}`,
    ...(answerIndex === null ? [] : [`from ${answerIndex.index}: ${answerIndex.reason}`]),
    `${domain} ${confidence}; ${items} items, ${golds} golds of ${records.length}`,
  ].join('\n');
};
/** The golds that the proposed entry reads. */
const golds = (records: readonly JsonObject[]) => {
  const { entry } = proposeBenchmark(records);
  const { own, problems } = parseBenchmarks([{ name: 'New', files: ['*'], ...entry }]);
  expect(problems).toEqual([]);
  return records.map((record) => {
    const { item } = readItem(record, { file: 'new.jsonl', line: 1, bytes: null }, { own });
    return item?.gold ?? null;
  });
};
const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

describe('the layouts that data sets are published in', () => {
  test('GSM8K', () => {
    const records = times(4, (n) => ({
      question: `Ann has ${n} pens and buys ${n} more. How many has she?`,
      answer: `She has ${n}+${n}=<<${n}+${n}=${2 * n}>>${2 * n} pens.\n#### ${2 * n}`,
    }));
    expect(shown(records)).toBe(
      [
        'question: question (1, is called as questions are)',
        'answer: answer (0.95, is called as answers are)',
        'math: what follows "####" is the answer',
        'math 0.95; 4 items, 4 golds of 4',
      ].join('\n'),
    );
    expect(golds(records)).toEqual(['0', '2', '4', '6']);
  });

  test('MMLU: a number from 0', () => {
    const records = times(4, (n) => ({
      question: `Which number follows ${n}?`,
      subject: 'counting',
      choices: [`${n + 7}`, `${n + 1} indeed`, 'none', 'all'],
      answer: n,
    }));
    expect(shown(records)).toBe(
      [
        'question: question (1, is called as questions are)',
        'answer: answer (0.95, is called as answers are, and names one of the options)',
        'choices: choices (0.95, is called as options are, and holds several)',
        'choice: there are options to choose from',
        'from 0: there is a 0 among its numbers',
        'other 0.95; 4 items, 4 golds of 4',
      ].join('\n'),
    );
    expect(golds(records)).toEqual(['A. 7', 'B. 2 indeed', 'C. none', 'D. all']);
  });

  test('a number that may count from 0 or from 1 is doubted; from 1 where it must', () => {
    const record = (answer: number) => ({ question: 'Which?', options: ['a', 'b', 'c'], cop: answer });
    expect(shown([1, 2, 1].map(record))).toContain(
      'from 0: counting from 0 is assumed: the numbers would fit from 1 as well\nother 0.5;',
    );
    expect(shown([1, 3, 2].map(record))).toContain(
      'from 1: its numbers go up to the number of options\nother 0.86;',
    );
  });

  test('ARC', () => {
    const records = times(3, (n) => ({
      id: `Own_${n}_17`,
      question: `What is thing ${n} made of?`,
      choices: { text: ['wood', 'iron', `glass ${n}`], label: n === 1 ? ['1', '2', '3'] : ['A', 'B', 'C'] },
      answerKey: n === 1 ? '3' : 'B',
    }));
    expect(shown(records)).toBe(
      [
        'question: question (1, is called as questions are)',
        'answer: answerKey (0.95, is called as answers are, and names one of the options)',
        'choices: choices (0.95, is called as options are, and holds several)',
        'id: id (0.9, is called as ids are, and no two are alike)',
        'choice: there are options to choose from',
        'other 0.95; 3 items, 3 golds of 3',
      ].join('\n'),
    );
    expect(golds(records)).toEqual(['B. iron', 'C. glass 1', 'B. iron']);
  });

  test('TruthfulQA, by marks and by best and incorrect answers', () => {
    const marked = times(3, (n) => ({
      question: `What happens if you count to ${n}?`,
      mc1_targets: { choices: ['Nothing', `You get ${n}`, 'You sleep'], labels: [1, 0, 0] },
      mc2_targets: { choices: ['Nothing', 'Not much', 'You sleep'], labels: [1, 1, 0] },
    }));
    expect(shown(marked)).toBe(
      [
        'question: question (1, is called as questions are)',
        'answer: mc1_targets.labels (0.8, names one of the options in every record)',
        'choices: mc1_targets.choices (0.95, is called as options are, and holds several)',
        'choice: there are options to choose from',
        'other 0.8; 3 items, 3 golds of 3',
      ].join('\n'),
    );
    expect(golds(marked).every((gold) => gold?.endsWith('. Nothing'))).toBe(true);
    const listed = times(3, (n) => ({
      type: 'Adversarial',
      category: 'Counting',
      question: `What happens if you count to ${n}?`,
      best_answer: 'Nothing happens',
      correct_answers: ['Nothing happens', 'Nothing'],
      incorrect_answers: [`You get ${n}`, 'You sleep'],
      source: 'https://example.org',
    }));
    expect(shown(listed)).toContain('answer: best_answer (0.9, is called as the right answer is)');
    expect(shown(listed)).toContain('choices: best_answer + incorrect_answers (0.7,');
    expect(golds(listed).every((gold) => gold?.endsWith('. Nothing happens'))).toBe(true);
  });

  test('SciQ: the right answer among the distractors, and no support that tells it', () => {
    const records = times(3, (n) => ({
      question: `What is ice number ${n}?`,
      distractor1: 'fire',
      distractor2: 'air',
      distractor3: 'stone',
      correct_answer: 'water',
      support: 'Ice is frozen water, and it floats on what it was before it froze over.',
    }));
    expect(shown(records)).toBe(
      [
        'question: question (1, is called as questions are)',
        'answer: correct_answer (0.9, is called as the right answer is)',
        'choices: correct_answer + distractor1 + distractor2 + distractor3 (0.85, are fields of one kind, each with one option; with the right answer they are all)',
        'choice: there are options to choose from',
        'other 0.85; 3 items, 3 golds of 3',
      ].join('\n'),
    );
    expect(golds(records).every((gold) => gold?.endsWith('. water'))).toBe(true);
  });

  test('HellaSwag: text numbers, as published', () => {
    const records = times(4, (n) => ({
      ind: n * 4,
      activity_label: 'Walking',
      ctx_a: 'A man walks.',
      ctx_b: 'he',
      ctx: `A man walks ${n} miles. he`,
      endings: ['rests.', 'flies.', 'sings.', `sleeps ${n}.`],
      source_id: `own~v_${n}`,
      split: 'val',
      label: `${n}`,
    }));
    expect(shown(records)).toBe(
      [
        'question: ctx (0.92, is called as questions are)',
        'answer: label (0.9, is called as answers are, and names one of the options)',
        'choices: endings (0.95, is called as options are, and holds several)',
        'id: ind (0.9, is called as ids are, and no two are alike)',
        'choice: there are options to choose from',
        'from 0: there is a 0 among its numbers',
        'other 0.9; 4 items, 4 golds of 4',
      ].join('\n'),
    );
    expect(golds(records)).toEqual(['A. rests.', 'B. flies.', 'C. sings.', 'D. sleeps 3.']);
  });

  test('BoolQ: true and false about a passage', () => {
    const records = times(3, (n) => ({
      question: `is ${n} even`,
      passage: 'Even numbers are those that two divides without a rest, such as two and four.',
      answer: n % 2 === 0,
    }));
    expect(shown(records)).toBe(
      [
        'question: question (1, is called as questions are)',
        'answer: answer (0.95, is called as answers are)',
        'context: passage (0.99, is called as what a question is about)',
        'yes-no: its answers are true and false',
        'other 0.95; 3 items, 3 golds of 3',
      ].join('\n'),
    );
    expect(golds(records)).toEqual(['yes', 'no', 'yes']);
  });

  test('prompt and completion', () => {
    const records = times(3, (n) => ({ prompt: `Say hello ${n} times.`, completion: 'Hello there, hello!' }));
    expect(shown(records)).toBe(
      [
        'question: prompt (0.97, is called as questions are)',
        'answer: completion (0.85, is called as answers are)',
        'none: its answers are texts, and how to compare them is not known',
        'non 0.97; 3 items, 3 golds of 3',
      ].join('\n'),
    );
  });

  test('columns A to D of a table, with a letter', () => {
    const records = times(3, (n) => ({
      Question: `Which ${n}?`,
      A: 'one',
      B: 'two',
      C: 'three',
      D: 'four',
      Answer: 'C',
    }));
    expect(shown(records)).toContain(
      'choices: A + B + C + D (0.85, are fields of one kind, each with one option)',
    );
    expect(golds(records).every((gold) => gold?.endsWith('. three'))).toBe(true);
    const med = times(3, (n) => ({
      question: `Which ${n}?`,
      opa: 'one',
      opb: 'two',
      opc: 'three',
      opd: 'four',
      cop: n,
    }));
    expect(golds(med).map((gold) => gold?.slice(3))).toEqual(['one', 'two', 'three']);
  });

  test('lists that a table holds as text', () => {
    const records = times(3, (n) => ({
      question: `Which ${n}?`,
      choices: "['one' 'two']",
      answer: `${n % 2}`,
    }));
    expect(golds(records)).toEqual(['A. one', 'B. two', 'A. one']);
  });

  test('MATH: the box of the solution', () => {
    const records = times(3, (n) => ({
      task: `Compute ${n}+1 for me please.`,
      solution: `We add, and get $\\boxed{${n + 1}}$.`,
    }));
    expect(shown(records)).toContain('math: the last \\boxed{} is the answer');
    expect(golds(records)).toEqual(['1', '2', '3']);
  });
});

describe('names that nobody knows', () => {
  test('German', () => {
    const records = times(3, (n) => ({
      Nummer: n + 1,
      Aufgabe: `Wie viel ist ${n} und 1?`,
      Antworten: ['eins', `genau ${n + 1}`, 'keins'],
      Lösung: 'B',
    }));
    expect(golds(records)).toEqual(['B. genau 1', 'B. genau 2', 'B. genau 3']);
    expect(proposeBenchmark(records).id?.path).toBe('Nummer');
  });

  test('Chinese', () => {
    const records = times(3, (n) => ({
      编号: `own-${n}`,
      问题: `小明有${n}支笔，又买了一支，一共几支？`,
      答案: `${n + 1}`,
    }));
    const proposal = proposeBenchmark(records);
    expect([proposal.question?.path, proposal.answer?.path, proposal.id?.path]).toEqual([
      '问题',
      '答案',
      '编号',
    ]);
    expect(golds(records)).toEqual(['1', '2', '3']);
  });

  test('by shape alone, with less confidence', () => {
    const records = times(4, (n) => ({
      zeile: `a-${n}`,
      x: `Welche Farbe hat Ding ${n}, das dort drüben auf dem Tisch liegt?`,
      y: ['rot', 'blau', `grün ${n}`],
      z: n % 2 === 0 ? 'rot' : 'blau',
    }));
    expect(shown(records)).toBe(
      [
        'question: x (0.6, ends in a question mark)',
        'answer: z (0.6, names one of the options in every record)',
        'choices: y (0.5, holds several texts in each record)',
        'id: zeile (0.5, holds short names with digits, no two alike)',
        'choice: there are options to choose from',
        'other 0.5; 4 items, 4 golds of 4',
      ].join('\n'),
    );
    expect(golds(records)).toEqual(['A. rot', 'B. blau', 'A. rot', 'B. blau']);
    const plain = times(3, (n) => ({ 内容: `这里有一个比较长的句子，讲的是第${n}件事情`, 值: `${n * 3}` }));
    expect(shown(plain)).toBe(
      [
        'question: 内容 (0.4, is the longest text)',
        'answer: 值 (0.35, is a short text beside the question)',
        'math: its answers are numbers or formulas',
        'math 0.35; 3 items, 3 golds of 3',
      ].join('\n'),
    );
  });

  test('nothing to ask: no entry', () => {
    for (const records of [[], [{}], times(3, (n) => ({ a: n, b: [n] }))]) {
      const { entry, question, confidence } = proposeBenchmark(records as JsonObject[]);
      expect([entry, question, confidence]).toEqual([null, null, 0]);
    }
  });

  test('records of which some would not be read lower the confidence', () => {
    const records = times(4, (n) => ({
      question: `Which ${n}?`,
      options: ['a', 'b'],
      answer: n === 3 ? 'none' : 'A',
    }));
    expect(shown(records)).toContain('\nother 0.71; 4 items, 3 golds of 4');
    const hidden = records.map((record) => ({ ...record, answer: 'unknown' }));
    expect(shown(hidden)).toBe(
      [
        'question: question (1, is called as questions are)',
        'answer: answer (0.3, is called as answers are, but names none of the options)',
        'choices: options (0.95, is called as options are, and holds several)',
        'none: its answers are texts, and how to compare them is not known',
        'non 0.3; 4 items, 4 golds of 4',
      ].join('\n'),
    );
  });
});
