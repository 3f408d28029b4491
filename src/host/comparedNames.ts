import type { SavedSample } from '../core/results/savedSample.ts';
import { toolName } from './runsTable.ts';

/** What a compared trace may be told by from others of its label. */
export interface NamedTrace {
  readonly label: string;
  readonly model: string;
  /** The tool that saved it, as it calls itself. */
  readonly tool: string;
  /** Its repeat and run. */
  readonly which: string;
}

/** The tool that saved a sample, as it calls itself; ours where it is not saved yet. */
export function toolOf(saved: Pick<SavedSample, 'tool'> | null): string {
  return toolName(saved?.tool?.format ?? 'reasoning-transfer');
}

/**
 * What compared traces are called, each by its label; where several have it, with the first of their tools, models, and
 * repeats and runs that tells them apart.
 */
export function comparedNames(traces: readonly NamedTrace[]): readonly string[] {
  return traces.map((trace) => {
    const { label } = trace;
    const alike = traces.filter((other) => other.label === label);
    if (alike.length === 1) return label;
    const ways = ['tool', 'model', 'which'] as const;
    const way = ways.find((one) => new Set(alike.map((other) => other[one])).size === alike.length);
    return `${label} (${trace[way ?? 'which']})`;
  });
}
