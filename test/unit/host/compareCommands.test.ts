import { beforeEach, expect, test } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { CompareCommands } from '../../../src/host/compareCommands.ts';
import { decoded } from '../../../src/host/compareFiles.ts';
import { disagreeingPairs, tunedPairs } from '../../../src/host/comparePairs.ts';
import type { ComparedSide } from '../../../src/host/comparisonDocuments.ts';
import { itemTable } from '../../../src/core/results/itemTable.ts';
import { choosing, messages, shownPicks } from '../../support/vscodeWords.ts';
import { legs, savedSample, sample } from '../results/fixtures.ts';

const relations = [{ model: 'tuned', base: 'base' }];
const item: Item = legs(1);

function commandsOn(samples: readonly SavedSample[], here: readonly SavedSample[] = [], models = relations) {
  const opened: { readonly title: string; readonly sides: readonly ComparedSide[] }[] = [];
  const commands = new CompareCommands(
    { models: () => ({ models, problems: [] }), inOrder: (rows) => [...rows] },
    {
      loaded: () => Promise.resolve(),
      forItem: () => samples,
      read: (saved) =>
        Promise.resolve(
          saved.label === 'gone'
            ? { ok: false, problem: { file: '/w/gone.jsonl', line: 7, message: 'It is gone.' } }
            : { ok: true, sample: sample({ label: saved.label }) },
        ),
    },
    { of: () => Promise.resolve({ item, here: here.map((one) => (other: SavedSample) => one === other) }) },
    { open: (title, sides) => Promise.resolve(void opened.push({ title, sides })) },
  );
  const labels = () => opened.map(({ sides }) => sides.map(({ label }) => label));
  return { commands, opened, labels };
}

const base = savedSample({ label: 'base', model: 'base' });
const tuned = savedSample({ label: 'tuned', model: 'tuned', value: 0, extracted: '4' });
const other = savedSample({ label: 'other', model: 'other' });

beforeEach(() => {
  messages.length = 0;
  shownPicks.length = 0;
  choosing.length = 0;
});

test('two traces are compared without a pick, the verdict of each in the first lines', async () => {
  const { commands, opened, labels } = commandsOn([base, tuned]);
  await commands.compareTraces(undefined);
  expect(labels()).toEqual([['base', 'tuned']]);
  expect(shownPicks).toEqual([]);
  expect(opened[0]?.title).toBe(item.id);
  expect(opened[0]?.sides[1]?.head.join('\n')).toContain('✗ wrong · answer 4');
});

test('base against tuned comes first of several, then the way to pick others', async () => {
  const { commands, labels } = commandsOn([base, tuned, other]);
  choosing.push('$(diff) base ↔ tuned');
  await commands.compareTraces(undefined);
  expect(shownPicks[0]?.rows.map(({ label }) => label)).toEqual([
    '$(diff) base ↔ tuned',
    '$(list-selection) Pick two or more traces…',
  ]);
  expect(labels()).toEqual([['base', 'tuned']]);
});

test('two samples of one model that disagree are a pick of their own, told apart by their repeats', async () => {
  const again = savedSample({ label: 'base', model: 'base', repeat: 1, value: 0, extracted: '9' });
  const { commands, labels } = commandsOn([base, again, other]);
  choosing.push('$(git-compare) Two samples of base that disagree');
  await commands.compareTraces(undefined);
  expect(labels()[0]?.map((label) => /^base \(repeat (\d) of 2/.exec(label)?.[1])).toEqual(['1', '2']);
});

test('the lines that the reader is on are offered first', async () => {
  const { commands, labels } = commandsOn([base, tuned, other], [other, base]);
  choosing.push('$(list-flat) other ↔ base');
  await commands.compareTraces(undefined);
  expect(shownPicks[0]?.rows[0]?.label).toBe('$(list-flat) other ↔ base');
  expect(labels()).toEqual([['other', 'base']]);
});

test('base against tuned asks nothing; without a base known it says so and offers the pick', async () => {
  const known = commandsOn([base, tuned, other]);
  await known.commands.compareBaseTuned(undefined);
  expect([known.labels(), shownPicks]).toEqual([[['base', 'tuned']], []]);
  const unknown = commandsOn([base, tuned, other], [], []);
  await unknown.commands.compareBaseTuned(undefined);
  expect(messages.map(([, words]) => words)).toEqual([
    'No base is known of these models (Set Base Model… says one).',
  ]);
  expect(shownPicks).toHaveLength(1);
  const half = commandsOn([base, other]);
  await half.commands.compareBaseTuned(undefined);
  expect(messages.at(-1)?.[1]).toBe('tuned has no trace of this item to compare with base.');
});

test('of several tuned models the one in focus is compared, else one is picked', async () => {
  const second = savedSample({ label: 'tuned2', model: 'tuned2' });
  const both = [...relations, { model: 'tuned2', base: 'base' }];
  const { commands, labels } = commandsOn([base, tuned, second], [], both);
  await commands.baseTuned(item, (one) => one.label === 'tuned2');
  expect(labels()).toEqual([['base', 'tuned2']]);
  choosing.push('$(diff) base ↔ tuned');
  await commands.baseTuned(item);
  expect(labels().at(-1)).toEqual(['base', 'tuned']);
});

test('a model in focus without base or tuned is compared with a picked trace, never two others', async () => {
  const { commands, labels } = commandsOn([base, tuned, other]);
  choosing.push('tuned');
  await commands.baseTuned(item, (one) => one.label === 'other');
  expect(messages.map(([, words]) => words)).toEqual([
    'other has no base or tuned model with a trace of this item: pick another one.',
  ]);
  expect(shownPicks[0]?.rows.map(({ label }) => label)).toEqual(['base', 'tuned']);
  expect(labels()).toEqual([['other', 'tuned']]);
  await commands.baseTuned(item, (one) => one.label === 'absent');
  expect(messages.at(-1)?.[1]).toBe('This model has no trace of this item.');
  expect(labels()).toHaveLength(1);
});

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

test('one trace, none, and one that cannot be read are said', async () => {
  await commandsOn([]).commands.compareTraces(undefined);
  expect(messages.at(-1)?.[1]).toBe(`No trace of ${item.id} is saved yet: a comparison needs two.`);
  await commandsOn([base]).commands.compareTraces(undefined);
  expect(messages.at(-1)?.[1]).toBe(`Only base has a trace of ${item.id}: a comparison needs two.`);
  const { commands, opened } = commandsOn([base, savedSample({ label: 'gone', model: 'gone' })]);
  await commands.compareTraces(undefined);
  expect([messages.at(-1)?.[1], opened]).toEqual(['gone.jsonl:7: It is gone.', []]);
});

test('pairs are of the rows that lead, the base of the same tool', () => {
  const rows = itemTable([base, tuned, other], relations, 0);
  expect(tunedPairs(rows, relations).map(({ left, right }) => [left.row.label, right.row.label])).toEqual([
    ['base', 'tuned'],
  ]);
  expect(disagreeingPairs(rows)).toEqual([]);
});

test('a file is text in UTF-8 or UTF-16, or none', () => {
  expect(decoded(new TextEncoder().encode('größer'))).toBe('größer');
  expect(decoded(Uint8Array.of(0xff, 0xfe, 0x41, 0))).toBe('A');
  expect(decoded(Uint8Array.of(0x41, 0, 0x42))).toBeNull();
  expect(decoded(Uint8Array.of(0xc3, 0x28))).toBeNull();
});
