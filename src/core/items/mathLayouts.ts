import * as v from 'valibot';
import type { JsonObject } from '../json.ts';
import { goldIn, layout, paragraphs, publishedId, scalarText, type Gold, type Layout } from './layout.ts';
import { say } from '../say.ts';

const text = v.string();
const number = v.union([v.number(), v.string()]);

const readMath = (fields: { problem: string }, record: JsonObject): ReturnType<typeof readProblem> =>
  readProblem(fields.problem, publishedId(record, 'unique_id', 'id'), goldIn(record, 'answer'));

function readProblem(problem: string, id: ReturnType<typeof publishedId>, gold: Gold) {
  return { id, task: null, text: [problem], question: problem, gold };
}

/** HuggingFaceH4/MATH-500: problem, solution, answer, subject, level, unique_id. */
export const math500Layouts: readonly Layout[] = [
  layout({ problem: text, unique_id: v.union([text, v.number(), v.bigint()]) }, readMath),
  layout({ problem: text, subject: text, level: number }, readMath),
];

/**
 * AIME, both years: `Problem, Answer` (Maxwell-Jia/AIME_2024), `problem, expected_answer` (evalchemy), and
 * `problem, answer` (math-ai's), of which the last does not tell the year; see aimeYear.ts.
 */
export const aimeLayouts: readonly Layout[] = [
  layout({ Problem: text }, (fields, record) =>
    readProblem(fields.Problem, publishedId(record, 'ID', 'id'), goldIn(record, 'Answer')),
  ),
  layout({ problem: text, expected_answer: v.unknown() }, (fields, record) =>
    readProblem(fields.problem, publishedId(record, 'id', 'ID'), goldIn(record, 'expected_answer')),
  ),
  layout({ problem: text }, (fields, record) =>
    readProblem(fields.problem, publishedId(record, 'id', 'ID'), goldIn(record, 'answer')),
  ),
];

const readOlympiad = (fields: { question: string }, record: JsonObject) => {
  const context = typeof record.context === 'string' ? record.context : '';
  return {
    id: publishedId(record, 'id'),
    task: null,
    text: context.trim() === '' ? [fields.question] : [context, fields.question],
    question: paragraphs(context, fields.question),
    gold: olympiadGold(record),
  };
};

function olympiadGold(record: JsonObject): Gold {
  const field = 'final_answer';
  const value = record[field];
  const answers = (Array.isArray(value) ? value : [value])
    .map(scalarText)
    .filter((answer) => answer !== null);
  if (answers.length === 0) return { kind: 'missing', field, expected: say`the list of gold answers` };
  const unit = scalarText(record.unit);
  return { kind: 'text', text: answers.join(', ') + (unit === null ? '' : ` ${unit}`) };
}

/** OpenBMB/OlympiadBench, text only: id, subfield, context, question, solution[], final_answer[], answer_type… */
export const olympiadBenchLayouts: readonly Layout[] = [
  layout({ question: text, final_answer: v.array(v.unknown()) }, readOlympiad),
  layout({ question: text, subfield: text, answer_type: v.nullish(text) }, readOlympiad),
];
