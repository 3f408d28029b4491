import type { ModelRelation } from '../core/endpoint.ts';
import type { ItemRow } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';

/** One saved trace of an item, and the row of its label. */
export interface SavedTrace {
  readonly row: ItemRow;
  readonly sample: SavedSample;
}

/** Two traces that are worth a comparison, and why. */
export interface TracePair {
  readonly why: 'here' | 'tuned' | 'models' | 'disagree';
  readonly left: SavedTrace;
  readonly right: SavedTrace;
}

/** Every trace of an item: models in order, each with its repeats. */
export function tracesOf(rows: readonly ItemRow[]): readonly SavedTrace[] {
  return rows.flatMap((row) => row.samples.map((sample) => ({ row, sample })));
}

/** The newest trace of a row. */
export function newestOf(row: ItemRow): SavedTrace {
  return { row, sample: row.newest };
}

/**
 * Each tuned model's newest trace with its base's, the base on the left: of the same tool where there is one, since one
 * tool asks all models alike.
 */
export function tunedPairs(
  rows: readonly ItemRow[],
  relations: readonly ModelRelation[],
): readonly TracePair[] {
  const leading = rows.filter((row) => row.leading);
  const is = (row: ItemRow, name: string): boolean => row.label === name || row.model === name;
  return leading.flatMap((tuned) => {
    const base = relations.find(({ model, base }) => base !== undefined && is(tuned, model))?.base;
    const bases = leading.filter((row) => row !== tuned && base !== undefined && is(row, base));
    const own = bases.find(({ newest }) => newest.tool?.format === tuned.newest.tool?.format) ?? bases[0];
    return own ? [{ why: 'tuned' as const, left: newestOf(own), right: newestOf(tuned) }] : [];
  });
}

/** The newest traces of two models, where there are no more of them. */
export function onlyModels(rows: readonly ItemRow[]): readonly TracePair[] {
  const [left, right, another] = rows.filter((row) => row.leading);
  return left && right && !another ? [{ why: 'models', left: newestOf(left), right: newestOf(right) }] : [];
}

/** Of each model two samples that disagree: one right and the other wrong, else with another answer. */
export function disagreeingPairs(rows: readonly ItemRow[]): readonly TracePair[] {
  return rows.flatMap((row) => {
    const pair = verdictsApart(row) ?? answersApart(row);
    if (pair === null) return [];
    const [left, right] = pair.toSorted((a, b) => row.samples.indexOf(a) - row.samples.indexOf(b));
    return left && right
      ? [{ why: 'disagree' as const, left: { row, sample: left }, right: { row, sample: right } }]
      : [];
  });
}

function verdictsApart({ samples, verdicts }: ItemRow): readonly SavedSample[] | null {
  const right = samples[verdicts.indexOf('right')];
  const wrong = samples[verdicts.indexOf('wrong')];
  return right && wrong ? [right, wrong] : null;
}

function answersApart({ samples }: ItemRow): readonly SavedSample[] | null {
  const answered = samples.filter(({ extracted }) => extracted !== null);
  const [first] = answered;
  const other = answered.find(({ extracted }) => extracted !== first?.extracted);
  return first && other ? [first, other] : null;
}

/** Models of which a base is known but one of the two has no trace, as `base` and `tuned`; null where there is none. */
export function halfPair(
  rows: readonly ItemRow[],
  relations: readonly ModelRelation[],
): { readonly missing: string; readonly of: string } | null {
  const has = (name: string): boolean => rows.some((row) => row.label === name || row.model === name);
  for (const { model, base } of relations) {
    if (base === undefined || has(model) === has(base)) continue;
    return has(model) ? { missing: base, of: model } : { missing: model, of: base };
  }
  return null;
}
