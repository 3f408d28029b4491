import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { buildPrompt, promptHash, promptText } from '../../../src/core/prompts/build.ts';
import type { PromptOptions } from '../../../src/core/prompts/build.ts';
import { conventions } from '../../../src/core/prompts/conventions.ts';

const item = (benchmark: string, record: JsonObject, id = 'x1'): Item => ({
  benchmark,
  task: null,
  id,
  domain: null,
  record,
  question: '',
  gold: null,
  textHash: '',
  location: { file: 'f.jsonl', line: 1, bytes: null },
});

const prompt = (benchmark: string, record: JsonObject, options: Partial<PromptOptions> = {}, id?: string) => {
  const result = buildPrompt(item(benchmark, record, id), { api: 'chat', ...options });
  if (!result.ok) throw new Error(result.message);
  return result.prompt;
};
const text = (...args: Parameters<typeof prompt>): string => promptText(prompt(...args));
const message = (benchmark: string, record: JsonObject, options: Partial<PromptOptions> = {}): string => {
  const result = buildPrompt(item(benchmark, record), { api: 'chat', ...options });
  return result.ok ? 'ok' : result.message;
};

const math = { problem: 'What is $1+1$?', answer: '2' };
const gpqa = {
  Question: 'Which is heaviest?',
  'Correct Answer': 'lead',
  'Incorrect Answer 1': 'cork',
  'Incorrect Answer 2': 'foam',
  'Incorrect Answer 3': 'air\n',
};
const acp = {
  context: 'A crane stands at p1.',
  question: 'Which holds? A. it rains. B. the crane is at p1.',
  choices: { text: ['it rains', 'the crane is at p1'], label: ['A', 'B'] },
  answer: 'B',
};
const coqa = {
  story: 'Mia has a red kite.',
  questions: { input_text: ['Who?', 'What?', 'Which colour?'] },
  answers: { input_text: ['Mia', 'a kite', 'red'] },
};

