import { type BenchmarkProposal, proposeBenchmark } from '../core/items/proposeBenchmark.ts';
import type { JsonObject } from '../core/json.ts';
import type { ItemFile } from './itemFile.ts';
import { shortened } from './shortRecord.ts';

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
/** An answer that is called so; below that it is called so in part. */
const sureAnswer = 0.8;
/** What answers are called, and columns of all kinds of tables besides. */
const commonNames = /^(?:target|completion|response|output|solution|correct)$/i;
/** Options that are called so, in one field. */
const sureChoices = 0.9;
/** Fields of one option each, which may be any columns by number, need an answer that names one of them. */
const sureFamily = 0.85;
const sureAmongThem = 0.6;

/**
 * The field that is likely the question of the first records of a file of no known benchmark; null where there is
 * none, and for what a folder is full of besides: tables of anything, logs, results, and what tools keep for
 * themselves. A question that is only the longest text needs an answer or options that are surely some.
 *
 * @param path of the file; a single object of JSON is settings
 */
export async function likelyQuestion(
  path: string,
  file: Pick<ItemFile, 'firstRecords'>,
): Promise<string | null> {
  const records = await file.firstRecords(sampleRecords);
  const inJson = /\.json(\.\w+)?$/i.test(path);
  if (records.length === 0 || (inJson && records.length === 1) || records.every(isLogged)) return null;
  const proposal = proposeBenchmark(records.map(shortened));
  const { question } = proposal;
  if (question === null || typeof question.path !== 'string') return null;
  return question.confidence >= sureQuestion || hasSureAnswer(proposal) ? question.path : null;
}

function hasSureAnswer({ answer, choices }: BenchmarkProposal): boolean {
  const [right, options] = [answer?.confidence ?? 0, choices?.confidence ?? 0];
  if (options >= sureChoices || (options >= sureFamily && right >= sureAmongThem)) return true;
  return right >= sureAnswer && typeof answer?.path === 'string' && !commonNames.test(answer.path);
}

function isLogged(record: JsonObject): boolean {
  return logFields.some((fields) => fields.every((field) => Object.hasOwn(record, field)));
}
