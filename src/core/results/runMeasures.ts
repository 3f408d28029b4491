import { itemKeyString } from '../items/item.ts';
import { isOfParts, itemMean, type ItemValues } from './itemMean.ts';
import { metricOf, metricValue } from './metric.ts';
import { questionMeasures, type Mean } from './questionMeasures.ts';
import type { SampleHead } from './readSampleLine.ts';
import { winnersOf } from './union.ts';

/** A measure of a run beside its metric, in [0, 1]. */
export interface RunMeasure extends Mean {
  /** As the field calls it, such as `em`. */
  readonly name: string;
  /** `none`, or what was measured in place of items, such as `by-question`. */
  readonly filter: string;
}

/**
 * What the samples of one file say beside its metric: the measures of their scores, counted as the metric is (mean
 * over items of the mean over repeats, of parts as `itemMean` says, cut-off ones as 0), and MC-TACO's measures by question. A measure that a
 * sample with a score above 0 lacks is left out, since older scorers did not take it.
 */
export function runMeasures(samples: readonly SampleHead[]): readonly RunMeasure[] {
  const winners = winnersOf(samples);
  const first = winners[0];
  if (first === undefined) return [];
  const metric = metricOf(first.item.benchmark);
  const names = [...new Set(winners.flatMap(({ measures }) => Object.keys(measures ?? {})))];
  const ofScores = names
    .filter((name) => name !== metric)
    .flatMap((name): RunMeasure[] => {
      const mean = meanOfMeasure(winners, name);
      return mean === null ? [] : [{ name, filter: 'none', ...mean }];
    });
  return [...ofScores, ...byQuestion(winners)];
}

function meanOfMeasure(winners: readonly SampleHead[], name: string): Mean | null {
  const byItem = new Map<string, ItemValues>();
  for (const sample of winners) {
    const counted = metricValue(sample.item.benchmark, sample);
    if (counted === null) continue;
    const measured = sample.measures?.[name];
    if (measured === undefined && counted > 0) return null;
    const key = itemKeyString(sample.item);
    const values = [...(byItem.get(key)?.values ?? []), measured ?? 0];
    byItem.set(key, { values, parts: isOfParts(name) ? sample.parts : undefined });
  }
  return byItem.size === 0 ? null : itemMean([...byItem.values()]);
}

function byQuestion(winners: readonly SampleHead[]): readonly RunMeasure[] {
  const measures = questionMeasures(winners);
  if (measures === null) return [];
  const filter = 'by-question';
  return [
    { name: 'em', filter, ...measures.em },
    { name: 'f1', filter, ...measures.f1 },
  ];
}
