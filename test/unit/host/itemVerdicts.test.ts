import { beforeEach, expect, test } from 'vitest';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { ItemVerdicts } from '../../../src/host/itemVerdicts.ts';
import { Settings } from '../../../src/host/settings.ts';
import { configure } from '../../support/vscodeWords.ts';
import { legs, savedSample } from '../results/fixtures.ts';

beforeEach(() => configure({ endpoints: [], models: [], sampling: {} }));

/** Verdicts of what `samples` holds for each item's id. */
function verdictsOf(samples: Record<string, readonly SavedSample[]>): ItemVerdicts {
  const saved = {
    // As from disk: another list each time, of the same samples.
    forItem: ({ id }: { id: string }) => [...(samples[id] ?? [])],
    loaded: () => Promise.resolve(),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  return new ItemVerdicts(saved, new Settings());
}

test('only items with other samples than before are counted again', () => {
  const [one, two] = [legs(1), legs(2)];
  const samples: Record<string, readonly SavedSample[]> = {
    [one.id]: [savedSample({ label: 'a' })],
    [two.id]: [savedSample({ label: 'a' })],
  };
  const verdicts = verdictsOf(samples);
  const before = [verdicts.of(one), verdicts.of(two)];
  samples[two.id] = [savedSample({ label: 'a', value: 0 })];
  expect(verdicts.of(one)).toBe(before[0]);
  expect(verdicts.of(two).map(({ verdict }) => verdict)).toEqual(['wrong']);
  samples[two.id] = [];
  expect(verdicts.of(two)).toEqual([]);
});

test('all are counted again where a setting says otherwise', () => {
  const item = legs(1);
  const verdicts = verdictsOf({ [item.id]: ['a', 'b'].map((label) => savedSample({ label })) });
  const words = (): string =>
    verdicts
      .of(item)
      .map(({ label, role }) => `${label} ${role}`)
      .join(', ');
  expect(words()).toBe('a null, b null');
  configure({ models: [{ model: 'a', base: 'b' }] });
  expect(words()).toBe('b base, a tuned');
});
