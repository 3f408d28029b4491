import * as v from 'valibot';
import { scalarText } from '../../items/layout.ts';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../json.ts';
import { say, verbatim } from '../../say.ts';
import { textOf } from './jsonFile.ts';
import { keyCount, verdictOf } from './storedResponse.ts';

/** One line of the evaluator's samples: an item with all its repeats. */
export interface QwenLine {
  readonly id: string;
  readonly question: string;
  readonly gold: string | null;
  /** The item's own fields. */
  readonly record: JsonObject;
  /** The responses, one a repeat; `code` in the file. */
  readonly responses: readonly string[];
  /** Whether the line has verdicts at all. */
  readonly scored: boolean;
  /** By repeat; null where there is none, or none that is a verdict. */
  readonly verdicts: readonly (0 | 1 | null)[];
  readonly extracted: readonly (string | null)[];
  /** What running the answer's code said, such as a timeout. */
  readonly reports: readonly (string | null)[];
  /** What is wrong with parts of it. */
  readonly faults: readonly { readonly field: string; readonly message: string }[];
}

export type QwenReading =
  | { readonly ok: true; readonly line: QwenLine }
  | { readonly ok: false; readonly field?: string; readonly message: string };

const json = v.custom<JsonValue>(() => true);
const Line = v.object({
  idx: v.union([v.string(), v.number(), v.bigint()]),
  question: v.string(),
  gt: v.optional(json),
  code: v.array(v.nullable(v.string())),
  pred: v.optional(v.array(json)),
  report: v.optional(v.array(json)),
  score: v.optional(v.array(json)),
});

/** What the tool adds to the fields of an item. */
const added = new Set(['gt', 'gt_cot', 'code', 'pred', 'report', 'score', 'prompt', 'gt_ans']);
/** Data sets that publish their question as `problem`, which the tool renames. */
const problemTask = /^(?:math|aime|hmmt|amc|minerva|cmimc|brumo)/i;

/** Reads one line of `{idx, question, gt, code[], pred[], report[], score[]}`. */
export function qwenLine(bytes: Buffer, task: string): QwenReading {
  const text = textOf(bytes);
  if (text === null) {
    return { ok: false, message: say`This line is not UTF-8 text: it is damaged, and left out.` };
  }
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, message: say`This line is not JSON: ${verbatim(parsed.message)}.` };
  const line = v.safeParse(Line, parsed.value);
  if (!line.success || !isJsonObject(parsed.value)) {
    const field = line.success ? null : v.getDotPath(line.issues[0]);
    return {
      ok: false,
      ...(field === null ? {} : { field }),
      message:
        field === null
          ? say`This line is no sample: it is left out.`
          : say`This line is no sample, since its "${field}" is missing or of the wrong kind: it is left out.`,
    };
  }
  if (keyCount(bytes, 'code') > 1) {
    return { ok: false, message: say`Two lines have run together here: this one is damaged, and left out.` };
  }
  const { idx, question, gt, code, pred = [], report = [], score } = line.output;
  const faults: { field: string; message: string }[] = [];
  const id = scalarText(idx) ?? '';
  const verdicts = code.map((_, repeat) => verdictOf(score?.[repeat]));
  if (score !== undefined && score.length !== code.length) {
    // Which verdict is whose cannot be known then.
    verdicts.fill(null);
    const message = say`Item ${id} has ${code.length} responses, but ${score.length} verdicts: it stays without a score.`;
    faults.push({ field: 'score', message });
  } else if (score !== undefined && verdicts.includes(null)) {
    const message = say`A verdict of item ${id} is neither true nor false: that response stays without a score.`;
    faults.push({ field: 'score', message });
  }
  const record = recordOf(parsed.value, task);
  return {
    ok: true,
    line: {
      id,
      question,
      gold: scalarText(record.answer) ?? scalarText(gt),
      record,
      responses: code.map((text) => text ?? ''),
      scored: score !== undefined,
      verdicts,
      extracted: code.map((_, repeat) => scalarText(pred[repeat])),
      reports: code.map((_, repeat) => scalarText(report[repeat])),
      faults,
    },
  };
}

function recordOf(line: JsonObject, task: string): JsonObject {
  const fields = Object.entries(line).filter(([field]) => !added.has(field));
  const renamed = problemTask.test(task) && !('problem' in line);
  return Object.fromEntries(
    fields.map(([field, value]) => [renamed && field === 'question' ? 'problem' : field, value]),
  );
}
