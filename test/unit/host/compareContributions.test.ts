import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sourceOf = (file: string): string => readFileSync(join(root, 'src', 'host', file), 'utf8');

const Entry = v.object({
  command: v.string(),
  when: v.optional(v.string(), ''),
  group: v.optional(v.string()),
});
const Key = v.looseObject({
  command: v.string(),
  key: v.string(),
  when: v.string(),
  args: v.optional(v.unknown()),
});
const { menus, keybindings } = v.parse(
  v.object({
    contributes: v.object({ menus: v.record(v.string(), v.array(Entry)), keybindings: v.array(Key) }),
  }),
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
).contributes;

/** The `contextValue`s that the rows of a view have, as its source makes them. */
const rowsOf: Readonly<Record<string, readonly string[]>> = {
  benchmarks: [...sourceOf('benchmarkRows.ts').matchAll(/contextValue =[^;]*/g)].flatMap(([made]) =>
    [...made.matchAll(/'([^']+)'/g)].map(([, value]) => value ?? ''),
  ),
  results: [
    ...[...sourceOf('resultRows.ts').matchAll(/contextValue = '([^']+)'/g)].map(([, value]) => value ?? ''),
    // Every kind of row with every word that it may have.
    ...['domain', 'training', 'model', 'benchmark', 'task', 'run'].map((kind) =>
      [
        kind,
        ...[...sourceOf('resultRows.ts').matchAll(/\? \['(\w+)'\] : \[\]/g)].map(([, word]) => word ?? ''),
      ].join(' '),
    ),
  ],
  verdicts: [
    'sample hand',
    ...[...sourceOf('verdictsView.ts').matchAll(/kind: '(\w+)'/g)].map(([, kind]) => kind ?? ''),
  ],
  endpoints: [...sourceOf('endpointsView.ts').matchAll(/contextValue = '([^']+)'/g)].map(
    ([, value]) => value ?? '',
  ),
};

/** Whether a condition holds of a row: its `viewItem ==` or `viewItem =~`. */
function holdsOf(when: string, row: string): boolean {
  const equal = /viewItem == (?:'([^']+)'|(\S+))/.exec(when);
  if (equal) return row === (equal[1] ?? equal[2]);
  const like = /viewItem =~ \/(.+?)\/(?: |$)/.exec(when);
  return like?.[1] !== undefined && new RegExp(like[1]).test(row);
}

test('every entry of a row’s menu stands at some row of its view', () => {
  const entries = (menus['view/item/context'] ?? []).filter(({ when }) => /viewItem (?:==|=~)/.test(when));
  expect(entries.length).toBeGreaterThan(40);
  const nowhere = entries.filter(({ when }) => {
    const view = /view == reasoningTransfer\.(\w+)/.exec(when)?.[1] ?? '';
    return !(rowsOf[view] ?? []).some((row) => holdsOf(when, row));
  });
  expect(nowhere).toEqual([]);
});

test('in each tree an item or a sample can be compared from its menu, and base with tuned by a key', () => {
  const at = (view: string, row: string): string[] =>
    (menus['view/item/context'] ?? [])
      .filter(({ when }) => when.includes(`view == reasoningTransfer.${view} `) && holdsOf(when, row))
      .map(({ command }) => command.replace('reasoningTransfer.', ''));
  const both = ['compareTraces', 'compareBaseTuned'];
  expect(at('benchmarks', 'item evaluated')).toEqual(expect.arrayContaining(both));
  expect(at('verdicts', 'sample')).toEqual(expect.arrayContaining(both));
  expect(at('verdicts', 'sample hand')).toEqual(expect.arrayContaining(both));
  // A log that holds its samples itself has no file of samples to open.
  expect(at('results', 'benchmark single excludable items')).toEqual(expect.arrayContaining(both));
  expect(at('benchmarks', 'item')).not.toContain('compareTraces');
  expect(at('results', 'benchmark single excludable')).not.toContain('compareTraces');

  const keys = keybindings.filter(({ command }) => command === 'reasoningTransfer.compareBaseTuned');
  expect(new Set(keys.map(({ key }) => key))).toEqual(new Set(['shift+alt+b']));
  for (const view of ['benchmarks', 'results', 'verdicts']) {
    const key = keys.find(({ when }) => when === `focusedView == 'reasoningTransfer.${view}'`);
    expect(key?.args).toEqual([
      { view },
      { $treeViewId: `reasoningTransfer.${view}`, $focusedTreeItem: true },
    ]);
  }
  // The last of several that hold is taken: with the panel beside it, a tree that has the focus goes before the panel.
  const places = keys.map(({ when }) => /'reasoningTransfer\.(\w+)'/.exec(when)?.[1] ?? 'editor');
  expect(places).toEqual(['editor', 'traces', 'benchmarks', 'results', 'verdicts']);
  for (const ending of ['jsonl', 'ndjson', 'json', 'csv', 'tsv', 'tab'])
    expect(keys[0]?.when).toMatch(new RegExp(`\\b${ending}\\b`));
});

test('in the Explorer one file is selected or compared with the one selected, several are compared together', () => {
  const explorer = (menus['explorer/context'] ?? []).filter(({ command }) => command.includes('ompare'));
  const offered = (several: boolean): string[] =>
    explorer
      .filter(({ when }) => when.includes('!explorerResourceIsFolder'))
      .filter(({ when }) => when.includes(' !listMultiSelection') !== several)
      .map(({ command }) => command.replace('reasoningTransfer.', ''));
  expect(offered(false)).toEqual(['selectForCompare', 'compareWithSelected']);
  expect(offered(true)).toEqual(['compareSelected']);
  expect(explorer.find(({ command }) => command.endsWith('compareSelected'))?.when).toContain(
    ' listMultiSelection',
  );
  expect(new Set(explorer.map(({ group }) => group?.split('@')[0]))).toEqual(new Set(['3_compare']));
});
