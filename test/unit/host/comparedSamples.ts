import type { Item } from '../../../src/core/items/item.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { CompareCommands } from '../../../src/host/compareCommands.ts';
import type { ComparedSide } from '../../../src/host/comparisonDocuments.ts';
import { choosing, messages, quickPicks, shownPicks } from '../../support/vscodeWords.ts';
import { legs, savedSample, sample } from '../results/fixtures.ts';

export const relations = [{ model: 'tuned', base: 'base' }];
export const item: Item = legs(1);

/** The commands on saved samples, the reader being on some of them; what they opened, and what they did in order. */
export function commandsOn(
  samples: readonly SavedSample[],
  here: readonly SavedSample[] = [],
  models = relations,
) {
  const opened: { readonly title: string; readonly sides: readonly ComparedSide[] }[] = [];
  const did: string[] = [];
  const commands = new CompareCommands(
    { models: () => ({ models, problems: [] }), inOrder: (rows) => [...rows] },
    {
      loaded: () => Promise.resolve(),
      forItem: () => samples,
      read: (saved) => {
        did.push('read');
        return Promise.resolve(
          saved.label === 'gone'
            ? { ok: false, problem: { file: '/w/gone.jsonl', line: 7, message: 'It is gone.' } }
            : { ok: true, sample: sample({ label: saved.label }) },
        );
      },
    },
    { of: () => Promise.resolve({ item, here: here.map((one) => (other: SavedSample) => one === other) }) },
    {
      open: (title, sides) => {
        did.push('open');
        return Promise.resolve(void opened.push({ title, sides }));
      },
      prepare: () => did.push('prepare'),
    },
  );
  const labels = () => opened.map(({ sides }) => sides.map(({ label }) => label));
  return { commands, opened, labels, did };
}

export const base = savedSample({ label: 'base', model: 'base' });
export const tuned = savedSample({ label: 'tuned', model: 'tuned', value: 0, extracted: '4' });
export const other = savedSample({ label: 'other', model: 'other' });

/** To be called before each test. */
export function forgetWords(): void {
  for (const list of [messages, shownPicks, quickPicks, choosing]) list.length = 0;
}
