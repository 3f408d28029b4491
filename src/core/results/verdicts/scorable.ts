import { findBenchmark } from '../../items/benchmarks.ts';
import type { Item } from '../../items/item.ts';
import type { OwnBenchmark } from '../../items/ownBenchmark.ts';
import type { OwnItem } from '../../items/ownItem.ts';
import { readItem } from '../../items/readItem.ts';
import type { JsonObject } from '../../json.ts';
import { say, verbatim } from '../../say.ts';
import { scorerFor } from '../../scorers/registry.ts';
import type { Scorer } from '../../scorers/score.ts';
import type { Sample } from '../sample.ts';

/** What a saved sample can be scored by; or why it cannot, in words. */
export type Scorable =
  | {
      readonly ok: true;
      readonly scorer: Scorer;
      readonly item: { readonly benchmark: string; readonly record: JsonObject; readonly own?: OwnItem };
    }
  | { readonly ok: false; readonly why: string };

/** Benchmarks whose scorers read the gold answer alone, by the field that holds it. */
const goldFields: ReadonlyMap<string, (gold: string) => JsonObject> = new Map<
  string,
  (gold: string) => JsonObject
>([
  ['MATH-500', (gold) => ({ answer: gold })],
  ['AIME24', (gold) => ({ answer: gold })],
  ['AIME25', (gold) => ({ answer: gold })],
  ['GSM8K', (gold) => ({ answer: gold })],
  ['OlympiadBench', (gold) => ({ final_answer: [gold] })],
]);

/**
 * The item of a saved sample in the fields that its scorer reads: those of the workspace's own file of items; else as
 * its tool saved it, where those are the published ones; else, where the gold answer is all that the scorer needs,
 * that.
 *
 * @param own the user's own benchmarks
 * @param inDataset the item in the workspace's own files; null where it is in none
 */
export function scorable(
  { item, trace }: Sample,
  own: readonly OwnBenchmark[],
  inDataset: Item | null = null,
): Scorable {
  const { benchmark } = item;
  const published =
    inDataset ?? readItem(item.record, item.location, { benchmark: findBenchmark(benchmark), own }).item;
  const isPublished = published?.benchmark === benchmark;
  const ownItem = isPublished ? published.own : undefined;
  const scorer = scorerFor(benchmark, ownItem?.answerKind);
  if (scorer === null) return { ok: false, why: say`there is no scorer for ${verbatim(benchmark)}` };
  if (ownItem?.answerKind === 'judge') {
    return { ok: false, why: say`a model judges its answers, and none is asked here` };
  }
  // A response that is known to be empty counts; one of which nothing was saved, such as likelihoods, cannot.
  const isUnsaved = trace.answer === '' && trace.reasoning === '' && !trace.flags.includes('empty');
  if (trace.status === 'complete' && isUnsaved) {
    return { ok: false, why: say`the file holds no response` };
  }
  if (isPublished && (published.gold !== null || item.gold === null)) {
    const { record } = published;
    return {
      ok: true,
      scorer,
      item: { benchmark, record, ...(ownItem === undefined ? {} : { own: ownItem }) },
    };
  }
  const byGold = goldFields.get(benchmark);
  if (byGold !== undefined && item.gold !== null) {
    // What else is published with it, such as a unit, is read where it is there.
    return { ok: true, scorer, item: { benchmark, record: { ...item.record, ...byGold(item.gold) } } };
  }
  return {
    ok: false,
    why: say`the file holds the item in other fields than published, which the scorer needs`,
  };
}
