import * as v from 'valibot';
import type { JsonObject, JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { goldIn, layout, paragraphs, publishedId, scalarText, type Gold, type Layout } from './layout.ts';
import { say } from '../say.ts';

const text = v.string();

/** livecodebench/code_generation_lite: the gold is its tests, which are no answer a person reads. */
export const liveCodeBenchLayouts: readonly Layout[] = [
  layout(
    { question_content: text, question_id: v.union([text, v.number(), v.bigint()]) },
    (fields, record) => {
      const starter = scalarText(record.starter_code);
      const hasTests = ['public_test_cases', 'private_test_cases'].some(
        (field) => record[field] !== undefined,
      );
      return {
        id: publishedId(record, 'question_id'),
        task: null,
        text: [fields.question_content],
        question: paragraphs(scalarText(record.question_title), fields.question_content, starter),
        gold: hasTests
          ? { kind: 'none' }
          : { kind: 'missing', field: 'public_test_cases', expected: say`the tests` },
      };
    },
  ),
];

/** Idavidrein/gpqa, CSV columns as keys. */
export const gpqaLayouts: readonly Layout[] = [
  layout(
    { Question: text, 'Incorrect Answer 1': text, 'Incorrect Answer 2': text, 'Incorrect Answer 3': text },
    (fields, record) => {
      const right = scalarText(record['Correct Answer']);
      const wrong = [
        fields['Incorrect Answer 1'],
        fields['Incorrect Answer 2'],
        fields['Incorrect Answer 3'],
      ];
      const options = (right === null ? wrong : [right, ...wrong]).map((option) => option.trim());
      return {
        id: publishedId(record, 'Record ID'),
        task: null,
        text: [fields.Question, ...(right === null ? [] : [right]), ...wrong],
        // In the published order the right one is first; sorted, the list does not give it away.
        question: paragraphs(
          fields.Question.trim(),
          options
            .sort()
            .map((option) => `- ${option}`)
            .join('\n'),
        ),
        gold: goldIn(record, 'Correct Answer'),
      };
    },
  ),
];

const choices = v.object({ text: v.array(text), label: v.array(text) });

/** ibm-research/acp_bench: `choices` only in the multiple-choice tasks; `group` is the task. */
export const acpBenchLayouts: readonly Layout[] = [
  layout({ group: text, context: text, question: text, choices }, (fields, record) => {
    const options = fields.choices.text;
    // The published question already lists its options ("A. … B. …"); elsewhere they are shown below it.
    const listed = options.every((option) => fields.question.includes(option));
    const lines = options.map((option, i) => `${fields.choices.label[i] ?? ''}. ${option}`);
    return {
      id: publishedId(record, 'id'),
      task: fields.group,
      text: [fields.context, fields.question, ...options],
      question: paragraphs(fields.context, fields.question, listed ? null : lines.join('\n')),
      gold: choiceGold(record, fields.choices),
    };
  }),
  layout({ group: text, context: text, question: text }, (fields, record) => ({
    id: publishedId(record, 'id'),
    task: fields.group,
    text: [fields.context, fields.question],
    question: paragraphs(fields.context, fields.question),
    gold: goldIn(record, 'answer'),
  })),
];

function choiceGold(record: JsonObject, options: v.InferOutput<typeof choices>): Gold {
  const gold = goldIn(record, 'answer', say`the letter of the right choice`);
  if (gold.kind !== 'text') return gold;
  const option = options.text[options.label.indexOf(gold.text)];
  return option === undefined ? gold : { kind: 'text', text: `${gold.text}. ${option}` };
}

/** dvilares/head_qa: `ra` is the 1-based number of the right answer. */
export const headQaLayouts: readonly Layout[] = [
  layout(
    { qtext: text, answers: v.union([v.array(v.unknown()), v.object({ atext: v.array(text) })]) },
    (fields, record) => {
      const options = answerTexts(record.answers);
      return {
        id: publishedId(record, 'qid'),
        // `qid` counts within one exam.
        task: scalarText(record.name),
        text: [fields.qtext, ...options],
        question: paragraphs(fields.qtext, options.map((option, i) => `${i + 1}. ${option}`).join('\n')),
        gold: headQaGold(record, options),
      };
    },
  ),
];

/** Published as a list of objects, and by `datasets` as an object of lists. */
function answerTexts(value: JsonValue | undefined): string[] {
  const list = isJsonObject(value) ? value.atext : value;
  if (!Array.isArray(list)) return [];
  return list.map((answer) => scalarText(isJsonObject(answer) ? answer.atext : answer) ?? '');
}

function headQaGold(record: JsonObject, options: readonly string[]): Gold {
  const gold = goldIn(record, 'ra', say`the number of the right answer, from 1`);
  if (gold.kind !== 'text') return gold;
  const option = options[Number(gold.text) - 1];
  if (option !== undefined) return { kind: 'text', text: `${gold.text}. ${option}` };
  return { kind: 'missing', field: 'ra', expected: say`a number from 1 to ${options.length}` };
}
