import * as v from 'valibot';
import type { JsonObject, JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { goldIn, layout, paragraphs, publishedId, type Gold, type Layout } from './layout.ts';
import { say } from '../say.ts';

const text = v.string();
const turn = v.pipe(
  v.union([text, v.number(), v.bigint()]),
  v.transform((said) => said.toString()),
);
const turnTexts = v.array(
  v.union([
    turn,
    v.pipe(
      v.object({ input_text: turn }),
      v.transform((said) => said.input_text),
    ),
  ]),
);

/**
 * The texts of CoQA's turns, in order: published as `{input_text: […]}` (EleutherAI/coqa), a list of `{input_text}`
 * (Stanford's own file) or a list of texts (stanfordnlp/coqa).
 */
export const coqaTurns = v.union([
  turnTexts,
  v.pipe(
    v.object({ input_text: turnTexts }),
    v.transform((turns) => turns.input_text),
  ),
]);

/** CoQA: only the last turn is asked; the turns before it are its context. */
export const coqaLayouts: readonly Layout[] = [
  layout({ story: text, questions: v.pipe(coqaTurns, v.minLength(1)) }, (fields, record) => {
    const { questions } = fields;
    const answers = readTurns(record.answers);
    const last = questions.length - 1;
    const conversation = questions.flatMap((question, i) =>
      i < last ? [`Q: ${question}`, `A: ${answers[i] ?? ''}`] : [`Q: ${question}`],
    );
    return {
      id: publishedId(record, 'id'),
      task: null,
      text: [fields.story, ...conversation],
      question: paragraphs(fields.story, conversation.join('\n')),
      gold: coqaGold(record),
    };
  }),
];

function readTurns(value: JsonValue | undefined): readonly string[] {
  const turns = v.safeParse(coqaTurns, value);
  return turns.success ? turns.output : [];
}

/** The gold answers to the last question: the first one, then the additional ones; empty where there are none. */
export function coqaGolds(record: JsonObject): readonly string[] {
  const asked = readTurns(record.questions).length;
  const last = (asked === 0 ? readTurns(record.answers).length : asked) - 1;
  const additional = record.additional_answers;
  const sets = [record.answers, ...(isJsonObject(additional) ? Object.values(additional) : [])];
  return sets.map((set) => readTurns(set)[last] ?? '').filter((answer) => answer.trim() !== '');
}

function coqaGold(record: JsonObject): Gold {
  const golds = coqaGolds(record);
  if (golds.length > 0) return { kind: 'text', text: [...new Set(golds)].join(' / ') };
  return {
    kind: 'missing',
    field: 'answers',
    expected: say`an answer to the last question, in "input_text",`,
  };
}

/** google/IFEval: the gold is the instructions themselves. */
export const ifEvalLayouts: readonly Layout[] = [
  layout({ prompt: text, instruction_id_list: v.array(text) }, (fields, record) => ({
    id: publishedId(record, 'key'),
    task: null,
    text: [fields.prompt],
    question: fields.prompt,
    gold: { kind: 'none' },
  })),
];

function haluEval(task: string, record: JsonObject, parts: readonly [name: string, text: string][]) {
  return {
    id: null,
    task,
    text: parts.map(([, part]) => part),
    question: paragraphs(...parts.map(([name, part]) => `${name}: ${part.trim()}`)),
    gold: haluEvalGold(record),
  };
}

/** `hallucination` in the published sample sets; some copies call it `label`. */
function haluEvalGold(record: JsonObject): Gold {
  return goldIn(
    record,
    record.hallucination === undefined && 'label' in record ? 'label' : 'hallucination',
    say`"yes" or "no"`,
  );
}

const summary = (fields: { document: string; summary: string }, record: JsonObject) =>
  haluEval('summarization', record, [
    ['Document', fields.document],
    ['Summary', fields.summary],
  ]);

/** pminervini/HaluEval, the `*_samples` sets. Many corpora have a document and a summary: the label tells. */
export const haluEvalLayouts: readonly Layout[] = [
  layout({ knowledge: text, question: text, answer: text }, (fields, record) =>
    haluEval('qa', record, [
      ['Knowledge', fields.knowledge],
      ['Question', fields.question],
      ['Answer', fields.answer],
    ]),
  ),
  layout({ knowledge: text, dialogue_history: text, response: text }, (fields, record) =>
    haluEval('dialogue', record, [
      ['Knowledge', fields.knowledge],
      ['Dialogue', fields.dialogue_history],
      ['Response', fields.response],
    ]),
  ),
  layout({ document: text, summary: text, hallucination: v.unknown() }, summary),
  layout({ document: text, summary: text, label: v.unknown() }, summary),
];

/** CogComp/mc_taco: one candidate answer a record. */
export const mcTacoLayouts: readonly Layout[] = [
  layout({ sentence: text, question: text, answer: text }, (fields, record) => ({
    id: null,
    task: null,
    text: [fields.sentence, fields.question, fields.answer],
    question: paragraphs(fields.sentence, fields.question, `Candidate: ${fields.answer}`),
    gold: mcTacoGold(record),
  })),
];

/** Published as 1 and 0; copies of the set have the words. */
const yesNo: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [1, 'yes'],
  [0, 'no'],
  ['1', 'yes'],
  ['0', 'no'],
  ['yes', 'yes'],
  ['no', 'no'],
]);

function mcTacoGold(record: JsonObject): Gold {
  const gold = yesNo.get(record.label);
  return gold === undefined
    ? { kind: 'missing', field: 'label', expected: say`1 (a plausible answer) or 0` }
    : { kind: 'text', text: gold };
}
