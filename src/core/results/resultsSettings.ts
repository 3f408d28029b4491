import * as v from 'valibot';
import { type Domain, domains } from '../domain.ts';
import { issuesOf, type SettingProblem } from '../endpointSettings.ts';
import { filePattern } from '../items/filePattern.ts';
import { say } from '../say.ts';

/** How the scores of a plain table are written: `auto` decides by the whole table. */
export type TableScale = 'auto' | 'percent' | 'fraction';

/** Says which benchmark tasks are. */
export interface TaskRule {
  /** A tool's name of a task, or a glob of several (filePattern.ts). */
  readonly pattern: string;
  readonly matches: (task: string) => boolean;
  readonly benchmark: string;
}

/** The setting `reasoningTransfer.results` as one value. */
export interface ResultsSettings {
  /** Globs of the files that are looked at. */
  readonly include: readonly string[];
  /** Globs of files that are left out, also of `include`. */
  readonly exclude: readonly string[];
  readonly tableScale: TableScale;
  /** By benchmark: the metric that leads. */
  readonly metrics: ReadonlyMap<string, string>;
  /** Whole names before globs, each in the order of the setting; the first that matches counts. */
  readonly tasks: readonly TaskRule[];
  /** By benchmark, or by the tool's name of a task that is of no known one. */
  readonly domains: ReadonlyMap<string, Domain>;
}

const setting = 'reasoningTransfer.results';
export const resultsDefaults: ResultsSettings = {
  include: ['**'],
  exclude: [],
  tableScale: 'auto',
  metrics: new Map(),
  tasks: [],
  domains: new Map(),
};

const named = v.pipe(v.string(say`must be text`), v.trim(), v.nonEmpty(say`must not be empty`));
const scale = v.picklist(['auto', 'percent', 'fraction'], say`must be "auto", "percent" or "fraction"`);
const domain = v.picklist(domains, say`must be "math", "other" or "non"`);
const Fields = v.record(v.string(), v.unknown());
const known: ReadonlySet<string> = new Set(Object.keys(resultsDefaults));

/**
 * Reads the setting `reasoningTransfer.results`. What is not of its form is a problem that names it; the rest
 * counts, and for a field that does not count its default.
 */
export function parseResults(value: unknown): {
  readonly results: ResultsSettings;
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  if (value === undefined || value === null) return { results: resultsDefaults, problems };
  const fields = Array.isArray(value) ? null : read(Fields, value, setting, problems);
  if (fields === null) {
    if (problems.length === 0) problems.push({ field: setting, message: say`This must be an object.` });
    return { results: resultsDefaults, problems };
  }
  for (const name of Object.keys(fields)) {
    if (known.has(name)) continue;
    const message = say`There is no such field. Correct its name or take it out.`;
    problems.push({ field: `${setting}.${name}`, message });
  }
  const rules = [...entries(named, fields.tasks, 'tasks', problems)].map(([pattern, benchmark]) => ({
    pattern,
    matches: isGlob(pattern) ? filePattern(pattern) : (task: string) => task === pattern,
    benchmark,
  }));
  const { tableScale } = fields;
  return {
    results: {
      include: globs(fields.include, 'include', problems) ?? resultsDefaults.include,
      exclude: globs(fields.exclude, 'exclude', problems) ?? resultsDefaults.exclude,
      tableScale:
        (tableScale === undefined ? null : read(scale, tableScale, `${setting}.tableScale`, problems)) ??
        resultsDefaults.tableScale,
      metrics: entries(named, fields.metrics, 'metrics', problems),
      tasks: [
        ...rules.filter((rule) => !isGlob(rule.pattern)),
        ...rules.filter((rule) => isGlob(rule.pattern)),
      ],
      domains: entries(domain, fields.domains, 'domains', problems),
    },
    problems,
  };
}

/** `{` as well: it is in no tool's name of a task. */
function isGlob(pattern: string): boolean {
  return /[*?{]/.test(pattern);
}

function read<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  field: string,
  problems: SettingProblem[],
): T | null {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  problems.push(...issuesOf(parsed.issues, field));
  return null;
}

function globs(value: unknown, name: string, problems: SettingProblem[]): readonly string[] | null {
  if (value === undefined) return null;
  const field = `${setting}.${name}`;
  const list = read(v.array(v.unknown()), value, field, problems);
  return list?.flatMap((entry, place) => read(named, entry, `${field}[${place}]`, problems) ?? []) ?? null;
}

function entries<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  name: string,
  problems: SettingProblem[],
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  if (value === undefined) return found;
  const field = `${setting}.${name}`;
  if (Array.isArray(value)) {
    problems.push({ field, message: say`This must be an object.` });
    return found;
  }
  for (const [key, entry] of Object.entries(read(Fields, value, field, problems) ?? {})) {
    const parsed = read(schema, entry, `${field}.${key}`, problems);
    if (parsed !== null) found.set(key, parsed);
  }
  return found;
}
