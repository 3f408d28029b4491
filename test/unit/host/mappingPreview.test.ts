import { expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { BenchmarkMapping } from '../../../src/host/benchmarkMapping.ts';
import type { ItemDocuments } from '../../../src/host/documents.ts';
import { Settings } from '../../../src/host/settings.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { choosing, configure, documentClosed, ran, shownDocuments, Uri } from '../../support/vscodeWords.ts';

const lines = [1, 2].map((nr) => `{"frage": "What is ${nr}+1?", "loesung": "${nr + 1}"}`).join('\n');

/** Describes a file and leaves; gives where its items were shown. */
async function described(mapping: BenchmarkMapping, path: string): Promise<vscode.Uri> {
  choosing.length = 0;
  shownDocuments.length = 0;
  await mapping.describeBenchmark(Uri.file(path));
  const [shown] = shownDocuments;
  return shown as vscode.Uri;
}

test('the items that were shown are kept while their document is open, and no longer', async () => {
  configure({ benchmarks: [] });
  ran.length = 0;
  const at = ({ path }: vscode.Uri): Promise<ItemFile> => ItemFile.fromText(path, lines);
  const documents: unknown = { at };
  const settings = new Settings();
  const mapping = new BenchmarkMapping(settings, documents as ItemDocuments);
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
  settings.dispose();
});
