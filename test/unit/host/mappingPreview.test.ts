import { expect, test } from 'vitest';
import type * as vscode from 'vscode';
import type { JsonObject } from '../../../src/core/json.ts';
import { BenchmarkMapping } from '../../../src/host/benchmarkMapping.ts';
import { mappedRecords, mappingText } from '../../../src/host/mappingText.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import {
  choosing,
  documentClosed,
  messages,
  openTabs,
  prompts,
  ran,
  shownDocuments,
  TabInputText,
  typing,
  Uri,
} from '../../support/vscodeWords.ts';

const lines = [1, 2].map((nr) => `{"frage": "What is ${nr}+1?", "loesung": "${nr + 1}"}`).join('\n');

const documents = { at: ({ path }: vscode.Uri): Promise<ItemFile> => ItemFile.fromText(path, lines) };
const settings = {
  benchmarkEntries: () => [],
  endpoints: () => ({ endpoints: [], problems: [] }),
  scopeOfBenchmark: () => 'workspace' as const,
  addBenchmark: () => Promise.reject(new Error('The settings cannot be written.')),
};

/** Describes a file and leaves; gives where its items were shown. */
async function described(mapping: BenchmarkMapping, path: string): Promise<vscode.Uri> {
  choosing.length = 0;
  shownDocuments.length = 0;
  await mapping.describeBenchmark(Uri.file(path));
  const [shown] = shownDocuments;
  return shown as vscode.Uri;
}

test('the items that were shown are kept while their document is open, and no longer', async () => {
  ran.length = 0;
  const mapping = new BenchmarkMapping(settings, documents);
  const first = await described(mapping, '/w/a.jsonl');
  const second = await described(mapping, '/w/b.jsonl');
  expect(first.path).toBe('/a.jsonl.items.md');
  expect(ran).toEqual([['workbench.action.newGroupBelow'], ['workbench.action.newGroupBelow']]);
  const texts = (): boolean[] =>
    [first, second].map((uri) => mapping.provideTextDocumentContent(uri).includes('What is 2+1?'));
  expect(texts()).toEqual([true, true]);
  documentClosed.fire({ uri: Uri.file(first.path) });
  expect(texts()).toEqual([true, true]);
  documentClosed.fire({ uri: first });
  expect(texts()).toEqual([false, true]);
  mapping.dispose();
  expect(texts()).toEqual([false, false]);
});

test('the items are not shown any longer once the file is described, whatever came of it', async () => {
  const mapping = new BenchmarkMapping(settings, documents);
  openTabs.splice(0, Infinity, { input: new TabInputText(Uri.file('/w/a.jsonl')) });
  await described(mapping, '/w/a.jsonl');
  expect(openTabs).toHaveLength(1);
  choosing.push('$(check) Save');
  typing.push('mine');
  await expect(mapping.describeBenchmark(Uri.file('/w/a.jsonl'))).rejects.toThrow('cannot be written');
  expect(shownDocuments).toHaveLength(2);
  expect(openTabs).toHaveLength(1);
  mapping.dispose();
});

test('where it will be saved is said before it is, and where it cannot be', async () => {
  const saved: unknown[] = [];
  const isList = { user: false, workspace: true };
  let scope: 'user' | 'workspace' = 'workspace';
  const mapping = new BenchmarkMapping(
    {
      benchmarkEntries: () => [],
      endpoints: () => ({ endpoints: [], problems: [] }),
      scopeOfBenchmark: () => scope,
      addBenchmark: ({ name }, where) => {
        saved.push([name, where, prompts.at(-1)]);
        return Promise.resolve(isList[where]);
      },
    },
    documents,
  );
  const save = async (): Promise<unknown> => {
    choosing.splice(0, Infinity, '$(check) Save');
    typing.splice(0, Infinity, 'mine');
    messages.length = 0;
    await mapping.describeBenchmark(Uri.file('/w/a.jsonl'));
    return [saved.pop(), messages.map(([kind, text]) => [kind, text])];
  };
  expect(await save()).toEqual([
    ['mine', 'workspace', 'It will be saved in the settings of this workspace.'],
    [['information', 'Saved as mine in the settings of this workspace. Its items can be evaluated now.']],
  ]);
  scope = 'user';
  expect(await save()).toEqual([
    ['mine', 'user', 'It will be saved in your user settings.'],
    [
      [
        'warning',
        'Nothing was saved: reasoningTransfer.benchmarks in your user settings is no list. Correct it, then describe the file again.',
      ],
    ],
  ]);
  mapping.dispose();
});

test('the items that are shown say in which order their options are sent', () => {
  const planets = { q: 'Which is the largest?', A: 'Mars', B: 'Jupiter', C: 'Venus', D: 'Earth' };
  const shown = (answer: string, choices: string[], record: JsonObject): string =>
    mappingText(
      mappedRecords(
        'Mine',
        'a.csv',
        { domain: 'other', fields: { question: 'q', answer, choices }, answerKind: 'choice' },
        [record],
      ),
    );
  const listed = shown('answer', ['A', 'B', 'C', 'D'], { ...planets, answer: 'B' });
  expect(listed).toContain('\nOptions are sent in the order of the file.\n');
  expect(listed).toContain('A) Mars\nB) Jupiter\nC) Venus\nD) Earth');
  expect(listed).toContain('Gold: B. Jupiter');
  expect(shown('B', ['B', 'A', 'C', 'D'], planets)).toContain(
    '\nOptions are sent in an order that depends on the id alone: in that of the file the right one would always come first.\n',
  );
  const math = { domain: 'math', fields: { question: 'q', answer: 'A' }, answerKind: 'math' } as const;
  expect(mappingText(mappedRecords('Mine', 'a.csv', math, [planets]))).not.toContain('Options');
});
