import { beforeEach, expect, test, vi } from 'vitest';
import { itemTable } from '../../../src/core/results/itemTable.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { FormatName } from '../../../src/core/results/formats/format.ts';
import { disagreeingPairs } from '../../../src/host/comparePairs.ts';
import { pickPair, pickTraces } from '../../../src/host/comparePicks.ts';
import { type QuickPick, quickPicks, window } from '../../support/vscodeWords.ts';
import { legs, savedSample } from '../results/fixtures.ts';

const item = legs(1);

interface Row {
  readonly label: string;
  readonly description: string;
}

const of = (label: string, changes: Partial<SavedSample> = {}): SavedSample =>
  savedSample({ label, model: label, ...changes });
const by = (format: FormatName): Pick<SavedSample, 'tool'> => ({
  tool: { format, metric: 'acc', task: 'math', place: 0, repeat: 0 },
});
const rowsOf = (...samples: readonly SavedSample[]) => itemTable(samples, [], 0);

/** The list of several, as it is shown; what a user picks by their labels. */
function open(...samples: readonly SavedSample[]) {
  const picked = pickTraces(item, rowsOf(...samples), undefined);
  const pick = quickPicks.at(-1) as QuickPick<Row>;
  const choose = (...labels: readonly string[]): void => {
    pick.selectedItems = pick.items.filter(({ label }) => labels.includes(label));
    pick.selectionChanged.fire(pick.selectedItems);
  };
  return { picked, pick, choose };
}

const described = (...samples: readonly SavedSample[]): readonly string[] =>
  open(...samples).pick.items.map(({ description }) => description.replace(/ · run of .*/, ''));

/** What the rows of a pick of pairs say below their labels. */
async function detailed(...samples: readonly SavedSample[]): Promise<readonly (string | undefined)[]> {
  const shown = vi.spyOn(window, 'showQuickPick');
  await pickPair(item, disagreeingPairs(rowsOf(...samples)));
  const rows = shown.mock.calls[0]?.[0] as readonly { readonly detail?: string }[];
  shown.mockRestore();
  return rows.map(({ detail }) => detail);
}

beforeEach(() => {
  quickPicks.length = 0;
});

test('accepting fewer than two leaves the list open, with what is missing; two are given in its order', async () => {
  const { picked, pick, choose } = open(of('a'), of('b'), of('c'));
  let given: unknown = 'nothing yet';
  void picked.then((traces) => (given = traces));
  expect([pick.canSelectMany, pick.selectedItems.map(({ label }) => label)]).toEqual([true, ['a', 'b']]);
  expect(pick.title).toBe('Compare traces of legs/1');
  choose('b');
  pick.value = 'typed';
  expect(pick.placeholder).toBe('Pick one more, or several');
  pick.accepted.fire(undefined);
  await Promise.resolve();
  expect([pick.shown, given, pick.value]).toEqual([true, 'nothing yet', '']);
  expect(pick.title).toBe('Compare traces of legs/1: pick at least two');
  choose();
  expect(pick.placeholder).toBe('Pick two traces, or more to be compared with the first');
  pick.accepted.fire(undefined);
  expect(pick.shown).toBe(true);
  pick.selectedItems = [pick.items[2]!, pick.items[0]!];
  pick.selectionChanged.fire(pick.selectedItems);
  expect([pick.title, pick.placeholder]).toEqual([
    'Compare traces of legs/1',
    'Enter compares the two, a on the left',
  ]);
  pick.accepted.fire(undefined);
  expect((await picked)?.map(({ row }) => row.label)).toEqual(['a', 'c']);
  expect(pick.shown).toBe(false);
});

test('closing the list picks nothing', async () => {
  const { picked, pick } = open(of('a'), of('b'));
  pick.hide();
  expect(await picked).toBeUndefined();
});

test('of more than two, the first is what each is compared with; of more than the panel shows, how', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { pick, choose } = open(...names.map((name) => of(name)));
  choose(...names.slice(0, 6));
  expect(pick.placeholder).toBe('Enter compares each of the others with a');
  choose(...names);
  expect(pick.placeholder).toBe(
    'Enter compares each of the others with a, one below the other; the traces panel shows up to 6 side by side',
  );
});

test('the tool is named where traces come from several, and only there', async () => {
  const both = [of('a', by('lm-eval')), of('b', by('inspect')), of('c')];
  expect(described(...both)).toEqual([
    '✓ right: 8 · lm-evaluation-harness',
    '✓ right: 8 · Inspect',
    '✓ right: 8 · Reasoning Transfer',
  ]);
  expect(described(of('a', by('inspect')), of('b', by('inspect')))).toEqual(['✓ right: 8', '✓ right: 8']);
  const apart = (label: string, tool: Partial<SavedSample>) => [
    of(label, tool),
    of(label, { ...tool, repeat: 1, value: 0, extracted: '9' }),
  ];
  expect(await detailed(...apart('a', by('inspect')), ...apart('b', {}))).toEqual([
    expect.stringMatching(/^✓ right: 8, Inspect, .* ↔ ✗ wrong: 9, Inspect, /),
    expect.stringMatching(/^✓ right: 8, Reasoning Transfer, .* ↔ ✗ wrong: 9, Reasoning Transfer, /),
    undefined,
  ]);
  expect((await detailed(...apart('a', by('inspect'))))[0]).not.toContain('Inspect');
});

test('what did not end by itself has its own sign, never that of an answer that was judged', () => {
  const cut = { status: 'truncated', extracted: null } as const;
  expect(
    described(
      of('a', { ...by('inspect'), ...cut, value: 0 }),
      of('b', { ...by('inspect'), ...cut, value: 1 }),
      of('c', { ...by('inspect'), ...cut, value: null }),
      of('d', { ...by('inspect'), value: null }),
      of('e', { ...by('inspect'), value: 0, extracted: null }),
    ),
  ).toEqual(['⚠ truncated', '✓ right (truncated)', '⚠ truncated', '– not scored: 8', '✗ wrong']);
});
