import * as v from 'valibot';
import type { JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import { headerSchema, resultsSchema, type InspectHeader, type InspectResults } from './inspectSchema.ts';
import { UnreadableError } from './source.ts';

/** A log of either kind: what it says of the run, and its samples, each parsed when it is asked for. */
export interface InspectLog {
  readonly header: InspectHeader;
  readonly results: InspectResults | null;
  readonly samples: readonly StoredSample[];
  readonly problems: readonly Problem[];
}

export interface StoredSample {
  /** The member of the zip, or the place in `samples`. */
  readonly place: number;
  /** Where that is, for problems. */
  readonly field: string;
  /** Rejects with an `UnreadableError` where it is damaged. */
  readonly read: () => Promise<JsonObject>;
  /** Without the fields that no row is made of, which are most of it; rejects like `read`. */
  readonly readRow: () => Promise<JsonObject>;
}

/** Why a whole log cannot be read, with the line where one is known. */
export class UnreadableLog extends UnreadableError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What a log says of its run; rejects where that cannot be read. Results that cannot be are a problem. */
export function headerOf(
  path: string,
  value: JsonObject,
  problems: Problem[],
): { readonly header: InspectHeader; readonly results: InspectResults | null } {
  const header = v.safeParse(headerSchema, value);
  if (!header.success) {
    throw new UnreadableError(
      say`This log of Inspect has no readable header: ${issueInWords(header.issues)}.`,
    );
  }
  if (value.results === undefined || value.results === null) return { header: header.output, results: null };
  const results = v.safeParse(resultsSchema, value.results);
  if (results.success) return { header: header.output, results: results.output };
  const message = say`The results of this log cannot be read: ${issueInWords(results.issues)}. Its samples are read without them.`;
  problems.push({ file: path, field: 'results', message });
  return { header: header.output, results: null };
}

/** What valibot first found wrong, with where. */
export function issueInWords(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const at = v.getDotPath(issue) ?? '';
  return at === '' ? verbatim(issue.message) : say`"${at}": ${verbatim(issue.message)}`;
}
