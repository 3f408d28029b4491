import type { Domain } from '../domain.ts';
import type { JsonObject } from '../json.ts';
import { parseBenchmarks } from './benchmarkSettings.ts';
import { best, fieldShapes, share, type FieldShape } from './fieldShapes.ts';
import { nameSays } from './fieldNames.ts';
import { proposeAnswer } from './proposeAnswer.ts';
import { proposeChoices } from './proposeChoices.ts';
import type { AnswerKind } from './ownItem.ts';
import { readItem } from './readItem.ts';
import { say } from '../say.ts';

/** One part of a proposal: where it is, and why. */
export interface ProposedField {
  readonly path: string | readonly string[];
  /** A clause that follows the path, such as `is called "question"`. */
  readonly reason: string;
  /** From 0 to 1: about 0.9 by its name and shape, 0.5 and less by its shape alone. */
  readonly confidence: number;
}

/** How the records of an unknown file might be items. */
export interface BenchmarkProposal {
  readonly question: ProposedField | null;
  readonly answer: ProposedField | null;
  readonly choices: ProposedField | null;
  readonly id: ProposedField | null;
  readonly context: ProposedField | null;
  readonly answerKind: { readonly kind: AnswerKind; readonly reason: string };
  readonly answerIndex: { readonly index: 0 | 1; readonly reason: string } | null;
  /** A guess by how answers are scored; it is the user's to say. */
  readonly domain: Domain;
  /** The least of the parts' that are needed, less where records would not be read: from 0 to 1. */
  readonly confidence: number;
  /** How many of the records would be items, and how many of these with a gold answer. */
  readonly items: number;
  readonly golds: number;
  /** The entry for the setting `reasoningTransfer.benchmarks`, without its `name`; null without a question. */
  readonly entry: JsonObject | null;
}

/**
 * Proposes which fields of records hold the parts of an item, by their names and by what is in them. The same
 * records give the same proposal.
 *
 * @param records the first of a file, some 20; a proposal from one is weak
 */
export function proposeBenchmark(records: readonly JsonObject[]): BenchmarkProposal {
  const shapes = fieldShapes(records);
  const choices = proposeChoices(shapes);
  const inChoices = (path: string): boolean =>
    (choices?.paths ?? []).some((each) => path === each || path.startsWith(`${each}.`));
  const texts = shapes.filter(({ path, texts: found }) => found !== null && !inChoices(path));
  const question = proposeQuestion(texts);
  const rest = shapes.filter(({ path }) => path !== question?.path && !inChoices(path));
  const answer = proposeAnswer(rest, choices, shapes);
  const options = choices === null ? null : withRight(choices.field, choices.wrong, answer.field);
  const left = texts.filter(({ path }) => path !== question?.path && path !== answer.field?.path);
  const id = proposeId(left);
  const context = proposeContext(left.filter(({ path }) => path !== id?.path));
  const { kind } = answer.answerKind;
  const domain: Domain = kind === 'math' ? 'math' : kind === 'none' ? 'non' : 'other';
  const parts = { question, answer: answer.field, choices: options, id, context };
  const entry = question === null ? null : entryOf(parts, kind, answer.index?.index ?? null, domain);
  const { items, golds } = readWith(entry, records);
  const needed = [
    question,
    ...(kind === 'none' && options === null ? [] : [answer.field]),
    ...(kind === 'choice' ? [options] : []),
  ];
  const least = Math.min(...needed.map((part) => part?.confidence ?? 0));
  const share = records.length === 0 ? 0 : (kind === 'none' ? items : golds) / records.length;
  return {
    ...parts,
    answerKind: answer.answerKind,
    answerIndex: answer.index,
    domain,
    confidence: round(least * share * (records.length === 1 ? 0.8 : 1)),
    items,
    golds,
    entry,
  };
}

function proposeQuestion(texts: readonly FieldShape[]): ProposedField | null {
  const long = texts.filter(
    ({ path, values, texts: found }) =>
      values.every((value) => typeof value === 'string') &&
      nameSays('answer', path) === 0 &&
      share(found, (text) => /####|\\f?boxed\b/.test(text)) < 0.5,
  );
  const named = best(long, ({ path }) => nameSays('question', path));
  if (named !== null) {
    return {
      path: named.path,
      reason: say`is called as questions are`,
      confidence: nameSays('question', named.path),
    };
  }
  const asks = best(long, ({ texts: found }) => share(found, (text) => /[?？]["'”’)]?$/.test(text)) * 2 - 1);
  if (asks !== null) return { path: asks.path, reason: say`ends in a question mark`, confidence: 0.6 };
  const longest = best(long, ({ length, texts: found }) =>
    share(found, (text) => /\s|[^\0-\x7f]/.test(text)) < 0.5 ? 0 : length,
  );
  return longest === null
    ? null
    : { path: longest.path, reason: say`is the longest text`, confidence: long.length === 1 ? 0.5 : 0.4 };
}

function proposeId(fields: readonly FieldShape[]): ProposedField | null {
  const unique = fields.filter((field) => field.unique && field.length <= 80);
  const named = best(unique, ({ path }) => nameSays('id', path));
  if (named !== null) {
    return { path: named.path, reason: say`is called as ids are, and no two are alike`, confidence: 0.9 };
  }
  const shaped = unique.find(
    ({ texts }) => share(texts, (text) => /^(?=.*\d)(?=.*[A-Za-z_/-])[\w./:-]+$/.test(text)) === 1,
  );
  if (shaped === undefined) return null;
  return { path: shaped.path, reason: say`holds short names with digits, no two alike`, confidence: 0.5 };
}

function proposeContext(fields: readonly FieldShape[]): ProposedField | null {
  const named = best(fields, ({ path }) => nameSays('context', path));
  return named === null
    ? null
    : {
        path: named.path,
        reason: say`is called as what a question is about`,
        confidence: nameSays('context', named.path),
      };
}

/** Wrong options alone want the right one beside them. */
function withRight(field: ProposedField, wrong: boolean, answer: ProposedField | null): ProposedField {
  if (!wrong || answer === null) return field;
  const paths = [answer.path, field.path].flat();
  return { ...field, path: paths, reason: say`${field.reason}; with the right answer they are all` };
}

function entryOf(
  parts: Readonly<Record<'question' | 'answer' | 'choices' | 'id' | 'context', ProposedField | null>>,
  answerKind: AnswerKind,
  index: 0 | 1 | null,
  domain: Domain,
): JsonObject {
  const fields: JsonObject = {};
  for (const [name, part] of Object.entries(parts)) {
    if (part !== null) fields[name] = typeof part.path === 'string' ? part.path : [...part.path];
  }
  return { domain, fields, answerKind, ...(index === null ? {} : { answerIndex: index }) };
}

function readWith(
  entry: JsonObject | null,
  records: readonly JsonObject[],
): { items: number; golds: number } {
  const name = 'Proposed';
  const { own } = parseBenchmarks(entry === null ? [] : [{ name, files: ['proposed'], ...entry }]);
  const read = records.map(
    (record) => readItem(record, { file: 'proposed', line: null, bytes: null }, { own }).item,
  );
  const items = read.filter((item) => item?.benchmark === name);
  return { items: items.length, golds: items.filter((item) => item?.gold !== null).length };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
