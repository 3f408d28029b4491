import { scalarText } from '../../items/layout.ts';
import { isJsonObject, stringifyJson, type JsonObject, type JsonValue } from '../../json.ts';
import type { Message } from '../../prompts/prompt.ts';
import { verdictOf } from './storedResponse.ts';

/** One item of a file of predictions, or of the details of a file of results. */
export interface CompassEntry {
  /** As sent; null where the file does not have it. */
  readonly prompt: readonly Message[] | null;
  readonly gold: string | null;
  /** One a repeat; null where only a verdict was saved. */
  readonly responses: readonly (string | null)[];
  readonly extracted: readonly (string | null)[];
  /** Null where there is none. */
  readonly verdicts: readonly (0 | 1 | null)[];
  /** Whether there is something where a verdict belongs which is none. */
  readonly badVerdict: boolean;
}

const roles: Readonly<Record<string, Message['role']>> = {
  SYSTEM: 'system',
  HUMAN: 'user',
  BOT: 'assistant',
};

/**
 * `{origin_prompt, prediction, gold?}`, the prediction a list where an item was answered several times, or in several
 * turns. Null where it has no text, as when the likelihood of choices was measured.
 */
export function prediction(value: JsonValue): CompassEntry | null {
  if (!isJsonObject(value)) return null;
  const { prediction: saved, origin_prompt: origin, gold } = value;
  const texts = Array.isArray(saved) ? saved.filter((text) => typeof text === 'string') : [scalarOf(saved)];
  const responses = texts.filter((text) => text !== null);
  if (responses.length === 0 || (Array.isArray(saved) && responses.length < saved.length)) return null;
  const turns = Array.isArray(origin) && origin.length > 0 && !origin.some(isJsonObject);
  const answers = turns ? [responses.join('\n\n')] : responses;
  return {
    prompt: promptOf(turns ? origin.at(-1) : origin),
    gold: goldOf(gold),
    responses: answers,
    extracted: answers.map(() => null),
    verdicts: answers.map(() => null),
    badVerdict: false,
  };
}

/**
 * A detail: `{prompt, origin_prediction, predictions, references, correct}` as the tool formats it, `{pred, answer,
 * correct}` of an evaluator's own, each value a list where an item was answered several times. Null where it is none.
 */
export function detail(value: JsonValue): CompassEntry | null {
  if (!isJsonObject(value)) return null;
  const field = (...names: string[]): JsonValue | undefined =>
    names.map((name) => value[name]).find((found) => found !== undefined && found !== null);
  const correct = field('correct', 'is_correct', 'cascade_correct');
  const verdictList = each(correct);
  const verdicts = verdictList.map(verdictOf);
  const repeats = verdicts.length;
  const listOf = (found: JsonValue | undefined): (string | null)[] => {
    const list = Array.isArray(correct) && Array.isArray(found) ? found : [found ?? null];
    return Array.from({ length: repeats }, (_, at) => textOf(list[at]));
  };
  const origin = field('origin_prediction');
  return {
    prompt: promptOf(field('prompt', 'origin_prompt')),
    gold: goldOf(first(correct, field('references', 'answer', 'answers', 'gold'))),
    responses: listOf(typeof origin === 'object' && !Array.isArray(origin) ? undefined : origin),
    extracted: listOf(field('predictions', 'pred', 'prediction')),
    verdicts,
    badVerdict: verdictList.some((found, at) => found !== null && verdicts[at] === null),
  };
}

/** The last thing asked, or the whole prompt where it is one text. */
export function questionOf(prompt: readonly Message[] | null): string | null {
  return prompt?.findLast(({ role }) => role === 'user')?.content ?? null;
}

function promptOf(value: JsonValue | undefined): readonly Message[] | null {
  if (typeof value === 'string') return [{ role: 'user', content: value }];
  if (!Array.isArray(value)) return null;
  const messages = value.flatMap((turn) => {
    if (typeof turn === 'string') return [{ role: 'user' as const, content: turn }];
    const { role, prompt } = isJsonObject(turn) ? turn : ({} as JsonObject);
    const known = typeof role === 'string' ? roles[role.toUpperCase()] : undefined;
    return known === undefined || typeof prompt !== 'string' ? [] : [{ role: known, content: prompt }];
  });
  return messages.length === 0 ? null : messages;
}

function goldOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return scalarText(value) ?? (typeof value === 'object' ? stringifyJson(value) : null);
}

/** Of a list with one value a repeat, the first. */
function first(correct: JsonValue | undefined, value: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(correct) && Array.isArray(value) ? value[0] : value;
}

function each(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value ?? null];
}

function scalarOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : scalarText(value);
}

function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : stringifyJson(value);
}
