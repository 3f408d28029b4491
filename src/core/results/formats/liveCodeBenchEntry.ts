import * as v from 'valibot';
import { scalarText } from '../../items/layout.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { say } from '../../say.ts';
import { verdictOf } from './storedResponse.ts';

/** One question of a list of generations, with all its responses. */
export interface CodeEntry {
  readonly id: string;
  readonly question: string;
  /** The problem's own fields. */
  readonly record: JsonObject;
  readonly responses: readonly string[];
  /** By response, where the list is graded; null for what is no verdict. */
  readonly verdicts: readonly (0 | 1 | null)[];
  /** By response: the code taken out of it. */
  readonly codes: readonly (string | null)[];
  /** By response: what running it said. */
  readonly reports: readonly (string | null)[];
  readonly faults: readonly { readonly field: string; readonly message: string }[];
}

const json = v.custom<JsonValue>(() => true);
const Entry = v.object({
  question_id: v.union([v.string(), v.number(), v.bigint()]),
  question_title: v.optional(v.nullable(v.string())),
  question_content: v.optional(v.nullable(v.string())),
  output_list: v.array(v.nullable(v.string())),
  code_list: v.optional(v.array(json)),
  graded_list: v.optional(v.array(json)),
  'pass@1': v.optional(json),
  metadata: v.optional(json),
});

const lists = new Set(['output_list', 'code_list', 'graded_list', 'pass@1', 'metadata']);

/**
 * Reads one entry; a text says why it is none.
 *
 * @param mustBeGraded whether it is a fault that it has no verdicts
 */
export function codeEntry(value: JsonValue, number: number, mustBeGraded = false): CodeEntry | string {
  const parsed = v.safeParse(Entry, value);
  if (!parsed.success || !isJsonObject(value)) {
    const field = parsed.success ? null : v.getDotPath(parsed.issues[0]);
    return field === null
      ? say`Entry ${number} is no question with responses: it is left out.`
      : say`Entry ${number} is no question with responses, since its "${field}" is missing or of the wrong kind: it is left out.`;
  }
  const entry = parsed.output;
  const id = scalarText(entry.question_id) ?? '';
  const responses = entry.output_list.map((text) => text ?? '');
  const { verdicts, faults } = graded(entry, id, responses.length, mustBeGraded);
  const metadata = Array.isArray(entry.metadata) ? entry.metadata : [];
  return {
    id,
    question: [entry.question_title, entry.question_content].filter(Boolean).join('\n\n'),
    record: Object.fromEntries(Object.entries(value).filter(([field]) => !lists.has(field))),
    responses,
    verdicts,
    codes: responses.map((_, at) => scalarText(entry.code_list?.[at])),
    reports: responses.map((_, at) => reportOf(metadata[at])),
    faults,
  };
}

function graded(
  entry: v.InferOutput<typeof Entry>,
  id: string,
  responses: number,
  mustBe: boolean,
): Pick<CodeEntry, 'verdicts' | 'faults'> {
  const list = entry.graded_list;
  const none = Array.from({ length: responses }, () => null);
  if (list === undefined) {
    const message = say`Question ${id} has no verdicts: it stays without a score.`;
    return { verdicts: none, faults: mustBe ? [{ field: 'graded_list', message }] : [] };
  }
  if (list.length !== responses) {
    // Which verdict is whose cannot be known then.
    const message = say`Question ${id} has ${responses} responses, but ${list.length} verdicts: it stays without a score.`;
    return { verdicts: none, faults: [{ field: 'graded_list', message }] };
  }
  const verdicts = list.map(verdictOf);
  if (verdicts.includes(null)) {
    const message = say`A verdict of question ${id} is neither true nor false: that response stays without a score.`;
    return { verdicts, faults: [{ field: 'graded_list', message }] };
  }
  const stored = entry['pass@1'];
  const counted = verdicts.reduce<number>((sum, verdict) => sum + (verdict ?? 0), 0) / responses;
  if (typeof stored === 'number' && responses > 0 && Math.abs(stored - counted) > 1e-6) {
    const message = say`Question ${id} says pass@1 = ${stored}, but its verdicts give ${counted}: the file is damaged, or was changed by hand.`;
    return { verdicts, faults: [{ field: 'pass@1', message }] };
  }
  return { verdicts, faults: [] };
}

/** The tool writes it as JSON in a string, with `error_message` where the code failed. */
function reportOf(value: JsonValue | undefined): string | null {
  const text = scalarText(value);
  return text === null || text === '{}' ? null : text;
}
