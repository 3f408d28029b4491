import * as v from 'valibot';
import { issuesOf, listEntries, type SettingProblem } from '../endpointSettings.ts';
import type { FewShotExample } from '../prompts/build.ts';
import { benchmarks, findBenchmark } from './benchmarks.ts';
import { filePattern } from './filePattern.ts';
import { linearPattern } from './linearPattern.ts';
import { ownBenchmark, type OwnBenchmark, type OwnFields } from './ownBenchmark.ts';
import { answerKinds, type AnswerKind } from './ownItem.ts';
import { readScoring } from './ownScoring.ts';
import { say, verbatim } from '../say.ts';

/** What the settings change in how a benchmark's items are asked. */
export interface BenchmarkPrompt {
  readonly prompt?: string | undefined;
  readonly system?: string | undefined;
  readonly stop?: readonly string[] | undefined;
  readonly fewShot?: readonly FewShotExample[] | undefined;
}

export interface BenchmarkSettings {
  /** Benchmarks of the user's own, in the order of the setting. */
  readonly own: readonly OwnBenchmark[];
  /** By the benchmark's name, published or own. */
  readonly prompts: ReadonlyMap<string, BenchmarkPrompt>;
  readonly problems: readonly SettingProblem[];
}

const named = v.pipe(v.string(say`must be text`), v.trim(), v.nonEmpty(say`must not be empty`));

const promptEntries = {
  name: named,
  prompt: v.optional(v.string()),
  system: v.optional(v.string()),
  stop: v.optional(v.array(v.string())),
  fewShot: v.optional(v.array(v.strictObject({ prompt: v.string(), answer: v.string() }))),
};
const PublishedEntry = v.strictObject(promptEntries);
const OwnEntry = v.strictObject({
  ...promptEntries,
  name: v.pipe(
    named,
    v.maxLength(80, say`must be of at most 80 characters`),
    // eslint-disable-next-line no-control-regex -- a name stands in file names, tables and messages
    v.check((text) => !/[\u0000-\u001f\u007f]/.test(text), say`must not hold control characters`),
  ),
  domain: v.picklist(['math', 'other', 'non'], say`must be "math", "other" or "non"`),
  fields: v.strictObject({
    question: named,
    answer: v.optional(named),
    choices: v.optional(v.union([named, v.pipe(v.array(named), v.nonEmpty(say`must not be empty`))])),
    id: v.optional(named),
    context: v.optional(named),
  }),
  answerKind: v.optional(v.picklist(answerKinds, say`must be one of ${verbatim(answerKinds.join(', '))}`)),
  scoring: v.optional(v.looseObject({})),
  answerIndex: v.optional(v.picklist([0, 1], say`must be 0 or 1: what the first choice is counted as`)),
  answerPattern: v.optional(named),
  files: v.optional(v.array(named)),
});
type OwnEntry = v.InferOutput<typeof OwnEntry>;

/**
 * Reads the setting `reasoningTransfer.benchmarks`: entries named as a published benchmark change how it is
 * asked, all others describe one of the user's own. A bad entry is a problem; the others still count.
 *
 * @param field the setting's name in problems
 */
export function parseBenchmarks(value: unknown, field = 'reasoningTransfer.benchmarks'): BenchmarkSettings {
  const problems: SettingProblem[] = [];
  const parsed = parseBenchmarkEntries(listEntries(value, field, problems));
  return { ...parsed, problems: [...problems, ...parsed.problems] };
}

/** Reads entries of the setting, each with its name in problems. */
export function parseBenchmarkEntries(
  entries: readonly { readonly entry: unknown; readonly field: string }[],
): BenchmarkSettings {
  const problems: SettingProblem[] = [];
  const own: OwnBenchmark[] = [];
  const prompts = new Map<string, BenchmarkPrompt>();
  const seen = new Set<string>();
  for (const { entry, field: at } of entries) {
    const name = v.safeParse(v.object({ name: named }), entry);
    if (!name.success) {
      problems.push(...issuesOf(name.issues, at));
      continue;
    }
    const published = findBenchmark(name.output.name) !== null;
    const read = published ? readPublished(entry, at) : readOwn(entry, at);
    if (Array.isArray(read)) {
      problems.push(...read);
    } else if (seen.has(read.prompt.name)) {
      problems.push({
        field: `${at}.name`,
        message: say`"${read.prompt.name}" is listed twice; the first counts.`,
      });
    } else {
      const { name: of, ...changes } = read.prompt;
      seen.add(of);
      if (Object.keys(changes).length > 0) prompts.set(of, changes);
      if (read.own !== null) own.push(read.own);
    }
  }
  return { own, prompts, problems };
}

