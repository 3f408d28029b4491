import { beforeEach, expect, test, vi } from 'vitest';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { choosing, messages, quickPicks, shownPicks } from '../../support/vscodeWords.ts';
import { savedSample } from '../results/fixtures.ts';
import { base, commandsOn, forgetWords, item, other, relations, tuned } from './comparedSamples.ts';

beforeEach(forgetWords);

test("on a tuned model's line it is that one against its base, of several", async () => {
  const second = savedSample({ label: 'tuned2', model: 'tuned2' });
  const both = [...relations, { model: 'tuned2', base: 'base' }];
  const { commands, labels } = commandsOn([base, tuned, second], [second], both);
  await commands.compareBaseTuned(undefined);
  expect([labels(), shownPicks]).toEqual([[['base', 'tuned2']], []]);
});

test('base against tuned is of the samples that the reader is on, else of the newest', async () => {
  const of = (label: string, repeat: number) =>
    savedSample({ label, model: label, repeat, extracted: `${label}${repeat}` });
  const all = ['base', 'tuned'].flatMap((label) => [0, 1, 2].map((repeat) => of(label, repeat)));
  const answers = async (...here: readonly (SavedSample | undefined)[]) => {
    const { commands, opened } = commandsOn(
      all,
      here.filter((sample) => sample !== undefined),
    );
    await commands.compareBaseTuned(undefined);
    return opened[0]?.sides.map(({ head }) => / · answer (\w+)/.exec(head.join())?.[1]);
  };
  const newest = await answers();
  expect(await answers(all[1], all[3])).toEqual(['base1', 'tuned0']);
  expect(await answers(all[5], all[0])).toEqual(['base0', 'tuned2']);
  expect(await answers(all[4])).toEqual([newest?.[0], 'tuned1']);
});

test('of several tuned models the pair is compared whose both traces the reader is on', async () => {
  const second = savedSample({ label: 'tuned2', model: 'tuned2' });
  const both = [...relations, { model: 'tuned2', base: 'base' }];
  const { commands, labels } = commandsOn([base, tuned, second], [base, second], both);
  await commands.compareBaseTuned(undefined);
  expect([labels(), shownPicks]).toEqual([[['base', 'tuned2']], []]);
});

test('it is of the rows that the reader is on, also where newer ones lead', async () => {
  const of = (label: string, samplingKey: string, endedAt: string) =>
    savedSample({ label, model: label, samplingKey, endedAt, extracted: `${label}${samplingKey}` });
  const old = ['base', 'tuned'].map((label) => of(label, 'Old', '2026-01-01T00:00:00.000Z'));
  const now = ['base', 'tuned'].map((label) => of(label, 'Now', '2026-02-01T00:00:00.000Z'));
  const { commands, opened } = commandsOn([...old, ...now], old);
  await commands.compareBaseTuned(undefined);
  expect(opened[0]?.sides.map(({ head }) => / · answer (\w+)/.exec(head.join())?.[1])).toEqual([
    'baseOld',
    'tunedOld',
  ]);
  expect(messages).toEqual([]);
});

test('base against tuned asks nothing; without a base known it says so and offers the pick', async () => {
  const known = commandsOn([base, tuned, other]);
  await known.commands.compareBaseTuned(undefined);
  expect([known.labels(), shownPicks]).toEqual([[['base', 'tuned']], []]);
  const unknown = commandsOn([base, tuned, other], [], []);
  const asked = unknown.commands.compareBaseTuned(undefined);
  await vi.waitFor(() => expect(quickPicks.map(({ shown }) => shown)).toEqual([true]));
  quickPicks[0]?.hide();
  await asked;
  expect(messages.map(([, words]) => words)).toEqual([
    'No base is known of these models (Set Base Model… says one).',
  ]);
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
