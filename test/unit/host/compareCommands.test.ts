import { beforeEach, expect, test } from 'vitest';
import { choosing, messages, shownPicks } from '../../support/vscodeWords.ts';
import { savedSample } from '../results/fixtures.ts';
import { base, commandsOn, forgetWords, item, other, tuned } from './comparedSamples.ts';

beforeEach(forgetWords);

test('two traces are compared without a pick, the verdict of each in the first lines', async () => {
  const { commands, opened, labels } = commandsOn([base, tuned]);
  await commands.compareTraces(undefined);
  expect(labels()).toEqual([['base', 'tuned']]);
  expect(shownPicks).toEqual([]);
  expect(opened[0]?.title).toBe(item.id);
  expect(opened[0]?.sides[1]?.head.join('\n')).toContain('✗ wrong · answer 4');
});

test('what compares gets ready before the traces are read', async () => {
  const { commands, did } = commandsOn([base, tuned]);
  await commands.compareTraces(undefined);
  expect(did).toEqual(['prepare', 'read', 'read', 'open']);
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

test('more than two lines that the reader is on are offered together, each with the first', async () => {
  const { commands, labels } = commandsOn([base, tuned, other], [other, base, tuned]);
  choosing.push('$(list-flat) other ↔ base ↔ tuned');
  await commands.compareTraces(undefined);
  expect(shownPicks[0]?.rows.map(({ label }) => label)).toEqual([
    '$(list-flat) other ↔ base ↔ tuned',
    '$(diff) base ↔ tuned',
    '$(list-selection) Pick two or more traces…',
  ]);
  expect(labels()).toEqual([['other', 'base', 'tuned']]);
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
