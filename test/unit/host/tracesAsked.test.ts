import { expect, test } from 'vitest';
import { isSampleOf } from '../../../src/core/results/toolSamples.ts';
import { columnKey, columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import type { TracesState } from '../../../src/protocol.ts';
import { legs, savedSample } from '../results/fixtures.ts';
import { run } from './resultsFixture.ts';

const samples = [
  savedSample({ label: 'base', promptHash: 'p' }),
  savedSample({ label: 'tuned', promptHash: 'p' }),
  savedSample({ label: 'tuned', promptHash: 'q' }),
];

/** A model with two columns on each of two items, the second with samples of two prompts; and the last state. */
function setUp(told: (state: TracesState) => void = () => undefined) {
  let state: TracesState | undefined;
  const model = new TracesModel(
    (message) => {
      if (message.type !== 'state') return;
      ({ state } = message);
      told(message.state);
    },
    () => Promise.resolve({ ok: false, why: 'not looked at' }),
  );
  for (const item of [legs(2), legs(3)])
    model.add(
      item,
      samples.map((saved) => ({
        key: sampleKey(saved, saved.repeat, saved.promptHash),
        column: columnName(saved, null),
        repeat: [1, 1] as const,
        sampling: saved.sampling,
        saved,
      })),
    );
  const said = (): string => {
    const shown = state?.columns.map(({ label, sample }) => `${label} ${sample}`).join(', ');
    return `${state?.position[0]}: ${shown}; ${state?.asked?.key ?? 'none'}`;
  };
  return { model, said, at: () => state?.asked?.at };
}

const key = (label: string): string => columnKey({ label, model: samples[0]!.model });

test('the column of a wanted sample is told, and shows it', () => {
  const { model, said } = setUp();
  model.showItem(legs(2));
  expect(said()).toBe('0: base 0, tuned 0; none');
  model.showItem(legs(2), ({ label }) => label === 'tuned');
  expect(said()).toBe(`0: base 0, tuned 0; ${key('tuned')}`);
  // On another item of the panel, and another sample of the column.
  model.showItem(legs(3), ({ promptHash }) => promptHash === 'q');
  expect(said()).toBe(`1: base 0, tuned 1; ${key('tuned')}`);
  // What the reader stepped to stays where it is wanted as well.
  model.showItem(legs(3), ({ label }) => label === 'tuned');
  expect(said()).toBe(`1: base 0, tuned 1; ${key('tuned')}`);
  model.go('previous');
  expect(said()).toBe('0: base 0, tuned 0; none');
  model.showItem(legs(2), () => false);
  expect(said()).toBe('0: base 0, tuned 0; none');
});

test('of a pair one column is asked for, the other beside it; one that has no samples is left away', () => {
  let asked: TracesState['asked'] | undefined;
  const { model } = setUp((state) => ({ asked } = state));
  model.showItem(
    legs(3),
    ({ promptHash }) => promptHash === 'q',
    ({ label }) => label === 'base',
  );
  expect(asked).toMatchObject({ key: key('tuned'), beside: key('base') });
  model.showItem(
    legs(3),
    ({ label }) => label === 'base',
    () => false,
  );
  expect(asked).toMatchObject({ key: key('base') });
  expect(asked).not.toHaveProperty('beside');
  model.showItem(
    legs(3),
    () => false,
    ({ label }) => label === 'base',
  );
  expect(asked).toBeNull();
});

test('the same state is the same asking, and to ask again is another', async () => {
  const { model, at } = setUp();
  const ask = (): void => model.showItem(legs(2), ({ label }) => label === 'base');
  ask();
  const first = at();
  await new Promise((resolve) => setTimeout(resolve, 5));
  model.arrange([legs(3), legs(2)]);
  expect(at()).toBe(first);
  ask();
  expect(at()).toBeGreaterThan(first ?? Infinity);
});

test('our own samples are known by the label that their run names', () => {
  const [base] = samples;
  const ours = run({ model: 'Base', modelRaw: 'base', format: 'reasoning-transfer' });
  expect(isSampleOf(base!, ours)).toBe(true);
  expect(isSampleOf(base!, { ...ours, modelRaw: 'tuned' })).toBe(false);
  expect(isSampleOf(base!, { ...ours, format: 'lm-eval' })).toBe(false);
});
