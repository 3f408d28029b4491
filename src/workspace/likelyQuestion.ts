import { proposeBenchmark } from '../core/items/proposeBenchmark.ts';
import type { JsonObject } from '../core/json.ts';
import type { ItemFile } from './itemFile.ts';

/** Records that are looked at, as many as a description begins with. */
const sampleRecords = 20;

/** Fields that records of what programs and models did have, and questions do not. */
const logFields: readonly (readonly string[])[] = [
  ['resps'],
  ['filtered_resps'],
  ['model_usage'],
  ['finish_reason'],
  ['completion_tokens'],
  ['prompt_hash'],
  ['scores', 'messages'],
  ['level', 'message'],
  ['level', 'msg'],
  ['severity', 'message'],
  ['timestamp', 'message'],
  ['time', 'msg'],
  ['ts', 'msg'],
];

/** A question that is called or ends as one; below that it is only the longest text. */
const sureQuestion = 0.55;
/** An answer or options that are called so, or whose contents say so. */
const sureAnswer = 0.6;

/**
 * The field that is likely the question of the first records of a file of no known benchmark; null where there is
 * none, and for what a folder is full of besides: logs, results, and JSON that tools keep for themselves.
 *
 * @param path of the file; a list in JSON must say more than one in lines or a table, since most of it is settings
 */
export async function likelyQuestion(
  path: string,
  file: Pick<ItemFile, 'firstRecords'>,
): Promise<string | null> {
  const records = await file.firstRecords(sampleRecords);
  const inJson = /\.json(\.\w+)?$/i.test(path);
  if (records.length === 0 || (inJson && records.length === 1) || records.every(isLogged)) return null;
  const { question, answer, choices } = proposeBenchmark(records);
  if (question === null || typeof question.path !== 'string') return null;
  const sure =
    question.confidence >= sureQuestion ||
    [answer, choices].some((part) => part !== null && part.confidence >= sureAnswer);
  return inJson && !sure ? null : question.path;
}

function isLogged(record: JsonObject): boolean {
  return logFields.some((fields) => fields.every((field) => Object.hasOwn(record, field)));
}
