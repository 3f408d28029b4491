import { sha256 } from '../../items/identity.ts';
import { scalarText } from '../../items/layout.ts';
import { parsePython } from '../../items/pythonLiteral.ts';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../json.ts';
import type { Message } from '../../prompts/prompt.ts';

/** One row of a details file: a document, all responses to it, and the metrics over them. */
export interface LightevalDetail {
  readonly id: string;
  readonly question: string;
  readonly gold: string | null;
  readonly choices: readonly string[] | null;
  readonly prompt: readonly Message[] | null;
  readonly responses: readonly string[];
  /** By response, where the tool parsed it out. */
  readonly reasonings: readonly (string | null)[];
  /** By response, after the tool's own cleaning. */
  readonly cleaned: readonly (string | null)[];
  readonly tokens: readonly (number | null)[];
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

/**
 * Reads a row of either layout: since v0.11 `doc`, `model_response` and `metric`; before that `example, full_prompt,
 * predictions, gold, choices, gold_index, metrics`. Nested values are what they are, or Python's or JSON's text of
 * them. Null where it has no document or no metrics.
 */
export function lightevalDetail(record: JsonObject): LightevalDetail | null {
  const doc = nested(record.doc);
  return isJsonObject(doc) ? newer(record, doc) : older(record);
}

function newer(record: JsonObject, doc: JsonObject): LightevalDetail | null {
  const found = nested(record.model_response);
  const response: JsonObject = isJsonObject(found) ? found : {};
  const metric = nested(record.metric);
  const query = scalarText(doc.query);
  if (query === null || !isJsonObject(metric)) return null;
  const choices = texts(doc.choices);
  const responses = texts(response.text);
  const tokens = list(response.output_tokens);
  return {
    id: scalarText(doc.id) ?? hashId([query, ...choices]),
    question: scalarText(doc.original_query) ?? query,
    gold: goldOf(choices, doc.gold_index),
    choices: choices.length > 1 ? choices : null,
    prompt: promptOf(response.input) ?? promptOf(doc.full_prompt) ?? promptOf(doc.query),
    responses,
    reasonings: listOfTexts(response.reasonings),
    cleaned: listOfTexts(response.text_post_processed),
    tokens: responses.map((_, at) => lengthOf(tokens[at])),
    metrics: metricsOf(metric),
  };
}

function older(record: JsonObject): LightevalDetail | null {
  const metrics = nested(record.metrics);
  const question = scalarText(record.example) ?? scalarText(record.full_prompt);
  if (question === null || !isJsonObject(metrics)) return null;
  const choices = texts(record.choices);
  const golds = texts(record.gold);
  const responses = texts(record.predictions);
  const tokens = list(record.cont_tokens);
  return {
    id: hashId([question, ...choices, ...golds]),
    question,
    gold: golds.length > 0 ? golds.join(', ') : goldOf(choices, record.gold_index),
    choices: choices.length > 1 ? choices : null,
    prompt: promptOf(record.full_prompt),
    responses,
    reasonings: [],
    cleaned: [],
    tokens: responses.map((_, at) => lengthOf(tokens[at])),
    metrics: metricsOf(metrics),
  };
}

/** What a text holds, where it is the text of a list or an object. */
function nested(value: JsonValue | undefined): JsonValue {
  if (typeof value !== 'string' || !/^\s*[[{(]/.test(value)) return value ?? null;
  const parsed = parseJson(value);
  return parsed.ok ? parsed.value : (parsePython(value) ?? value);
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  const found = nested(value);
  if (found === null) return [];
  return Array.isArray(found) ? found : [found];
}

function listOfTexts(value: JsonValue | undefined): readonly (string | null)[] {
  return list(value).map((text) => (typeof text === 'string' ? text : null));
}

/** The texts of a list, whatever is nested in it: some versions save a list for each request. */
function texts(value: JsonValue | undefined): readonly string[] {
  // A response may itself look like a list: only the column as a whole is parsed.
  const found = list(value).flatMap((each) => (Array.isArray(each) ? each : [each]));
  // A response that is null stands for an empty one, so that the others keep their places.
  return found.flatMap((each) =>
    typeof each === 'string' ? each : each === null ? '' : (scalarText(each) ?? []),
  );
}

function goldOf(choices: readonly string[], index: JsonValue | undefined): string | null {
  const golds = list(index).flatMap((at) => (typeof at === 'number' ? (choices[at] ?? []) : []));
  return golds.length === 0 ? null : golds.join(', ');
}

/** Older versions keep no ids: what the document says stands for one. */
function hashId(parts: readonly string[]): string {
  return sha256(parts.join('\n')).slice(0, 12);
}

/** The messages that were sent; one of a user where only their text was saved. */
function promptOf(value: JsonValue | undefined): readonly Message[] | null {
  const input = nested(value);
  if (!Array.isArray(input)) {
    const content = scalarText(input);
    return content === null ? null : [{ role: 'user', content }];
  }
  const messages = input.flatMap((turn): Message[] => {
    if (!isJsonObject(turn) || typeof turn.content !== 'string') return [];
    const { role, content } = turn;
    return [{ role: role === 'system' || role === 'assistant' ? role : 'user', content }];
  });
  return messages.length === 0 ? null : messages;
}

function lengthOf(value: JsonValue | undefined): number | null {
  return Array.isArray(value) && value.length > 0 ? value.length : null;
}

/** True and false count as 1 and 0; what is no number, such as the parts of a corpus metric, has no value by row. */
function metricsOf(metrics: JsonObject): LightevalDetail['metrics'] {
  return Object.entries(metrics).flatMap(([name, value]) => {
    const plain = typeof value === 'boolean' ? Number(value) : value;
    return typeof plain === 'number' && Number.isFinite(plain) ? [{ name, value: plain }] : [];
  });
}
