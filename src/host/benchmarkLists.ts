import * as vscode from 'vscode';
import * as v from 'valibot';
import { listEntries, type SettingProblem } from '../core/endpointSettings.ts';
import { type BenchmarkSettings, parseBenchmarkEntries } from '../core/items/benchmarkSettings.ts';

/** The settings that a list can stand in. */
export type Scope = 'user' | 'workspace';

/** The setting `benchmarks` of the workspace and of the user, read as one list. */
export interface BenchmarkLists extends BenchmarkSettings {
  /** The entries that count, whatever their form, those of the workspace first; each with its name in problems. */
  readonly entries: readonly { readonly entry: unknown; readonly field: string }[];
}

const setting = 'reasoningTransfer.benchmarks';
const Named = v.looseObject({ name: v.string() });

/**
 * Reads the lists of both: one that a workspace describes hides no other of the user. Problems name the place of an
 * entry in its own list, and whose list it is where the workspace has one.
 *
 * @param values as they stand; undefined where the setting is not set
 */
export function readBenchmarkLists(values: Readonly<Record<Scope, unknown>>): BenchmarkLists {
  const problems: SettingProblem[] = [];
  const isOne = values.workspace === undefined;
  const workspace = listEntries(
    values.workspace,
    `${vscode.l10n.t('Workspace settings')}: ${setting}`,
    problems,
  );
  const user = listEntries(
    values.user,
    isOne ? setting : `${vscode.l10n.t('User settings')}: ${setting}`,
    problems,
  );
  const names = new Set(workspace.map(({ entry }) => nameOf(entry)).filter((name) => name !== null));
  const isHidden = (name: string | null): boolean => name !== null && names.has(name);
  const entries = [...workspace, ...user.filter(({ entry }) => !isHidden(nameOf(entry)))];
  const parsed = parseBenchmarkEntries(entries);
  return { ...parsed, problems: [...problems, ...parsed.problems], entries };
}

/** What is wrong with the entry of this name; null where nothing is. */
export function problemOfBenchmark(
  { entries, problems }: BenchmarkLists,
  name: string,
): SettingProblem | null {
  const fields = entries.flatMap(({ entry, field }) => (nameOf(entry) === name ? [field] : []));
  return problems.find((problem) => fields.some((field) => problem.field.startsWith(field))) ?? null;
}

/** Judges that are none of the endpoints: the answers to their benchmarks could be asked for, and not scored. */
export function problemsOfJudges(
  { own, entries }: BenchmarkLists,
  labels: readonly string[],
): readonly SettingProblem[] {
  return own.flatMap(({ name, entry: { answerKind, scoring } }) => {
    const { endpoint } = scoring;
    if (answerKind !== 'judge' || typeof endpoint !== 'string' || labels.includes(endpoint)) return [];
    const field = entries.find(({ entry }) => nameOf(entry) === name)?.field ?? setting;
    const message = vscode.l10n.t('No endpoint is called "{0}", so nobody would judge.', endpoint);
    return [{ field: `${field}.scoring.endpoint`, message }];
  });
}

function nameOf(entry: unknown): string | null {
  return v.is(Named, entry) ? entry.name.trim() : null;
}
