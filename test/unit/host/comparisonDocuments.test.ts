import { expect, test } from 'vitest';
import { ComparisonDocuments } from '../../../src/host/comparisonDocuments.ts';
import { ran, type Uri } from '../../support/vscodeWords.ts';

type Asked = Parameters<ComparisonDocuments['provideTextDocumentContent']>[0];

test('a text that is not in memory any more says whose it was, so that two of them differ', async () => {
  ran.length = 0;
  const documents = new ComparisonDocuments({
    documents: () => Promise.resolve({ left: 'left text', right: 'right text', parts: null }),
  });
  const side = (label: string) => ({ label, head: [], reasoning: '', answer: label });
  await documents.open('item/1', [side('base'), side('tuned')]);
  const [[command, left, right] = []] = ran as [string, Uri, Uri][];
  expect(command).toBe('vscode.diff');
  const texts = (): string[] =>
    [left, right].map((uri) => documents.provideTextDocumentContent(uri as unknown as Asked));
  const gone = 'This comparison is not in memory any more. Open it again.\n';
  documents.dispose();
  expect(texts()).toEqual([`base · item∕1\n\n${gone}`, `tuned · item∕1\n\n${gone}`]);
});
