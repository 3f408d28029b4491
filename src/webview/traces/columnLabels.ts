import type { ColumnHead } from './words.ts';

/**
 * The label of each column by its key. Where several columns have one label, as those of one model whose results come
 * from two tools, the tool is named, or the model where that does not tell them apart.
 */
export function columnLabels(
  columns: readonly Pick<ColumnHead, 'key' | 'label' | 'model' | 'tool'>[],
): ReadonlyMap<string, string> {
  const labels = new Map(columns.map(({ key, label }) => [key, label]));
  for (const alike of Map.groupBy(columns, ({ label }) => label).values()) {
    if (alike.length === 1) continue;
    const byTool = new Set(alike.map(({ tool }) => tool)).size === alike.length;
    for (const { key, label, tool, model } of alike) {
      const apart = byTool ? tool : model;
      if (apart !== undefined && apart !== label) labels.set(key, `${label} · ${apart}`);
    }
  }
  return labels;
}
