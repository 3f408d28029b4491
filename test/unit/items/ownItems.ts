import type { JsonObject } from '../../../src/core/json.ts';

/** One item in each published format, of the project's own writing. */
export const ownItems = {
  math500: {
    problem: 'What is $2+3$?',
    solution: 'It is $\\boxed{5}$.',
    answer: '5',
    subject: 'Prealgebra',
    level: 1,
    unique_id: 'own/prealgebra/1.json',
  },
  aime24Capital: { ID: '2024-X-1', Problem: 'Find $7 \\cdot 9$.', Solution: 'It is 63.', Answer: 63 },
  aime24Evalchemy: { id: 'own-0', problem: 'Find $7 \\cdot 9$.', expected_answer: '063' },
  aimePlain: { problem: 'Find $7 \\cdot 9$.', answer: '63' },
  olympiad: {
    id: 4001,
    subfield: 'Algebra',
    context: 'Let $x$ and $y$ be real.',
    question: 'Solve $x+y=3$, $x-y=1$.',
    solution: ['Add the two.'],
    final_answer: ['$x=2$', '$y=1$'],
    is_multiple_answer: true,
    unit: null,
    answer_type: 'Numerical',
    error: null,
  },
  liveCodeBench: {
    question_title: 'Sum of two',
    question_content: 'Read two integers and print their sum.',
    platform: 'own',
    question_id: 'own_1_A',
    contest_id: 'own_1',
    contest_date: '2025-01-01T00:00:00',
    starter_code: '',
    difficulty: 'easy',
    public_test_cases: '[{"input": "1 2", "output": "3", "testtype": "stdin"}]',
    private_test_cases: '[]',
    metadata: '{}',
  },
  gpqa: {
    Question: 'Which gas do plants take up?',
    'Correct Answer': 'Carbon dioxide',
    'Incorrect Answer 1': 'Nitrogen',
    'Incorrect Answer 2': 'Argon',
    'Incorrect Answer 3': 'Helium',
    'High-level domain': 'Biology',
    Subdomain: 'Botany',
    'Record ID': 'own0001',
  },
  acpMcq: {
    id: 9007199254740993n,
    group: 'applicable_actions_mc',
    context: 'A lamp is off.',
    question: 'What can be done? A. switch it on. B. switch it off.',
    choices: { text: ['switch it on', 'switch it off'], label: ['A', 'B'] },
    query: 'Which action can be done?',
    answer: 'A',
  },
  acpBool: {
    id: -9007199254740995n,
    group: 'applicable_actions_bool',
    context: 'A lamp is off.',
    question: 'Can it be switched off?',
    answer: 'no',
  },
  headQa: {
    name: 'Own exam 1',
    year: '2020',
    category: 'biology',
    qid: 7,
    qtext: 'How many chambers has a human heart?',
    ra: 2,
    answers: [
      { aid: 1, atext: 'Two' },
      { aid: 2, atext: 'Four' },
    ],
  },
  coqa: {
    id: 'own-story-1',
    source: 'own',
    story: 'Ann has a red kite. Bob has none.',
    questions: { input_text: ['Who has a kite?', 'What colour?'], turn_id: [1, 2] },
    answers: { input_text: ['Ann', 'Red'], turn_id: [1, 2] },
    additional_answers: { '0': { input_text: ['ann', 'red'], turn_id: [1, 2] } },
  },
  ifeval: {
    key: 11,
    prompt: 'Say hello without commas.',
    instruction_id_list: ['punctuation:no_comma'],
    kwargs: [{}],
  },
  haluQa: {
    knowledge: 'Ice melts at 0 °C.',
    question: 'When does ice melt?',
    answer: 'At 5 °C.',
    hallucination: 'yes',
  },
  haluDialogue: {
    knowledge: 'Oslo is in Norway.',
    dialogue_history: '[Human]: Where is Oslo?',
    response: 'In Norway.',
    hallucination: 'no',
  },
  haluSummary: { document: 'It rained all day.', summary: 'It was wet.', hallucination: 'no' },
  mcTaco: {
    sentence: 'He brushed his teeth.',
    question: 'How long did it take?',
    answer: 'two minutes',
    label: 1,
    category: 'Event Duration',
  },
} satisfies Record<string, JsonObject>;

/** The record without one of its fields. */
export function without(record: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
}
