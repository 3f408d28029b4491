import { samplingKey } from '../core/endpointSettings.ts';
import type { Item } from '../core/items/item.ts';
import type { Prompt } from '../core/prompts/prompt.ts';
import type { Sample } from '../core/results/sample.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { scoringKey } from '../core/scorers/own/scoringKey.ts';
import type { Score } from '../core/scorers/score.ts';
import type { Job } from './job.ts';
import type { SavedSamples } from './savedSamples.ts';
import { say, verbatim } from '../core/say.ts';

/** The settled sample that answers a job already, or null. */
export function savedFor(saved: SavedSamples | null, job: Job, prompt: Prompt): SavedSample | null {
  const { item, endpoint, repeat } = job;
  return (
    saved?.find(item, item.textHash, {
      label: endpoint.label,
      model: endpoint.model,
      promptHash: prompt.hash,
      samplingKey: samplingKey(endpoint.sampling),
      repeat,
    }) ?? null
  );
}

/**
 * Whether a saved sample was scored as the item is now: against the same gold answer, by the same kind of answer with the
 * same options. A complete one that no judge could judge, or whose program was not run, was not.
 */
export function isScoredSo(saved: SavedSample, { gold, own }: Item): boolean {
  if (saved.gold !== gold) return false;
  const cutOff = saved.flags.includes('reasoning-unclosed') || saved.flags.includes('empty');
  const hasNone = saved.status === 'complete' && saved.value === null && !cutOff;
  if (hasNone && saved.item.benchmark === 'LiveCodeBench') return false;
  if (own === undefined || saved.answerKind === undefined) return true;
  if (hasNone && own.answerKind === 'judge') return false;
  return saved.answerKind === own.answerKind && (saved.scoring ?? '') === scoringKey(own.scoring);
}

/**
 * The saved sample with its trace scored as the item is scored now, to be saved as the newest.
 * The item counts as the same, since its text is; its verdict does not. Null where the saved trace cannot be read,
 * so that the job must be asked again.
 *
 * @param now milliseconds since 1970
 */
export async function scoredAgain(
  saved: SavedSamples,
  sample: SavedSample,
  { item }: Job,
  score: (sample: Sample) => Promise<Score>,
  now: number,
): Promise<Sample | null> {
  const read = await saved.read(sample);
  if (!read.ok) {
    return null;
  }
  // Never before the sample it takes the place of, which may come from a machine whose clock is ahead.
  const endedAt = new Date(Math.max(now, Date.parse(sample.endedAt))).toISOString();
  const current: Sample = { ...read.sample, item, endedAt };
  const fresh = await score(current);
  const before =
    sample.gold === item.gold
      ? say`it was scored in another way, or not at all`
      : sample.gold === null
        ? say`the item had no gold answer`
        : say`the gold answer was ${verbatim(shown(sample.gold))}`;
  return { ...current, score: { ...fresh, reason: say`${fresh.reason} (scored again: ${before})` } };
}

function shown(gold: string): string {
  return gold.length <= 80 ? gold : `${gold.slice(0, 79).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