describe('conventions', () => {
  it('names a source for each of the twelve benchmarks', () => {
    expect([...conventions].filter(([, row]) => row.source.length > 20).map(([name]) => name)).toEqual([
      'MATH-500',
      'AIME24',
      'AIME25',
      'OlympiadBench',
      'GPQA-Diamond',
      'ACPBench',
      'HeadQA',
      'CoQA',
      'IFEval',
      'HaluEval',
      'MC-TACO',
      'LiveCodeBench',
    ]);
  });

  it('asks for a boxed answer to a math problem, in every layout', () => {
    expect(text('MATH-500', math)).toBe(
      'Solve the following math problem. Reason step by step, and give the answer at the end in the form: Final Answer: \\boxed{your_answer}.\nProblem: What is $1+1$?',
    );
    expect(text('AIME24', { Problem: 'Find n.', Answer: 3 })).toContain('\nProblem: Find n.');
    expect(text('OlympiadBench', { context: 'Let $a=1$.', question: 'Find $a$.' })).toContain(
      'Problem: Let $a=1$.\n\nFind $a$.',
    );
    expect(text('OlympiadBench', { context: null, question: 'Find $a$.' })).toContain('Problem: Find $a$.');
  });

  it('never shows the gold answer of a math problem', () => {
    expect(text('MATH-500', { ...math, answer: 'GOLD', solution: 'GOLD' })).not.toContain('GOLD');
  });

  it('letters the options of GPQA in an order that the id decides', () => {
    const first = prompt('GPQA-Diamond', gpqa, {}, 'rec1');
    expect(prompt('GPQA-Diamond', gpqa, {}, 'rec1')).toEqual(first);
    expect(first.choices?.toSorted()).toEqual(['air', 'cork', 'foam', 'lead']);
    for (const [index, option] of (first.choices ?? []).entries()) {
      expect(promptText(first)).toContain(`\n${'ABCD'.charAt(index)}) ${option}`);
    }
    const places = [0, 0, 0, 0];
    for (let n = 0; n < 400; n += 1) {
      const at = prompt('GPQA-Diamond', gpqa, {}, `rec${n}`).choices?.indexOf('lead') ?? -1;
      places[at] = (places[at] ?? 0) + 1;
    }
    expect(Math.min(...places)).toBeGreaterThan(70);
  });

  it('does not repeat the options of ACPBench, and keeps their order', () => {
    const sent = prompt('ACPBench', acp);
    expect(promptText(sent).split('the crane is at p1')).toHaveLength(2);
    expect(promptText(sent)).toContain('A crane stands at p1.\n\nWhich holds? A. it rains.');
    expect(sent.choices).toEqual(['it rains', 'the crane is at p1']);
  });

  it('lists the options of an ACPBench question that does not hold them', () => {
    expect(text('ACPBench', { ...acp, question: 'Which holds?' })).toContain(
      'Which holds?\n\nA) it rains\nB) the crane is at p1',
    );
  });

  it('asks a yes/no question of ACPBench without options', () => {
    const sent = prompt('ACPBench', { context: 'c', question: 'Is it so?', answer: 'yes' });
    expect(sent.choices).toBeNull();
    expect(promptText(sent)).toContain("'Answer: yes' or 'Answer: no'");
  });

  it('lists the answers of HeadQA as published', () => {
    const record = {
      qtext: 'Which organ?',
      ra: 2,
      answers: [
        { aid: 1, atext: 'liver' },
        { aid: 2, atext: 'lung' },
      ],
    };
    expect(text('HeadQA', record)).toContain('Which organ?\n\nA) liver\nB) lung');
    expect(prompt('HeadQA', record).choices).toEqual(['liver', 'lung']);
    const columns = { ...record, answers: { aid: [1, 2], atext: ['liver', 'lung'] } };
    expect(text('HeadQA', columns)).toBe(text('HeadQA', record));
  });

  it('asks the last turn of CoQA only', () => {
    expect(text('CoQA', coqa)).toBe(
      'Mia has a red kite.\n\nQ: Who?\n\nA: Mia\n\nQ: What?\n\nA: a kite\n\nQ: Which colour?\n\nA:',
    );
  });

  it('asks CoQA alike in each of its published layouts', () => {
    const texts = (turns: readonly string[]) =>
      turns.map((input_text, index) => ({ input_text, turn_id: index + 1 }));
    const stanford = {
      ...coqa,
      questions: texts(coqa.questions.input_text),
      answers: texts(coqa.answers.input_text),
    };
    const plain = { ...coqa, questions: coqa.questions.input_text };
    const numeral = { ...plain, answers: ['Mia', 2, 'red'] };
    expect(text('CoQA', stanford)).toBe(text('CoQA', coqa));
    expect(text('CoQA', plain)).toBe(text('CoQA', coqa));
    expect(text('CoQA', numeral)).toContain('A: 2');
  });

  it('sends an IFEval prompt as it is', () => {
    expect(text('IFEval', { key: 1, prompt: 'Write  two lines.\n' })).toBe('Write  two lines.\n');
  });

  it('asks the three tasks of HaluEval for one word', () => {
    const seen = [
      text('HaluEval', { knowledge: 'k', question: 'q', answer: 'a', hallucination: 'yes' }),
      text('HaluEval', { knowledge: 'k', dialogue_history: 'd', response: 'r', hallucination: 'yes' }),
      text('HaluEval', { document: 'd', summary: 's', hallucination: 'yes' }),
    ].map((sent) => sent.split('\n\n')[1]);
    expect(seen).toEqual([
      '#Knowledge#: k\n#Question#: q\n#Answer#: a\n#Your Judgement#:',
      '#Knowledge#: k\n#Dialogue History#: d\n#Response#: r\n#Your Judgement#:',
      '#Document#: d\n#Summary#: s\n#Your Judgement#:',
    ]);
  });

  it('asks MC-TACO whether the candidate is plausible', () => {
    expect(
      text('MC-TACO', { sentence: 'He ate.', question: 'How long?', answer: '10 minutes', label: 1 }),
    ).toMatch(
      /plausible\?.*'Answer: yes'[^]*He ate\.\nQuestion: How long\?\nAnswer: 10 minutes\nPlausible:$/,
    );
  });

  it('asks LiveCodeBench for stdin to stdout, or for the starter code', () => {
    expect(text('LiveCodeBench', { question_content: 'Add.', starter_code: '' })).toContain('from stdin');
    const starter = text('LiveCodeBench', {
      question_content: 'Add.',
      starter_code: 'class S:\n  def f(self):',
    });
    expect(starter).toContain('```python\nclass S:\n  def f(self):\n```');
    expect(starter).not.toContain('stdin');
  });
});

