import type { ItemRow, ItemVerdict } from '../../../src/core/results/itemTable.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';

const sample: SavedSample = {
  item: { benchmark: 'MATH-500', task: null, id: 'own/1' },
  textHash: '',
  gold: null,
  options: null,
  label: '',
  model: '',
  repeat: 0,
  promptHash: '',
  sampling: { repeats: 1 },
  samplingKey: '',
  status: 'complete',
  flags: [],
  value: null,
  extracted: null,
  reason: '',
  usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
  endedAt: '2026-01-01T00:00:00.000Z',
  file: '',
  bytes: [0, 0],
};

const valueOf = { right: 1, wrong: 0, partial: 0.5, none: null } as const;

/** A row of an item's table with these verdicts, one a repeat. */
export function row(
  label: string,
  verdicts: ItemVerdict | readonly ItemVerdict[],
  more: Partial<ItemRow> = {},
): ItemRow {
  const all = typeof verdicts === 'string' ? [verdicts] : verdicts;
  const values = all.map((verdict) => valueOf[verdict]).filter((value) => value !== null);
  const newest = all.at(-1) ?? 'none';
  return {
    label,
    model: label,
    role: null,
    passRate:
      values.length === 0 ? null : values.reduce<number>((sum, value) => sum + value, 0) / values.length,
    n: values.length,
    leading: true,
    verdict: newest,
    reason: newest === 'none' ? 'truncated' : '',
    extracted: null,
    status: 'complete',
    flags: [],
    answers: [],
    meanTokens: null,
    age: '',
    newest: sample,
    samples: all.map(() => sample),
    verdicts: all,
    ...more,
  };
}
