import type { Domain } from '../domain.ts';
import type { ModelRelation } from '../endpoint.ts';
import type { FormatName } from './formats/format.ts';
import { resultsDefaults, type ResultsSettings } from './resultsSettings.ts';
import { taskBenchmark, type TaskBenchmark } from './taskBenchmark.ts';

/** What the user says that names in results mean. */
export interface ResultsNames {
  readonly settings: ResultsSettings;
  /** The user's own benchmarks. */
  readonly own: readonly { readonly name: string; readonly domain: Domain }[];
  /** The setting `reasoningTransfer.models`, whose aliases join names of one model. */
  readonly models: readonly ModelRelation[];
}

/** Nothing is said. */
export const noNames: ResultsNames = { settings: resultsDefaults, own: [], models: [] };

/** See `taskBenchmark`. */
export function benchmarkOf(
  task: string,
  { own, settings }: ResultsNames,
  format: FormatName | null = null,
): TaskBenchmark | null {
  return taskBenchmark(task, own, settings, format);
}
