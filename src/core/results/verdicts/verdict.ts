import { createHash } from 'node:crypto';

import type { Score } from '../../scorers/score.ts';
import type { SavedSample } from '../savedSample.ts';

/** A saved sample as a verdict names it: by its place, and by what must stand there. */
export interface JudgedSample {
  /** Relative to the workspace's folder, with `/`; absolute where it is outside. */
  readonly file: string;
  /** Byte offset of its line in our files; what `SamplePlace.place` is in those of other tools. */
  readonly place: number;
  /** The other tool's task; null for our own samples. */
  readonly task: string | null;
  readonly repeat: number;
  readonly benchmark: string;
  /** Of the item, as published. */
  readonly item: string;
  readonly textHash: string;
  readonly label: string;
  readonly model: string;
  /** The tool that saved it; null for ours. */
  readonly tool: string | null;
  /** The metric that `stored` is of; null where it has none. */
  readonly metric: string | null;
  /** The verdict saved with the sample, in [0, 1]; null where it has none. */
  readonly stored: number | null;
  /** What the tool that saved it took for the answer; null where it did not say. */
  readonly storedAnswer: string | null;
  /** Beginning of the SHA-256 of the answer that was judged, so that another one at its place is not taken for it; null where it was not read. */
  readonly answerHash: string | null;
}

/** What a scorer of ours says of a saved sample. */
export interface ScorerVerdict {
  readonly kind: 'scorer';
  readonly sample: JudgedSample;
  readonly scorer: { readonly name: string; readonly version: number };
  readonly score: Score;
  /** ISO 8601. */
  readonly at: string;
}

/** What a person says of a saved sample. It counts beside the others, never in their place. */
export interface HandVerdict {
  readonly kind: 'hand';
  readonly sample: JudgedSample;
  /** In [0, 1]. */
  readonly value: number;
  readonly comment: string;
  readonly at: string;
}

/** Takes the verdict by hand on a sample back. */
export interface Withdrawn {
  readonly kind: 'withdrawn';
  readonly sample: JudgedSample;
  readonly at: string;
}

/** One line of `verdicts_<benchmark>.jsonl`. Lines are only ever added; the last of a kind holds. */
export type Verdict = ScorerVerdict | HandVerdict | Withdrawn;

/** Equal for verdicts on one sample. */
export function judgedKey({
  file,
  place,
  task,
  repeat,
}: Pick<JudgedSample, 'file' | 'place' | 'task' | 'repeat'>): string {
  return JSON.stringify([file, place, task, repeat]);
}

/** The beginning of the SHA-256 (hex) of an answer's text. */
function answerHash(answer: string): string {
  return createHash('sha256').update(answer, 'utf8').digest('hex').slice(0, 16);
}

/**
 * How a verdict names a saved sample.
 *
 * @param file of the sample, as `JudgedSample.file` has it
 * @param whole what is known once it is read whole: what its tool took for the answer, and the answer
 */
export function judgedSample(
  sample: SavedSample,
  file: string,
  whole: { readonly storedAnswer: string | null; readonly answer: string } | null = null,
): JudgedSample {
  const { tool } = sample;
  return {
    file,
    place: tool === undefined ? sample.bytes[0] : tool.place,
    task: tool?.task ?? null,
    repeat: tool?.repeat ?? sample.repeat,
    benchmark: sample.item.benchmark,
    item: sample.item.id,
    textHash: sample.textHash,
    label: sample.label,
    model: sample.model,
    tool: tool?.format ?? null,
    metric: tool?.metric ?? null,
    stored: sample.value,
    storedAnswer: whole === null ? sample.extracted : whole.storedAnswer,
    answerHash: whole === null ? null : answerHash(whole.answer),
  };
}
