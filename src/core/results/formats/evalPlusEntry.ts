import * as v from 'valibot';
import type { JsonValue } from '../../json.ts';
import { say } from '../../say.ts';

/** One solution of a problem, with the tests it passed. */
export interface Solution {
  readonly text: string | null;
  /** Null where the file has no status that is known. */
  readonly base: boolean | null;
  /** Whether the further tests were passed; null where they were not run, or their status is not known. */
  readonly plus: boolean | null;
  /** In the tool's words. */
  readonly baseStatus: string | null;
  readonly plusStatus: string | null;
}

export interface Solutions {
  readonly solutions: readonly Solution[];
  readonly faults: readonly string[];
}

const Entry = v.object({
  task_id: v.optional(v.string()),
  solution: v.optional(v.nullable(v.string())),
  base_status: v.string(),
  plus_status: v.optional(v.nullable(v.string())),
});
/** Up to v0.2: lists of `[status, passed tests]`, no texts. */
const Status = v.pipe(v.array(v.unknown()), v.minLength(1));
const Old = v.object({
  base: v.array(Status),
  plus: v.optional(v.nullable(v.array(Status)), []),
});

const words: Readonly<Record<string, boolean>> = {
  pass: true,
  success: true,
  fail: false,
  failed: false,
  timeout: false,
  'timed out': false,
};

/** Reads what stands under a task's id in `eval`; null where that is neither layout. */
export function solutionsOf(id: string, value: JsonValue): Solutions | null {
  if (Array.isArray(value)) return listed(id, value);
  const old = v.safeParse(Old, value);
  if (!old.success) return null;
  const { base, plus } = old.output;
  const faults: string[] = [];
  const solutions = base.map(([baseStatus], at) => {
    const plusStatus = plus?.[at]?.[0] ?? null;
    return solution(id, null, textOrNull(baseStatus), textOrNull(plusStatus), faults);
  });
  if ((plus?.length ?? 0) > 0 && plus?.length !== base.length) {
    faults.push(
      say`Task ${id} has ${base.length} base results, but ${plus?.length ?? 0} of the further tests.`,
    );
    return { solutions: solutions.map((each) => ({ ...each, plus: null })), faults };
  }
  return { solutions, faults };
}

function listed(id: string, list: readonly JsonValue[]): Solutions {
  const faults: string[] = [];
  const solutions = list.map((each, at) => {
    const parsed = v.safeParse(Entry, each);
    if (!parsed.success) {
      const field = v.getDotPath(parsed.issues[0]) ?? 'base_status';
      faults.push(
        say`Solution ${at + 1} of ${id} stays without a score, since its "${field}" is missing or of the wrong kind.`,
      );
      return { text: null, base: null, plus: null, baseStatus: null, plusStatus: null };
    }
    const { task_id, solution: text = null, base_status, plus_status = null } = parsed.output;
    if (task_id !== undefined && task_id !== id) {
      faults.push(say`Solution ${at + 1} of ${id} says that it is of ${task_id}: it stays without a score.`);
      return { text, base: null, plus: null, baseStatus: base_status, plusStatus: plus_status };
    }
    return solution(id, text, base_status, plus_status, faults);
  });
  return { solutions, faults };
}

function solution(
  id: string,
  text: string | null,
  baseStatus: string | null,
  plusStatus: string | null,
  faults: string[],
): Solution {
  const known = (status: string | null): boolean | null => {
    if (status === null) return null;
    const passed = words[status.toLowerCase()];
    if (passed !== undefined) return passed;
    faults.push(say`Task ${id} has the status "${status}", which is not known: it stays without that score.`);
    return null;
  };
  if (baseStatus === null)
    faults.push(say`Task ${id} has a result without a status: it stays without a score.`);
  const [base, plus] = [known(baseStatus), known(plusStatus)];
  return { text, base, plus, baseStatus, plusStatus };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
