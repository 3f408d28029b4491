import type { ResultsNames } from '../core/results/resultsNames.ts';
import type { Settings } from './settings.ts';

/** What the settings say that names in results mean. */
export function resultsNames(settings: Pick<Settings, 'results' | 'benchmarks' | 'models'>): ResultsNames {
  return {
    settings: settings.results().results,
    own: settings.benchmarks().own,
    models: settings.models().models,
  };
}
