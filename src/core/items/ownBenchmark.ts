import type { Domain } from '../domain.ts';
import { kindInWords, stringifyJson, type JsonObject, type JsonValue } from '../json.ts';
import { optionLetter, letteredOptions, shuffledByIdentity } from '../prompts/optionOrder.ts';
import type { Benchmark } from './benchmarks.ts';
import { topField, valueAt } from './fieldPath.ts';
import { fallbackId, publishedText } from './identity.ts';
import { paragraphs, scalarText, type Gold, type Layout, type Reading } from './layout.ts';
import { choicesAt, rightComesFirst, type PublishedChoices } from './ownChoices.ts';
import {
  choiceGold,
  jsonGold,
  mathGold,
  numberGolds,
  textGold,
  textGolds,
  yesNoGold,
  type AnswerRules,
} from './ownGold.ts';
import type { AnswerKind, OwnItem } from './ownItem.ts';
import { say, verbatim } from '../say.ts';

/** Where in a record the parts of an item are, as paths (`valueAt`). */
export interface OwnFields {
  readonly question: string;
  readonly answer?: string;
  /** One path to all options, or several to one or some of them each. */
  readonly choices?: string | readonly string[];
  readonly id?: string;
  readonly context?: string;
}

/** A benchmark of the user's own, as the settings describe it. */
export interface OwnEntry {
  readonly name: string;
  readonly domain: Domain;
  readonly fields: OwnFields;
  readonly answerKind: AnswerKind;
  readonly rules: AnswerRules;
  /** How answers of its kind are compared, as the setting has it (scorers/own/options.ts). */
  readonly scoring: JsonObject;
  /** Whether a file is named by the entry; null where it names none. */
  readonly names: ((file: string) => boolean) | null;
}

export interface OwnBenchmark extends Benchmark {
  readonly entry: OwnEntry;
  readonly names: OwnEntry['names'];
}

/**
 * A benchmark of the user's own. A record is one of its items where every mapped field is there, the question is
 * text and the options can be read; a gold answer that says nothing is a problem of the item, which can be asked
 * all the same.
 */
export function ownBenchmark(entry: OwnEntry): OwnBenchmark {
  const { question, answer, choices, id, context } = entry.fields;
  const paths = [
    question,
    answer,
    ...(typeof choices === 'string' ? [choices] : (choices ?? [])),
    id,
    context,
  ];
  const mapped = paths.filter((path) => path !== undefined);
  const layout: Layout = {
    fields: [...new Set(mapped)],
    misses: (record) => misses(entry, mapped, record),
    match: (record) => (misses(entry, mapped, record).length > 0 ? null : () => readOwn(entry, record)),
  };
  return { name: entry.name, domain: entry.domain, layouts: [layout], entry, names: entry.names };
}

function misses({ fields }: OwnEntry, mapped: readonly string[], record: JsonObject): string[] {
  const absent = mapped.filter((path) => valueAt(record, path) === undefined);
  if (absent.length > 0) return absent.map((path) => say`"${path}" is missing`);
  const wrong: string[] = [];
  const question = valueAt(record, fields.question);
  if (scalarText(question) === null) {
    const found = question === '' ? say`empty` : kindInWords(question);
    wrong.push(say`"${fields.question}" must be text, not ${found}`);
  }
  if (fields.choices !== undefined) {
    const choices = choicesAt(record, fields.choices);
    if (typeof choices === 'string') wrong.push(choices);
  }
  return wrong;
}

function readOwn(entry: OwnEntry, record: JsonObject): Reading {
  const { fields, answerKind, scoring } = entry;
  const question = scalarText(valueAt(record, fields.question))?.trim() ?? '';
  const context = fields.context === undefined ? null : scalarText(valueAt(record, fields.context));
  const idText = fields.id === undefined ? null : scalarText(valueAt(record, fields.id));
  const read = fields.choices === undefined ? null : choicesAt(record, fields.choices);
  const published = typeof read === 'string' ? null : read;
  const text = [...(context === null ? [] : [context]), question, ...(published?.texts ?? [])];
  const id = idText ?? fallbackId(entry.name, publishedText(text));
  const { gold, sent, answer } = goldOf(entry, record, published, id);
  const asked = paragraphs(context, question);
  const shown = paragraphs(asked, sent === null ? null : letteredOptions(sent));
  const own: OwnItem = {
    answerKind,
    ...(Object.keys(scoring).length === 0 ? {} : { scoring }),
    question: asked,
    choices: sent,
    scored: {
      ...(answer === null ? {} : { answer }),
      ...(sent === null || answerKind !== 'choice'
        ? {}
        : { choices: { text: [...sent], label: sent.map((_, place) => optionLetter(place)) } }),
      ...(Object.keys(scoring).length === 0 ? {} : { scoring }),
      ...(answerKind === 'judge' ? { question: shown } : {}),
    },
    goldFields: fields.answer === undefined ? [] : [topField(record, fields.answer)],
  };
  return {
    id: idText === null ? null : { text: idText, field: fields.id ?? '' },
    task: null,
    text,
    question: shown,
    gold,
    own,
  };
}

