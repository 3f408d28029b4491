import { expect, it } from 'vitest';

import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { SavedVerdicts } from '../../../src/workspace/verdicts/savedVerdicts.ts';
import { clock, here, inRoot, save } from '../saved/savedFolder.ts';

it('a sample that was just saved is judged as the one that is read later', async () => {
  const fresh = await save(new SavedSamples(here.root, clock), inRoot({}, 2), inRoot({}, 3));
  const verdicts = new SavedVerdicts(here.root);
  const at = '2026-01-02T04:00:00.000Z';
  await verdicts.append(
    fresh.map((sample, index) => ({
      kind: 'hand' as const,
      sample: verdicts.named(sample),
      value: index,
      comment: '',
      at,
    })),
  );
  const later = new SavedSamples(here.root, clock);
  await later.refresh();
  const read = later.ofLabel('tuned-7b', 'MATH-500');
  expect(read.map((sample) => [sample.item.id, verdicts.of(sample).hand?.value])).toEqual(
    fresh.map(({ item }, index) => [item.id, index]),
  );
});
