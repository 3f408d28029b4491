import { expect, test } from 'vitest';
import { ran } from '../../support/vscodeWords.ts';
import { toolSamples } from '../../../src/core/results/toolSamples.ts';
import { transferActions } from '../../../src/host/transferActions.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { legs } from '../results/fixtures.ts';
import { mathRun } from '../transfer/harnessFiles.ts';
import { transferOn } from './transferFixture.ts';

const files = {
  ...mathRun('base', [1, 0]),
  ...mathRun('org/rl', [1, 1]),
  ...mathRun('sft', [0, 1]),
};

async function setUp() {
  const { tools } = await transferOn(files, { models: [{ model: 'rl', base: 'base' }] });
  const did: unknown[] = [];
  /** The labels of the first item's samples that are wanted. */
  const labels = (wanted: (saved: SavedSample) => boolean): string => {
    const index = tools.index!;
    const [group] = index.itemsIn(index.runs[0]!.samples[0]!.file);
    return toolSamples(index.ofGroup(group!.group), index.item(group!.group)!)
      .filter(wanted)
      .map(({ label }) => label)
      .join();
  };
  const act = transferActions({
    tools,
    items: {
      item: (group) => Promise.resolve(legs(group)),
      published: (group) => Promise.resolve(group === 7 ? null : legs(group)),
    },
    traces: {
      showPair: (item, left, right) => {
        did.push(['traces', item.id, labels(left), labels(right)]);
        return Promise.reject(new Error('no panel'));
      },
    },
    compare: {
      comparePair: (item, left, right, verdicts) => {
        return Promise.resolve(void did.push(['compare', item.id, labels(left), labels(right), verdicts]));
      },
    },
    evaluate: {
      evaluateBenchmark: () => Promise.resolve(void did.push('evaluate')),
      evaluateItems: (items, _counts, wanted) =>
        Promise.resolve(void did.push(['again', items.map(({ id }) => id), wanted])),
    },
    matrix: { show: (argument) => did.push(['matrix', argument]) },
    endpoints: { setBaseModel: (_node, known) => Promise.resolve(void did.push(['base', known])) },
    results: {
      acceptBase: async (model) => {
        did.push(['accept', model]);
        await Promise.resolve();
        if (model === 'gone') throw new Error('not saved');
        did.push(['accepted', model]);
      },
      modelsFor: () => ({ tuned: null, models: ['base', 'rl'] }),
    },
    rescore: { rescore: () => Promise.resolve((did.push('rescore'), null)) },
    model: { names: (file) => file === '/w/known.csv', verdicts: 'rescored' },
    exports: {
      numbers: (asked) => Promise.resolve(void did.push(['export', asked])),
      image: (...picture) => Promise.resolve(void did.push(['image', ...picture])),
    },
  });
  return { act, did };
}

test('an item opens on the two models alone', async () => {
  const { act, did } = await setUp();
  await act({ type: 'open-item', group: 3, left: 'base', right: 'sft' }).catch(() => undefined);
  expect(did).toEqual([['traces', legs(3).id, 'base', 'sft']]);
});

test('an item is compared between the two models alone, by the verdicts that the list is made of', async () => {
  const { act, did } = await setUp();
  await act({ type: 'compare-item', group: 3, left: 'base', right: 'sft' });
  expect(did).toEqual([['compare', legs(3).id, 'base', 'sft', 'rescored']]);
});

test('items are asked again of the two models, by every name that endpoints may have', async () => {
  const { act, did } = await setUp();
  await act({ type: 'evaluate-items', groups: [3, 7, 4], left: 'base', right: 'org/rl' });
  expect(did).toEqual([['again', [legs(3).id, legs(4).id], ['base', 'org/rl']]]);
});

test('a file opens only where the panel shows it', async () => {
  const { act } = await setUp();
  ran.length = 0;
  await act({ type: 'open-file', file: '/etc/passwd' });
  expect(ran).toEqual([]);
  await act({ type: 'open-file', file: '/w/known.csv' });
  expect(ran.map(([command]) => command)).toEqual(['vscode.open']);
});

test('everything else goes to who does it', async () => {
  const { act, did } = await setUp();
  await act({ type: 'open-matrix', benchmark: 'CoQA' });
  await act({ type: 'set-base', model: 'rl' });
  await act({ type: 'set-base', model: null });
  await act({ type: 'accept-base', model: 'rl' });
  await act({ type: 'rescore' });
  await act({ type: 'evaluate' });
  await act({ type: 'export', as: 'latex' });
  await act({ type: 'export-image', chart: 'gains', as: 'svg', data: '<svg/>' });
  expect(did).toEqual([
    ['matrix', { benchmark: 'CoQA' }],
    ['base', { tuned: 'rl', models: ['base', 'rl'] }],
    ['base', { tuned: null, models: ['base', 'rl'] }],
    ['accept', 'rl'],
    ['accepted', 'rl'],
    'rescore',
    'evaluate',
    ['export', { as: 'latex' }],
    ['image', 'gains', 'svg', '<svg/>'],
  ]);
});

test('what is written to a setting is written one after another, also where one could not be', async () => {
  const { act, did } = await setUp();
  const accepted = ['rl', 'gone', 'sft'].map((model) => act({ type: 'accept-base', model }));
  expect((await Promise.allSettled(accepted)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(did).toEqual([
    ['accept', 'rl'],
    ['accepted', 'rl'],
    ['accept', 'gone'],
    ['accept', 'sft'],
    ['accepted', 'sft'],
  ]);
});
