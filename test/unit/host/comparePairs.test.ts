import { beforeEach, expect, test } from 'vitest';
import { itemTable } from '../../../src/core/results/itemTable.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { JudgedSample } from '../../../src/core/results/verdicts/verdict.ts';
import { disagreeingPairs, tunedPairs } from '../../../src/host/comparePairs.ts';
import { savedSample } from '../results/fixtures.ts';
import { base, commandsOn, forgetWords, item, other, relations, tuned } from './comparedSamples.ts';

beforeEach(forgetWords);

test('of two models the traces that show the flip are compared, of the runs asked for', async () => {
  const of = (label: string, ...values: readonly (number | null)[]) =>
    values.map((value, repeat) =>
      savedSample({ label, model: label, repeat, value, extracted: `${label}${repeat}` }),
    );
  const by = (label: string) => (one: SavedSample) => one.label === label;
  const compared = async (left: readonly SavedSample[], right: readonly SavedSample[]) => {
    const { commands, opened } = commandsOn([...left, ...right]);
    await commands.comparePair(item, by('base'), by('tuned'));
    return opened[0]?.sides.map(({ head }) => / · answer (\w+)/.exec(head.join())?.[1]);
  };
  // The newest of each, the last, says the contrary of its mean.
  expect(await compared(of('base', 0, 0, 1), of('tuned', 1, 1, 0))).toEqual(['base1', 'tuned1']);
  expect(await compared(of('base', 1, 1, 0), of('tuned', 0, 0, 1))).toEqual(['base1', 'tuned1']);
  expect(await compared(of('base', 0, 1), of('tuned', 0, 1))).toEqual(['base1', 'tuned1']);
  expect(await compared(of('base', null), of('tuned', 0))).toEqual(['base0', 'tuned0']);
  const [old, now] = [0, 1].map((repeat) =>
    savedSample({ label: 'base', model: 'base', repeat, value: repeat }),
  );
  const { commands, opened } = commandsOn([old!, now!, tuned]);
  await commands.comparePair(item, (one) => one === old, by('tuned'));
  expect(opened[0]?.sides[0]?.head[1]).toMatch(/^repeat 1 of 2/);
});

test('a flip by what was said since the samples were saved is shown by these verdicts', async () => {
  const said = (label: string, repeat: number, value: number, ours: number | null, hand?: number) => {
    const judged = { metric: 'acc', stored: value } as JudgedSample;
    return savedSample({
      ...{ label, model: label, repeat, value, extracted: `${label}${repeat}` },
      judged: {
        scorer:
          ours === null
            ? null
            : {
                ...{ kind: 'scorer', sample: judged, at: '', scorer: { name: 'ours', version: 1 } },
                score: { value: ours, extracted: null, range: null, rule: 'string', reason: '' },
              },
        hand: hand === undefined ? null : { kind: 'hand', sample: judged, value: hand, comment: '', at: '' },
      },
    });
  };
  const by = (label: string) => (one: SavedSample) => one.label === label;
  const compared = async (samples: readonly SavedSample[], verdicts: 'stored' | 'rescored') => {
    const { commands, opened } = commandsOn(samples);
    await commands.comparePair(item, by('base'), by('tuned'), verdicts);
    return opened[0]?.sides.map(({ head }) => / · answer (\w+)/.exec(head.join())?.[1]);
  };
  // Stored: forgotten from 0 to 1. Ours: learned, which other samples show.
  const learned = [
    said('base', 0, 1, 0),
    said('base', 1, 0, 0),
    said('tuned', 0, 0, 1),
    said('tuned', 1, 0, 0),
  ];
  expect(await compared(learned, 'stored')).toEqual(['base0', 'tuned1']);
  expect(await compared(learned, 'rescored')).toEqual(['base1', 'tuned0']);
  // A verdict by hand goes before ours; without either the stored one holds.
  const byHand = [
    said('base', 0, 0, 1, 0),
    said('base', 1, 1, null),
    said('tuned', 0, 1, 0),
    said('tuned', 1, 0, 0, 0),
  ];
  expect(await compared(byHand, 'stored')).toEqual(['base1', 'tuned1']);
  expect(await compared(byHand, 'rescored')).toEqual(['base1', 'tuned1']);
  const none = [
    said('base', 0, 0, 1, 0),
    said('base', 1, 0, null),
    said('tuned', 0, 1, null),
    said('tuned', 1, 1, 0),
  ];
  expect(await compared(none, 'rescored')).toEqual(['base1', 'tuned0']);
});

test('samples disagree where their answers are not the same, and not both right', () => {
  const pairs = (...samples: readonly (readonly [string | null, number | null])[]) =>
    disagreeingPairs(
      itemTable(
        samples.map(([extracted, value], repeat) =>
          savedSample({ label: 'base', model: 'base', repeat, extracted, value }),
        ),
        relations,
        0,
      ),
    ).map(({ left, right }) => [left.sample.repeat, right.sample.repeat]);
  expect(pairs(['\\frac{1}{2}', 0], ['0.5', 0])).toEqual([]);
  expect(pairs(['1', 1], ['2', 1])).toEqual([]);
  expect(pairs([null, 0], ['3', 0], ['3.0', 0], ['4', 0])).toEqual([[1, 3]]);
  expect(pairs(['3', 0], ['4', 0], ['5', 1])).toEqual([[0, 2]]);
});

test('pairs are of the rows that lead, the base of the same tool', () => {
  const rows = itemTable([base, tuned, other], relations, 0);
  expect(tunedPairs(rows, relations).map(({ left, right }) => [left.row.label, right.row.label])).toEqual([
    ['base', 'tuned'],
  ]);
  expect(disagreeingPairs(rows)).toEqual([]);
});
