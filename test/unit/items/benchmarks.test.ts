import { describe, expect, test } from 'vitest';
import { benchmarks, findBenchmark, recognise } from '../../../src/core/items/benchmarks.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import { stringifyJson, type JsonObject } from '../../../src/core/json.ts';
import { ownItems, without } from './ownItems.ts';

const read = (record: JsonObject, file = 'x.jsonl') => readItem(record, { file, line: 4, bytes: null });
const nameOf = (record: JsonObject, file = 'x.jsonl'): string => recognise(record, file)?.name ?? 'none';

test('the table holds the twelve benchmarks of the paper, four a domain', () => {
  expect(benchmarks.map((benchmark) => `${benchmark.name} ${benchmark.domain}`).join('\n')).toBe(
    [
      'MATH-500 math',
      'AIME24 math',
      'AIME25 math',
      'OlympiadBench math',
      'LiveCodeBench other',
      'GPQA-Diamond other',
      'ACPBench other',
      'HeadQA other',
      'CoQA non',
      'IFEval non',
      'HaluEval non',
      'MC-TACO non',
    ].join('\n'),
  );
  expect(findBenchmark('CoQA')?.domain).toBe('non');
  expect(findBenchmark('coqa')).toBeNull();
});

describe('recognition', () => {
  test('by fields, whatever the file is called', () => {
    const found = Object.entries(ownItems).map(
      ([name, record]) => `${name}: ${nameOf(record, 'ifeval/data.jsonl')}`,
    );
    expect(found.join('\n')).toBe(
      [
        'math500: MATH-500',
        'aime24Capital: AIME24',
        'aime24Evalchemy: AIME24',
        'aimePlain: none',
        'olympiad: OlympiadBench',
        'liveCodeBench: LiveCodeBench',
        'gpqa: GPQA-Diamond',
        'acpMcq: ACPBench',
        'acpBool: ACPBench',
        'headQa: HeadQA',
        'coqa: CoQA',
        'ifeval: IFEval',
        'haluQa: HaluEval',
        'haluDialogue: HaluEval',
        'haluSummary: HaluEval',
        'mcTaco: MC-TACO',
      ].join('\n'),
    );
  });

  test('the same fields in another order and with others beside them are the same benchmark', () => {
    for (const [name, record] of Object.entries(ownItems)) {
      if (name === 'aimePlain') continue;
      const reversed = Object.fromEntries(Object.entries(record).reverse());
      expect(nameOf({ own_note: 'x', ...reversed }), name).toBe(nameOf(record));
    }
  });

  test('AIME24 or AIME25: the record says it, else its layout, else the name, else the folder', () => {
    const plain = ownItems.aimePlain;
    const cases: [JsonObject, string][] = [
      [plain, 'aime24.jsonl'],
      [plain, 'AIME-2025_I.json'],
      [plain, 'data/aime25/test.jsonl'],
      [plain, 'C:\\data\\aime_2024\\train\\items.jsonl'],
      [plain, 'aime/2025.jsonl'],
      [plain, 'aime25/aime24.jsonl'],
      [plain, 'samples_aime24_2025-11-22T00-10-38.jsonl'],
      [plain, 'items_2024.jsonl'],
      [plain, 'aime24_and_aime25.jsonl'],
      [plain, 'items.jsonl'],
      [{ ...plain, url: 'https://example.org/2024_AIME_I_Problems/Problem_1' }, 'items.jsonl'],
      [{ ...plain, source: 'aime25' }, 'aime24.jsonl'],
      [{ ...plain, year: 2025 }, 'items.jsonl'],
      [{ ...plain, id: 2024 * 1000 }, 'items.jsonl'],
      [ownItems.aime24Evalchemy, 'aime25.jsonl'],
      [{ ...ownItems.aime24Capital, ID: '2025-II-3' }, 'items.jsonl'],
    ];
    expect(cases.map(([record, file]) => nameOf(record, file))).toEqual([
      ...['AIME24', 'AIME25', 'AIME25', 'AIME24', 'AIME25', 'AIME24', 'AIME24', 'none', 'none', 'none'],
      ...['AIME24', 'AIME25', 'AIME25', 'none', 'AIME24', 'AIME25'],
    ]);
  });

  test('what nothing settles is a problem that says how to settle it, and a known benchmark settles it', () => {
    expect(read(ownItems.aimePlain).problems).toEqual([
      {
        file: 'x.jsonl',
        line: 4,
        message:
          "These fields are AIME24's and AIME25's alike, and nothing says which: name the file or its folder " +
          'after the benchmark (for example aime24.jsonl).',
      },
    ]);
    const location = { file: 'x.jsonl', line: 4, bytes: null };
    const settled = readItem(ownItems.aimePlain, location, { benchmark: findBenchmark('AIME25') });
    expect(settled.item?.benchmark).toBe('AIME25');
    expect(readItem(ownItems.ifeval, location, { benchmark: findBenchmark('AIME25') }).item?.benchmark).toBe(
      'IFEval',
    );
  });

  test('a record of no benchmark names its fields and the nearest one', () => {
    const messages = [
      { Question: 'Why?', 'Correct Answer': 'So.', 'Incorrect Answer 1': 'No.' },
      { prompt: 5, instruction_id_list: ['a'] },
      { name: 'x', value: 1 },
      {},
    ].map((record) => read(record).problems[0]?.message);
    expect(messages).toEqual([
      'Not an item of a known benchmark: it has the fields "Question", "Correct Answer", "Incorrect Answer 1". ' +
        'Nearest is GPQA-Diamond, but "Incorrect Answer 2" is missing, "Incorrect Answer 3" is missing.',
      'Not an item of a known benchmark: it has the fields "prompt", "instruction_id_list". ' +
        'Nearest is IFEval, but "prompt" must be text, not a number.',
      'Not an item of a known benchmark: it has the fields "name", "value", and none that MATH-500, AIME24, AIME25, ' +
        'OlympiadBench, LiveCodeBench, GPQA-Diamond, ACPBench, HeadQA, CoQA, IFEval, HaluEval, MC-TACO publish.',
      expect.stringContaining('it has no fields'),
    ]);
  });
});

