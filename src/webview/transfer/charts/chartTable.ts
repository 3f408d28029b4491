import * as l10n from '@vscode/l10n';
import type { ChartInput, ChartName } from './chartNames.ts';

/** What stands behind a chart, for keyboard and screen reader: `rows` in the order of `columns`, exact values and n. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Null, or why a chart has nothing to show, in words. */
export function chartAvailable(name: ChartName, input: ChartInput): string | null {
  if (input.models.length === 0) return l10n.t('No model is chosen.');
  if (name === 'steps' && !input.models.some(({ checkpoint }) => checkpoint !== null))
    return l10n.t('No model is a checkpoint of a training run.');
  return null;
}

export function chartTable(_name: ChartName, { models }: ChartInput): ChartTable {
  return { columns: [l10n.t('Model')], rows: models.map(({ model }) => [model]) };
}
