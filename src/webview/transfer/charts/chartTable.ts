import * as l10n from '@vscode/l10n';
import type { ChartInput, ChartName } from './chartNames.ts';
import { gainsTable } from './gains.ts';
import { indexSizeTable } from './indexTable.ts';
import { scatterTable } from './scatter.ts';
import { slopesTable } from './slopes.ts';
import { stepsTable } from './steps.ts';

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

const tables: Readonly<Record<ChartName, (input: ChartInput) => ChartTable>> = {
  gains: gainsTable,
  'index-size': indexSizeTable,
  scatter: scatterTable,
  slopes: slopesTable,
  steps: stepsTable,
};

export function chartTable(name: ChartName, input: ChartInput): ChartTable {
  return tables[name](input);
}
