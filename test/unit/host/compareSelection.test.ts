import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { CompareSelection } from '../../../src/host/compareSelection.ts';
import type { ComparedSide } from '../../../src/host/comparisonDocuments.ts';
import { messages, ran, Uri, window } from '../../support/vscodeWords.ts';

const folder = mkdtempSync(join(tmpdir(), 'compared-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, content: string | Uint8Array): Uri => {
  writeFileSync(join(folder, name), content);
  return Uri.file(join(folder, name));
};
const [one, two, three] = ['one.txt', 'two.txt', 'three.txt'].map((name) => fileOf(name, `Of ${name}.`));
const binary = fileOf('four.bin', Uint8Array.of(1, 0, 2));

function selection(prepare: () => void = () => undefined) {
  const opened: { readonly title: string; readonly sides: readonly ComparedSide[] }[] = [];
  const commands = new CompareSelection(
    { of: () => Promise.resolve(null), isOnTrace: () => Promise.resolve(false) },
    { oneTrace: () => Promise.resolve(null) },
    { open: (title, sides) => Promise.resolve(void opened.push({ title, sides })), prepare },
  );
  onTestFinished(() => commands.dispose());
  const texts = () => opened.map(({ sides }) => sides.map(({ answer }) => answer));
  return { commands, opened, texts };
}

/** An editor in which lines are selected, each a text. */
function editorOf(lines: readonly string[], ...selected: readonly (readonly [from: number, to: number])[]) {
  const uri = Uri.file('/w/notes.md');
  return {
    document: {
      uri,
      getText: (range?: { readonly start: { line: number }; readonly end: { line: number } }) =>
        (range ? lines.slice(range.start.line, range.end.line + 1) : lines).join('\n'),
    },
    selections: selected.map(([from, to]) => ({
      isEmpty: from < 0,
      start: { line: Math.max(0, from) },
      end: { line: Math.max(0, to) },
    })),
  };
}

beforeEach(() => {
  messages.length = 0;
  ran.length = 0;
  Object.assign(window, { activeTextEditor: undefined });
});

test('files selected together in the Explorer are compared in one go, each with the first', async () => {
  const { commands, opened, texts } = selection();
  await commands.compareSelected(two, [one, two]);
  await commands.compareSelected(one, [one, two, one, three]);
  expect(texts()).toEqual([
    ['Of one.txt.', 'Of two.txt.'],
    ['Of one.txt.', 'Of two.txt.', 'Of three.txt.'],
  ]);
  expect(opened[0]?.title).toBe('');
  expect(opened[0]?.sides.map(({ label }) => label.endsWith('.txt'))).toEqual([true, true]);
  expect(messages).toEqual([]);
});

test('what compares gets ready when the first text is selected, and when it is compared: once each time', async () => {
  let prepared = 0;
  const { commands } = selection(() => (prepared += 1));
  await commands.compareWith(two, [two]);
  expect(prepared).toBe(0);
  await commands.select(one, [one]);
  expect(prepared).toBe(1);
  await commands.compareWith(two, [two]);
  expect(prepared).toBe(2);
  await commands.compareSelected(two, [one, two]);
  expect(prepared).toBe(3);
});

test('of files that cannot be read it is said why; what is left is compared where it is two', async () => {
  const { commands, texts } = selection();
  await commands.compareSelected(one, [one, binary]);
  expect([texts(), messages.length]).toEqual([[], 1]);
  expect(messages[0]?.[1]).toMatch(/four\.bin cannot be compared: It is not a text/);
  await commands.compareSelected(one, [one, binary, two]);
  expect(texts()).toEqual([['Of one.txt.', 'Of two.txt.']]);
});

test('more files than are read at once are refused, and one or none says what to select', async () => {
  const { commands, opened } = selection();
  const many = Array.from({ length: 21 }, (_, at) => Uri.file(`/w/${at}.txt`));
  await commands.compareSelected(many[0], many);
  expect(messages.at(-1)?.[1]).toBe('21 files are selected; up to 20 are compared at once.');
  await commands.compareSelected(one, [one]);
  await commands.compareSelected(undefined, undefined);
  expect(messages.slice(1).map(([, words]) => words)).toEqual(
    Array(2).fill(
      'Select two texts or more together: files in the Explorer, or parts of a text with several cursors.',
    ),
  );
  expect(opened).toEqual([]);
});

test('what several cursors select in one editor is compared, part with part', async () => {
  const { commands, opened, texts } = selection();
  Object.assign(window, { activeTextEditor: editorOf(['a', 'b', 'c', 'd'], [0, 1], [-1, -1], [3, 3]) });
  await commands.compareSelected(undefined, undefined);
  expect(texts()).toEqual([['a\nb', 'd']]);
  expect(opened[0]?.sides.map(({ label }) => label)).toEqual(['notes.md:1-2', 'notes.md:4-4']);
  Object.assign(window, { activeTextEditor: editorOf(['a', 'b'], [0, 0], [-1, -1]) });
  await commands.compareSelected(undefined, undefined);
  expect(opened).toHaveLength(1);
});

test('one text selected first is compared with one file, or with each of several', async () => {
  const { commands, texts } = selection();
  await commands.compareWith(two, [two]);
  expect(messages.at(-1)?.[1]).toMatch(/^Nothing is selected to compare with/);
  await commands.select(one, [one]);
  await commands.compareWith(two, [two]);
  await commands.compareWith(two, [two, three]);
  expect(texts()).toEqual([
    ['Of one.txt.', 'Of two.txt.'],
    ['Of one.txt.', 'Of two.txt.', 'Of three.txt.'],
  ]);
});

test('the text that was selected first is compared as it is then, and one that is gone is said', async () => {
  const { commands, texts } = selection();
  const file = fileOf('changing.txt', 'Before.');
  await commands.select(file, [file]);
  fileOf('changing.txt', 'After.');
  await commands.compareWith(two, [two]);
  expect(texts()).toEqual([['After.', 'Of two.txt.']]);
  rmSync(join(folder, 'changing.txt'));
  await commands.compareWith(two, [two]);
  expect(texts()).toHaveLength(1);
  expect(messages.at(-1)?.[1]).toMatch(/changing\.txt cannot be compared: /);
});

test('traces of different items say of which each is; of one item the title does', async () => {
  const opened: (readonly [title: string, ...labels: string[]])[] = [];
  const side = { label: 'base', head: [], reasoning: '', answer: '4' };
  const commands = new CompareSelection(
    { of: (id) => Promise.resolve({ item: { id } } as never), isOnTrace: () => Promise.resolve(true) },
    { oneTrace: () => Promise.resolve(side) },
    {
      open: (title, sides) => Promise.resolve(void opened.push([title, ...sides.map(({ label }) => label)])),
      prepare: () => undefined,
    },
  );
  onTestFinished(() => commands.dispose());
  for (const second of ['legs/2', 'legs/3']) {
    await commands.select('legs/2', undefined);
    await commands.compareWith(second, undefined);
  }
  expect(opened).toEqual([
    ['legs/2', 'base', 'base'],
    ['', 'base · legs/2', 'base · legs/3'],
  ]);
});

test('a text is not compared with itself', async () => {
  const { commands, texts } = selection();
  await commands.select(one, [one]);
  await commands.compareWith(one, [one, two, three]);
  expect(texts()).toEqual([['Of one.txt.', 'Of two.txt.', 'Of three.txt.']]);
  await commands.compareWith(one, [one]);
  expect(texts()).toHaveLength(1);
  expect(messages.at(-1)?.[1]).toBe('This is the text that was selected first: select another one.');
});

test('a part of a text stays as it was selected, says so, and is forgotten half an hour after its last use', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { commands, opened, texts } = selection();
  Object.assign(window, { activeTextEditor: editorOf(['a', 'b', 'c'], [0, 1]) });
  await commands.select(undefined, undefined);
  Object.assign(window, { activeTextEditor: undefined });
  for (const minutes of [0, 29, 29]) {
    vi.advanceTimersByTime(minutes * 60_000);
    await commands.compareWith(two, [two]);
  }
  expect(texts()).toEqual(Array(3).fill(['a\nb', 'Of two.txt.']));
  expect(opened[0]?.sides[0]?.label).toBe('notes.md:1-2 (as it was selected)');
  expect(opened[0]?.sides[0]?.head).toEqual(['notes.md:1-2 (as it was selected)']);
  vi.advanceTimersByTime(30 * 60_000);
  expect(ran.at(-1)).toEqual(['setContext', 'reasoningTransfer.selectedForComparison', false]);
  await commands.compareWith(two, [two]);
  expect(messages.at(-1)?.[1]).toMatch(/^Nothing is selected to compare with/);
  expect(texts()).toHaveLength(3);
});

test('the name of what was selected is no icon in the status bar', async () => {
  const said = vi.spyOn(window, 'setStatusBarMessage');
  onTestFinished(() => said.mockRestore());
  const { commands } = selection();
  const file = fileOf('$(check) ok.txt', 'Text.');
  await commands.select(file, [file]);
  expect(said.mock.calls.map(([words]: unknown[]) => String(words))[0]).toContain('\\$(check) ok.txt');
});
