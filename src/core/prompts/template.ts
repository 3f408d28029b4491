import type { JsonObject, JsonValue } from '../json.ts';
import { isGoldField } from './goldFields.ts';
import { listedChoices } from './parts.ts';
import type { PromptParts } from './parts.ts';
import { say } from '../say.ts';

export type FilledTemplate =
  | { readonly ok: true; readonly text: string; readonly choicesSent: boolean }
  | { readonly ok: false; readonly message: string };

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

const asText = (value: JsonValue): string => {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') {
    return JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'bigint' ? inner.toString() : inner,
    );
  }
  return value.toString();
};

/**
 * Fills a template from the settings. `{{question}}` is the question with its context, `{{choices}}` the
 * lettered options in the order sent, `{{field}}` a published field, and `{{item.field}}` the published field
 * also where it is called `question` or `choices`. A field that holds the gold answer is filled in only as
 * `{{item.field}}`: `\boxed{{answer}}` is mostly meant to say `\boxed{answer}`. Of more than two braces the inner
 * two count, so that `\boxed{{{field}}}` is `\boxed{…}`. Text that is filled in is not looked through again.
 *
 * @param goldFields further fields that hold the gold answer: those of a benchmark of the user's own
 * @returns an error in words for an unknown placeholder (naming it and the fields there are), for a gold answer,
 *   and for a template without any placeholder, which would ask every item the same
 */
export function fillTemplate(
  template: string,
  benchmark: string,
  record: JsonObject,
  parts: PromptParts,
  goldFields: readonly string[] = [],
): FilledTemplate {
  const isGold = (field: string): boolean => goldFields.includes(field) || isGoldField(benchmark, field);
  const unknown: string[] = [];
  const gold: string[] = [];
  let filled = 0;
  let choicesSent = parts.choicesInQuestion && /\{\{\s*question\s*\}\}/.test(template);
  const text = template.replace(placeholder, (_match, name: string) => {
    filled += 1;
    if (name === 'question') return parts.question;
    if (name === 'choices') {
      choicesSent = parts.choices !== null;
      return listedChoices(parts);
    }
    const field = Object.hasOwn(record, name) ? name : name.startsWith('item.') ? name.slice(5) : null;
    if (field === null || !Object.hasOwn(record, field)) {
      unknown.push(name);
      return '';
    }
    if (field === name && isGold(field)) gold.push(field);
    const value = record[field];
    if (parts.choicesInQuestion && field === 'question') choicesSent = true;
    return value === undefined ? '' : asText(value);
  });
  const known = [
    'question',
    'choices',
    ...Object.keys(record).filter((key) => !['question', 'choices'].includes(key) && !isGold(key)),
  ];
  const list = known.map((name) => `{{${name}}}`).join(', ');
  if (unknown.length > 0) {
    const names = unknown.map((name) => `{{${name}}}`).join(', ');
    return {
      ok: false,
      message: say`The prompt template asks for ${names}, which this item does not have. There are: ${list}.`,
    };
  }
  const [leaked] = gold;
  if (leaked !== undefined) {
    // Braces of the words themselves would not be told from a place to fill in.
    const [field, word, boxed] = [`{{${leaked}}}`, `{${leaked}}`, `\\boxed{${leaked}}`];
    return {
      ok: false,
      message: say`The prompt template asks for ${field}, which gives the right answer of ${benchmark} away. For the word itself write ${word} with single braces, as in ${boxed}; to send the answer all the same, write ${`{{item.${leaked}}}`}.`,
    };
  }
  if (filled === 0) {
    return {
      ok: false,
      message: say`The prompt template has no placeholder, so every item would be asked the same. There are: ${list}.`,
    };
  }
  return { ok: true, text, choicesSent };
}