describe('what goes wrong is said', () => {
  it.each([
    ['Sudoku', {}, 'There is no prompt convention for the benchmark "Sudoku". Known are: MATH-500,'],
    [
      'GPQA-Diamond',
      { Question: 'q' },
      'No prompt for GPQA-Diamond item x1: `Correct Answer` is missing, and with it the right one',
    ],
    [
      'CoQA',
      { story: 's', questions: { input_text: [] } },
      'No prompt for CoQA item x1: `questions` is missing',
    ],
    [
      'CoQA',
      { ...coqa, answers: { input_text: ['Mia'] } },
      'No prompt for CoQA item x1: `answers` has no answer to turn 2',
    ],
  ])('%s', (benchmark, record: JsonObject, start) => {
    expect(message(benchmark, record)).toContain(start);
  });
});

describe('templates', () => {
  it('fill in published fields, the question and the options', () => {
    expect(
      text('MATH-500', { ...math, level: 3 }, { template: '{{ problem }} ({{level}}) {{question}}' }),
    ).toBe('What is $1+1$? (3) What is $1+1$?');
    const sent = prompt(
      'HeadQA',
      { qtext: 'q', answers: [{ atext: 'a' }, { atext: 'b' }] },
      { template: '{{qtext}}\n{{choices}}' },
    );
    expect([promptText(sent), sent.choices]).toEqual(['q\nA) a\nB) b', ['a', 'b']]);
  });

  it('do not look through what was filled in, nor read `$` in it', () => {
    expect(
      text('MATH-500', { problem: '{{answer}} $& $1', answer: '2' }, { template: 'P: {{problem}}' }),
    ).toBe('P: {{answer}} $& $1');
  });

  it('without {{choices}} send no order of options', () => {
    expect(prompt('GPQA-Diamond', gpqa, { template: '{{Question}}' }).choices).toBeNull();
    expect(prompt('GPQA-Diamond', gpqa, { template: '{{Question}}\n{{choices}}' }).choices).toHaveLength(4);
    expect(prompt('ACPBench', acp, { template: '{{context}} {{item.question}}' }).choices).toHaveLength(2);
  });

  it('give the whole question as {{question}}, and the published field as {{item.question}}', () => {
    expect(text('ACPBench', acp, { template: '{{question}}' })).toContain('A crane stands at p1.');
    expect(text('ACPBench', acp, { template: '{{item.question}}' })).toBe(acp.question);
  });

  it('name an unknown placeholder and list the fields', () => {
    expect(message('MATH-500', math, { template: '{{problem}} {{hint}} {{item.tip}}' })).toBe(
      'The prompt template asks for {{hint}}, {{item.tip}}, which this item does not have. There are: {{question}}, {{choices}}, {{problem}}.',
    );
  });

  it('give no gold answer away, unless asked for by {{item.…}}', () => {
    expect(message('MATH-500', math, { template: '{{problem}} Write \\boxed{{answer}}.' })).toBe(
      'The prompt template asks for {{answer}}, which gives the right answer of MATH-500 away. For the word itself write {answer} with single braces, as in \\boxed{answer}; to send the answer all the same, write {{item.answer}}.',
    );
    expect(text('MATH-500', math, { template: '{{problem}} \\boxed{answer}' })).toBe(
      'What is $1+1$? \\boxed{answer}',
    );
    expect(text('MATH-500', { ...math, answer: '2' }, { template: 'As {{item.answer}}' })).toBe('As 2');
    const refused: [string, JsonObject, string][] = [
      ['MATH-500', { ...math, solution: 's' }, 'solution'],
      ['AIME24', { problem: 'p', expected_answer: 3 }, 'expected_answer'],
      ['AIME24', { Problem: 'p', Answer: 3 }, 'Answer'],
      ['OlympiadBench', { question: 'q', final_answer: ['3'] }, 'final_answer'],
      ['GPQA-Diamond', gpqa, 'Correct Answer'],
      ['GPQA-Diamond', { ...gpqa, 'Extra Revised Correct Answer': 'x' }, 'Extra Revised Correct Answer'],
      ['ACPBench', { ...acp, answer: 'A' }, 'answer'],
      ['HeadQA', { qtext: 'q', ra: 1, answers: [{ atext: 'a' }, { atext: 'b' }] }, 'ra'],
      ['CoQA', coqa, 'answers'],
      ['MC-TACO', { sentence: 's', question: 'q', answer: 'a', label: 1 }, 'label'],
    ];
    for (const [benchmark, record, field] of refused) {
      const template = `{{question}} {{ ${field} }}`;
      expect(message(benchmark, record, { template })).toContain(
        `{{${field}}}, which gives the right answer`,
      );
    }
    const judged = { question: 'q', answer: 'a', hallucination: 'no' };
    expect(text('HaluEval', judged, { template: '{{item.question}} {{answer}}' })).toBe('q a');
  });

  it('keep a brace around what is filled in', () => {
    expect(text('MATH-500', { ...math, level: 3 }, { template: '\\boxed{{{level}}} {{{{level}}}}' })).toBe(
      '\\boxed{3} {{3}}',
    );
  });

  it('without a placeholder are refused', () => {
    expect(message('MATH-500', math, { template: 'Solve it.' })).toContain(
      'every item would be asked the same',
    );
  });
});