interface OwnGold {
  readonly gold: Gold;
  /** The options in the order they are sent. */
  readonly sent: readonly string[] | null;
  /** As the scorer reads it. */
  readonly answer: JsonValue | null;
}

/** The gold answer as a person reads it, and as the scorer of the kind does. */
type ReadGold = (
  value: JsonValue | undefined,
  rules: AnswerRules,
) =>
  | (Omit<OwnGold, 'sent' | 'gold'> & {
      readonly text: string;
    })
  | null;

const ofText =
  (read: (value: JsonValue | undefined, rules: AnswerRules) => string | null): ReadGold =>
  (value, rules) => {
    const text = read(value, rules);
    return text === null ? null : { text, answer: text };
  };
const ofTexts =
  (read: (value: JsonValue | undefined, rules: AnswerRules) => string[] | null): ReadGold =>
  (value, rules) => {
    const texts = read(value, rules);
    return texts === null ? null : { text: texts.join(' / '), answer: texts };
  };

const readGold: Readonly<Record<AnswerKind, ReadGold>> = {
  math: ofText(mathGold),
  choice: ofText(textGold),
  'yes-no': ofText(yesNoGold),
  exact: ofTexts(textGolds),
  normalised: ofTexts(textGolds),
  contains: ofTexts(textGolds),
  pattern: ofTexts(textGolds),
  number: ofTexts(numberGolds),
  f1: ofTexts(textGolds),
  json: (value, rules) => {
    const answer = jsonGold(value, rules);
    return answer === null ? null : { text: stringifyJson(answer), answer };
  },
  judge: ofTexts(textGolds),
  none: ofText(textGold),
};

function goldOf(
  { fields, answerKind, rules }: OwnEntry,
  record: JsonObject,
  published: PublishedChoices | null,
  id: string,
): OwnGold {
  if (answerKind === 'choice' && published !== null)
    return choiceGoldOf(fields, rules, record, published, id);
  const sent = published?.texts ?? null;
  if (fields.answer === undefined) return { gold: { kind: 'none' }, sent, answer: null };
  const value = valueAt(record, fields.answer);
  const read = readGold[answerKind](value, rules);
  if (read !== null) return { gold: { kind: 'text', text: read.text }, sent, answer: read.answer };
  return {
    gold: { kind: 'missing', field: fields.answer, expected: expected(answerKind, rules) },
    sent,
    answer: null,
  };
}

function choiceGoldOf(
  fields: OwnFields,
  rules: AnswerRules,
  record: JsonObject,
  published: PublishedChoices,
  id: string,
): OwnGold {
  const value = fields.answer === undefined ? undefined : valueAt(record, fields.answer);
  const places = published.texts.map((_, place) => place);
  // As of GPQA: the order must not give the right option away.
  const order = rightComesFirst(fields, record) ? shuffledByIdentity(id, places) : places;
  const sent = order.map((place) => published.texts[place] ?? '');
  if (fields.answer === undefined) return { gold: { kind: 'none' }, sent, answer: null };
  const right = choiceGold(value, published, rules);
  if (right === null) {
    const count = published.texts.length;
    const gold = {
      kind: 'missing' as const,
      field: fields.answer,
      expected: expectedChoice(published, rules, count),
    };
    return { gold, sent, answer: null };
  }
  const letter = optionLetter(order.indexOf(right));
  return { gold: { kind: 'text', text: `${letter}. ${published.texts[right] ?? ''}` }, sent, answer: letter };
}

function expected(kind: AnswerKind, { pattern }: AnswerRules): string {
  if (pattern !== null) return say`a text in which "answerPattern" finds the answer`;
  if (kind === 'yes-no') return say`yes or no, true or false, or 1 or 0`;
  if (kind === 'number') return say`a number, or a list of them`;
  if (kind === 'json') return say`a JSON value, or a text that writes one`;
  return ['math', 'choice', 'none'].includes(kind)
    ? say`the answer, as text or a number`
    : say`the answer, as text or a number, or a list of answers`;
}

function expectedChoice(
  { labels }: PublishedChoices,
  { index, pattern }: AnswerRules,
  count: number,
): string {
  if (pattern !== null) return say`a text in which "answerPattern" finds one of the choices`;
  if (labels === null) {
    const last = optionLetter(count - 1);
    return index === null
      ? say`one of the choices: its text, a letter from A to ${last} (for a number, "answerIndex" must say whether it counts from 0 or from 1)`
      : say`one of the choices: its text, a letter from A to ${last} or a number from ${index} to ${count - 1 + index}`;
  }
  const names = labels.join(', ');
  return index === null
    ? say`one of the choices: its text, one of ${verbatim(names)} (for a number, "answerIndex" must say whether it counts from 0 or from 1)`
    : say`one of the choices: its text, one of ${verbatim(names)} or a number from ${index} to ${count - 1 + index}`;
}
