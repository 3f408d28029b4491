import * as v from 'valibot';
import { issuesOf, type SettingProblem } from '../endpointSettings.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { say, verbatim } from '../say.ts';
import { hasOptions, scoringOptions } from '../scorers/own/options.ts';
import { linearRange } from './linearPattern.ts';
import type { AnswerKind } from './ownItem.ts';

/** Kinds that cannot score without being told how. */
const needed: ReadonlySet<AnswerKind> = new Set(['pattern', 'judge']);

/**
 * Reads `scoring` of a benchmark of the user's own: the options of its kind of answer (scorers/own/options.ts), or what is
 * wrong with them.
 *
 * @param value undefined where the entry has none
 * @param field the full name of `scoring` in problems
 */
export function readScoring(kind: AnswerKind, value: unknown, field: string): JsonObject | SettingProblem[] {
  if (value === undefined && !needed.has(kind)) return {};
  if (!hasOptions(kind)) {
    return [{ field, message: say`Answers of the kind "${kind}" have no options. Take this out.` }];
  }
  const schema = scoringOptions[kind];
  const read = v.safeParse(schema, value ?? {});
  if (!read.success) {
    const names = Object.keys(schema.entries).join(', ');
    const known = issuesOf(read.issues, field);
    return known.map((problem, place) =>
      read.issues[place]?.expected === 'never'
        ? {
            ...problem,
            message: say`Answers of the kind "${kind}" have no such option. There are: ${verbatim(names)}.`,
          }
        : problem,
    );
  }
  const { output } = read;
  if ('pattern' in output) {
    const pattern = linearRange(output.pattern, output.ignoreCase);
    if (typeof pattern === 'string') return [{ field: `${field}.pattern`, message: pattern }];
  }
  return defined(output);
}

function defined(options: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(options)) if (value !== undefined) result[name] = value;
  return result;
}
