import type { Sample } from '../../../src/core/results/sample.ts';
import { writeSampleLine } from '../../../src/core/results/sampleLine.ts';
import { sanitiseLabel } from '../../../src/core/labels.ts';
import { textHash } from '../../../src/core/items/identity.ts';
import { legs, right, sample, trace } from '../results/fixtures.ts';

/** What became of one sample: its score, or how it ended without one. */
export type Outcome = number | 'truncated' | 'failed' | 'cancelled';

/** A sample of ours of MATH-500. */
export function ourSample(
  label: string,
  item: number,
  repeat: number,
  outcome: Outcome,
  changes: Partial<Sample> = {},
): Sample {
  const own = legs(item);
  const ended = {
    item: { ...own, textHash: textHash(own.question) },
    label,
    model: `org/${label}`,
    repeat,
    ...changes,
  };
  if (typeof outcome === 'number') return sample({ ...ended, score: { ...right, value: outcome } });
  return sample({
    ...ended,
    trace: { ...trace, status: outcome, answer: '' },
    score: { ...right, value: null, extracted: null, rule: outcome, reason: outcome },
  });
}

/** Our own folder with one file of one label, as it is saved. */
export function ourFiles(label: string, samples: readonly Sample[]): Record<string, string> {
  const lines = samples.map((one) => `${writeSampleLine(one, { convention: 'boxed', itemsInFile: null })}\n`);
  const name = `samples_${samples[0]?.item.benchmark ?? ''}_2026-01-02T03-04-05.678000.jsonl`;
  return { [`.reasoning-transfer/${sanitiseLabel(label)}/${name}`]: lines.join('') };
}

/** MATH-500 by label: of each item the outcomes of its repeats. */
export function ourRun(
  label: string,
  items: readonly (readonly Outcome[])[],
  changes: Partial<Sample> = {},
): Record<string, string> {
  const repeats = Math.max(...items.map(({ length }) => length));
  const sampling = { temperature: 0.6, topP: 0.95, maxTokens: 512, ...changes.sampling, repeats };
  return ourFiles(
    label,
    items.flatMap((outcomes, place) =>
      outcomes.map((outcome, repeat) =>
        ourSample(label, place + 1, repeat, outcome, { ...changes, sampling }),
      ),
    ),
  );
}