describe('the two routes', () => {
  it('chat: system, examples and item are messages', () => {
    const sent = prompt(
      'IFEval',
      { prompt: 'Now.' },
      { system: 'Be brief.', fewShot: [{ prompt: 'P', answer: 'A' }] },
    );
    expect(sent.messages.map(({ role, content }) => `${role}: ${content}`)).toEqual([
      'system: Be brief.',
      'user: P',
      'assistant: A',
      'user: Now.',
    ]);
    expect([sent.text, sent.stop]).toEqual(['', []]);
    expect(promptText(sent)).toBe('[system]\nBe brief.\n\n[user]\nP\n\n[assistant]\nA\n\n[user]\nNow.');
  });

  it('completions: text with examples, and stop strings where the next item would begin', () => {
    const sent = prompt('MATH-500', math, {
      api: 'completions',
      fewShot: [{ prompt: 'Problem: $1$\nAnswer:', answer: '\\boxed{1}' }],
    });
    expect(sent.messages).toEqual([]);
    expect(sent.stop).toEqual(['\nProblem:']);
    expect(sent.text).toMatch(
      /^Problem: \$1\$\nAnswer: \\boxed\{1\}\n\nSolve [^]*\nProblem: What is \$1\+1\$\?\nAnswer:$/,
    );
    expect(promptText(sent)).toBe(sent.text);
  });

  it('stop strings given replace the convention’s', () => {
    expect(prompt('MATH-500', math, { api: 'completions', stop: ['END'] }).stop).toEqual(['END']);
    expect(prompt('MATH-500', math, { stop: ['END'] }).stop).toEqual(['END']);
  });
});

describe('the hash', () => {
  it('is the SHA-256 of api, messages, text and stop', () => {
    const sent = prompt('IFEval', { prompt: 'Hi' });
    const form = '["chat",[["user","Hi"]],"",[]]';
    expect(sent.hash).toBe(createHash('sha256').update(form).digest('hex'));
  });

  it('changes with each of them', () => {
    const base = { api: 'chat', messages: [{ role: 'user', content: 'a' }], text: '', stop: [] } as const;
    const hashes = [
      promptHash(base),
      promptHash({ ...base, api: 'completions' }),
      promptHash({ ...base, messages: [{ role: 'system', content: 'a' }] }),
      promptHash({ ...base, text: 'a' }),
      promptHash({ ...base, stop: ['a'] }),
    ];
    expect(new Set(hashes).size).toBe(5);
  });
});