type Read =
  | {
      readonly prompt: BenchmarkPrompt & { readonly name: string };
      readonly own: OwnBenchmark | null;
    }
  | SettingProblem[];

function readPublished(entry: unknown, at: string): Read {
  const parsed = v.safeParse(PublishedEntry, entry);
  if (parsed.success) return { prompt: parsed.output, own: null };
  return issuesOf(parsed.issues, at).map((problem) =>
    /\.(?:fields|domain|answerKind|scoring|answerIndex|answerPattern|files)$/.test(problem.field)
      ? { ...problem, message: say`A published benchmark has its own. Take this out, or give another name.` }
      : problem,
  );
}

function readOwn(entry: unknown, at: string): Read {
  const parsed = v.safeParse(OwnEntry, entry);
  if (!parsed.success) {
    const known = benchmarks.map(({ name }) => name).join(', ');
    const hasFields = v.is(v.looseObject({ fields: v.unknown() }), entry);
    if (hasFields) return issuesOf(parsed.issues, at);
    const message = say`There is no benchmark of this name. Published are ${known}; for one of your own, "fields" must say which fields of a record it has.`;
    return [{ field: `${at}.name`, message }];
  }
  const { domain, fields, answerKind, scoring, answerIndex, answerPattern, files, ...prompt } = parsed.output;
  const kind = answerKind ?? usualKind(parsed.output);
  const problems: SettingProblem[] = [];
  if (kind === 'choice' && fields.choices === undefined) {
    problems.push({
      field: `${at}.fields.choices`,
      message: say`This is missing: a choice needs its options.`,
    });
  }
  // A model can judge by what it knows.
  if (kind !== 'none' && kind !== 'judge' && fields.answer === undefined) {
    const message = say`This is missing: without the right answer nothing can be scored ("answerKind": "none").`;
    problems.push({ field: `${at}.fields.answer`, message });
  }
  const pattern = answerPattern === undefined ? null : linearPattern(answerPattern);
  if (typeof pattern === 'string') problems.push({ field: `${at}.answerPattern`, message: pattern });
  const options = readScoring(kind, scoring, `${at}.scoring`);
  if (Array.isArray(options)) problems.push(...options);
  if (problems.length > 0 || typeof pattern === 'string' || Array.isArray(options)) return problems;
  const patterns = files?.map(filePattern);
  return {
    prompt,
    own: ownBenchmark({
      name: prompt.name,
      domain,
      fields: present(fields),
      answerKind: kind,
      rules: { index: answerIndex ?? null, pattern },
      scoring: options,
      names: patterns === undefined ? null : (file) => patterns.some((matches) => matches(file)),
    }),
  };
}

function usualKind({ fields, domain }: OwnEntry): AnswerKind {
  if (fields.choices !== undefined) return 'choice';
  return domain === 'math' && fields.answer !== undefined ? 'math' : 'none';
}

function present({ question, answer, choices, id, context }: OwnEntry['fields']): OwnFields {
  return {
    question,
    ...(answer === undefined ? {} : { answer }),
    ...(choices === undefined ? {} : { choices }),
    ...(id === undefined ? {} : { id }),
    ...(context === undefined ? {} : { context }),
  };
}

/**
 * What tells a benchmark's prompts under these settings from those under others; '' for its own convention. The
 * same for the same changes, in whatever order they are written.
 */
export function conventionKey(changes: BenchmarkPrompt | undefined): string {
  if (changes === undefined || Object.keys(changes).length === 0) return '';
  return JSON.stringify(changes, ['prompt', 'system', 'stop', 'fewShot', 'answer'].sort());
}
