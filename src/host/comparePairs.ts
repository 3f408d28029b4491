import type { ModelRelation } from '../core/endpoint.ts';
import { finalAnswers } from '../core/compare/finalAnswers.ts';
import type { ItemRow } from '../core/results/itemTable.ts';
import { metricValue } from '../core/results/metric.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { comparableValue } from '../core/results/verdicts/differences.ts';
import type { VerdictSource } from '../core/transfer/transferInput.ts';

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
  /** Further traces that the reader is on, each to be compared with the left one. */
  readonly more?: readonly SavedTrace[];
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

/** Two that are right agree, however they write it. */
function answersApart({ samples, verdicts }: ItemRow): readonly SavedSample[] | null {
  const answers = finalAnswers(samples.map(({ extracted }) => extracted));
  for (const [at, left] of samples.entries()) {
    if (answers[at] === null) continue;
    const right = samples.find(
      (_, other) =>
        other > at &&
        answers[other] !== null &&
        answers[other] !== answers[at] &&
        (verdicts[at] !== 'right' || verdicts[other] !== 'right'),
    );
    if (right) return [left, right];
  }
  return null;
}

/**
 * A trace of each of two models that shows what became of the item: where the right one is better, a trace of the left
 * one that is not right and one of the right one that is; where it is worse, the other way round. Else the newest.
 *
 * @param verdicts whose verdicts say so: those saved with the samples, or what was said of them since
 */
export function flippedPair(
  left: readonly SavedTrace[],
  right: readonly SavedTrace[],
  verdicts: VerdictSource = 'stored',
): readonly [SavedTrace, SavedTrace] | null {
  const [newestLeft, newestRight] = [newestIn(left), newestIn(right)];
  if (!newestLeft || !newestRight) return null;
  const valueOf = verdicts === 'rescored' ? judgedValue : storedValue;
  const meanOf = (traces: readonly SavedTrace[]): number =>
    mean(traces.flatMap((trace) => valueOf(trace) ?? []));
  const change = meanOf(right) - meanOf(left);
  if (Number.isNaN(change) || change === 0) return [newestLeft, newestRight];
  const [worse, better] = change > 0 ? [left, right] : [right, left];
  const low =
    newestIn(worse.filter((trace) => valueOf(trace) === 0)) ??
    newestIn(worse.filter((trace) => (valueOf(trace) ?? 1) < 1));
  const high = newestIn(better.filter((trace) => (valueOf(trace) ?? 0) >= 1));
  return change > 0 ? [low ?? newestLeft, high ?? newestRight] : [high ?? newestLeft, low ?? newestRight];
}

/** As means over repeats count it: a truncated trace is wrong. */
function storedValue({ sample }: SavedTrace): number | null {
  return metricValue(sample.item.benchmark, sample);
}

/** What a person said of it, else our scorer since; the stored value where neither said anything. */
function judgedValue(trace: SavedTrace): number | null {
  const { scorer = null, hand = null } = trace.sample.judged ?? {};
  if (hand !== null) return hand.value;
  return (scorer === null ? null : comparableValue(scorer)) ?? storedValue(trace);
}

/** NaN of none. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the row that comes first; there the newest. */
function newestIn(traces: readonly SavedTrace[]): SavedTrace | undefined {
  const own = traces.filter(({ row }) => row === traces[0]?.row);
  const newest = own.find(({ row, sample }) => row.newest === sample);
  return (
    newest ??
    own.reduce<SavedTrace | undefined>(
      (best, one) => (best && Date.parse(best.sample.endedAt) > Date.parse(one.sample.endedAt) ? best : one),
      undefined,
    )
  );
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