describe('what is read', () => {
  test('task, gold and question of each format', () => {
    const shown = Object.entries(ownItems).map(([name, record]) => {
      const { item, problems } = read(record, 'aime24.jsonl');
      const gold = item?.gold === null ? 'none' : `"${item?.gold ?? ''}"`;
      return `${name} | ${item?.task ?? '-'} | ${gold} | ${JSON.stringify(item?.question)}${problems.length > 0 ? ' !' : ''}`;
    });
    expect(shown.join('\n')).toBe(
      [
        'math500 | - | "5" | "What is $2+3$?"',
        'aime24Capital | - | "63" | "Find $7 \\\\cdot 9$."',
        'aime24Evalchemy | - | "063" | "Find $7 \\\\cdot 9$."',
        'aimePlain | - | "63" | "Find $7 \\\\cdot 9$."',
        'olympiad | - | "$x=2$, $y=1$" | "Let $x$ and $y$ be real.\\n\\nSolve $x+y=3$, $x-y=1$."',
        'liveCodeBench | - | none | "Sum of two\\n\\nRead two integers and print their sum."',
        'gpqa | - | "Carbon dioxide" | "Which gas do plants take up?\\n\\n- Argon\\n- Carbon dioxide\\n- Helium\\n- Nitrogen"',
        'acpMcq | applicable_actions_mc | "A. switch it on" | "A lamp is off.\\n\\nWhat can be done? A. switch it on. B. switch it off."',
        'acpBool | applicable_actions_bool | "no" | "A lamp is off.\\n\\nCan it be switched off?"',
        'headQa | Own exam 1 | "2. Four" | "How many chambers has a human heart?\\n\\n1. Two\\n2. Four"',
        'coqa | - | "Red / red" | "Ann has a red kite. Bob has none.\\n\\nQ: Who has a kite?\\nA: Ann\\nQ: What colour?"',
        'ifeval | - | none | "Say hello without commas."',
        'haluQa | qa | "yes" | "Knowledge: Ice melts at 0 °C.\\n\\nQuestion: When does ice melt?\\n\\nAnswer: At 5 °C."',
        'haluDialogue | dialogue | "no" | "Knowledge: Oslo is in Norway.\\n\\nDialogue: [Human]: Where is Oslo?\\n\\nResponse: In Norway."',
        'haluSummary | summarization | "no" | "Document: It rained all day.\\n\\nSummary: It was wet."',
        'mcTaco | - | "yes" | "He brushed his teeth.\\n\\nHow long did it take?\\n\\nCandidate: two minutes"',
      ].join('\n'),
    );
  });

  test("CoQA's three layouts read alike", () => {
    const { coqa } = ownItems;
    const texts = coqa.questions.input_text;
    const stanford = {
      ...coqa,
      questions: texts.map((input_text, i) => ({ input_text, turn_id: i + 1 })),
      answers: [{ input_text: 'Ann' }, { input_text: 'Red' }],
      additional_answers: { '0': [{ input_text: 'ann' }, { input_text: 'red' }] },
    };
    const plain = { ...without(coqa, 'additional_answers'), questions: texts };
    const shown = [coqa, stanford, plain].map((record) => read(record).item);
    expect(new Set(shown.map((item) => item?.textHash)).size).toBe(1);
    expect(shown.map((item) => item?.gold)).toEqual(['Red / red', 'Red / red', 'Red']);
  });

  test('turns that no prompt could be built from are no CoQA', () => {
    const { coqa } = ownItems;
    for (const questions of [[], { input_text: [] }, [{ text: 'Who?' }], [null]]) {
      expect(nameOf({ ...coqa, questions })).toBe('none');
    }
  });

  test("a numeric id is MATH-500's as a text one is, with its digits", () => {
    const idOf = (unique_id: number | bigint) => {
      const { item } = read({
        ...without(ownItems.math500, 'unique_id'),
        subject: null,
        level: null,
        unique_id,
      });
      return [item?.benchmark, item?.id];
    };
    expect(idOf(17)).toEqual(['MATH-500', '17']);
    expect(idOf(12345678901234567891n)).toEqual(['MATH-500', '12345678901234567891']);
  });

  test("HeadQA's answers as an object of lists read alike", () => {
    const listed = { ...ownItems.headQa, answers: { aid: [1, 2], atext: ['Two', 'Four'] } };
    expect(read(listed).item?.question).toBe(read(ownItems.headQa).item?.question);
    expect(read(listed).item?.gold).toBe('2. Four');
  });

  test('an item without its gold is said to be askable only where a prompt can be built', () => {
    const said = (record: JsonObject) =>
      read(record)
        .problems.map(({ message }) => message)
        .join();
    expect(said(without(ownItems.gpqa, 'Correct Answer'))).toBe(
      'No gold answer: "Correct Answer" should hold the gold answer. Until it does, the item cannot be asked: ' +
        '`Correct Answer` is missing, and with it the right one of its options.',
    );
    expect(said(without(without(ownItems.coqa, 'answers'), 'additional_answers'))).toMatch(
      /cannot be asked: `answers` has no answer to turn 1/,
    );
    expect(said(without(ownItems.math500, 'answer'))).toMatch(/the item can be asked, but not scored\.$/);
  });

  test('a missing gold answer is a problem that names file, line and field; the item stays', () => {
    const cases: [JsonObject, string][] = [
      [without(ownItems.math500, 'answer'), 'answer'],
      [{ ...ownItems.math500, answer: ' ' }, 'answer'],
      [without(ownItems.aime24Capital, 'Answer'), 'Answer'],
      [{ ...ownItems.aime24Evalchemy, expected_answer: null }, 'expected_answer'],
      [without(ownItems.aimePlain, 'answer'), 'answer'],
      [{ ...ownItems.olympiad, final_answer: [] }, 'final_answer'],
      [without(ownItems.olympiad, 'final_answer'), 'final_answer'],
      [
        without(without(ownItems.liveCodeBench, 'public_test_cases'), 'private_test_cases'),
        'public_test_cases',
      ],
      [without(ownItems.gpqa, 'Correct Answer'), 'Correct Answer'],
      [without(ownItems.acpMcq, 'answer'), 'answer'],
      [{ ...ownItems.headQa, ra: 3 }, 'ra'],
      [without(ownItems.coqa, 'answers'), ''],
      [{ ...without(ownItems.coqa, 'additional_answers'), answers: { input_text: ['Ann'] } }, 'answers'],
      [without(ownItems.haluQa, 'hallucination'), 'hallucination'],
      [{ ...ownItems.mcTaco, label: null }, 'label'],
    ];
    for (const [record, field] of cases) {
      const { item, problems } = read(record, 'aime24.jsonl');
      expect(item, stringifyJson(record)).not.toBeNull();
      if (field === '') continue;
      expect(item?.gold).toBeNull();
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ file: 'aime24.jsonl', line: 4, field });
      expect(problems[0]?.message).toContain(`"${field}"`);
    }
  });

  test('a gold that is NaN is missing', () => {
    expect(read({ ...ownItems.math500, answer: Number.NaN }).problems[0]?.field).toBe('answer');
  });
});
