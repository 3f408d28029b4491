import { describe, expect, test } from 'vitest';
import type { ComparedSide } from '../../../src/cli/diffSummary.ts';
import { summaryLines } from '../../../src/cli/diffSummary.ts';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import type { ComparedTrace } from '../../../src/core/compare/alignedTraces.ts';
import { coarseWords } from '../../../src/core/compare/coarseWords.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';
import { comparisonHtml } from '../../../src/core/compare/export/comparisonHtml.ts';
import { comparisonMarkdown } from '../../../src/core/compare/export/comparisonMarkdown.ts';
import { traceDocuments } from '../../../src/core/compare/traceDocuments.ts';
import { ComparisonDocuments } from '../../../src/host/comparisonDocuments.ts';
import { ran, type Uri } from '../../support/vscodeWords.ts';
import { recordOf } from './exportRecord.ts';

/** Lines of five kinds, some times each; the left and the right text have them in another order. */
const lines = (many: number, step: number): string =>
  Array.from(
    { length: many },
    (_, at) => ['a b c', 'b c d', 'c d e', 'd e f', 'a c e'][(at * step + ((at * at) >> 3)) % 5] ?? '',
  ).join('\n\n');

/** The panel says the same: `test/webview/alignedFacts.test.ts`. */
describe.each([
  ['coarse', 20_000, true],
  ['as exact as others', 200, false],
])('a comparison that is %s', (_, many, isCoarse) => {
  const [left, right] = [lines(many, 1), lines(many, 2)];
  const traces = [left, right].map((reasoning): ComparedTrace => ({
    ...comparedText({ reasoning, answer: '' }, 'both'),
    finalAnswer: null,
  }));
  const aligned = alignTraces(traces, 0);

  test('is', () => {
    expect(aligned.traces[1]?.coarse).toBe(isCoarse);
  });

  test.each([
    ['Markdown', comparisonMarkdown],
    ['HTML', comparisonHtml],
  ])('says so in %s', (_name, written) => {
    const record = { ...recordOf([{ reasoning: 'a' }, { reasoning: 'b' }]), aligned };
    const texts = record.traces.map((trace, at) => ({ ...trace, text: traces[at]?.text ?? '' }));
    const text = written({ ...record, traces: texts });
    expect(text.includes(coarseWords)).toBe(isCoarse);
  });

  test('says so in the documents of the editor', async () => {
    const documents = new ComparisonDocuments({
      warmUp: () => undefined,
      documents: (a, b, words) => {
        const made = traceDocuments(a, b, words);
        return Promise.resolve({ left: made.left.text, right: made.right.text, parts: made.parts });
      },
    });
    ran.length = 0;
    const side = (label: string, reasoning: string) => ({ label, head: [], reasoning, answer: '' });
    await documents.open('', [side('base', left), side('tuned', right)]);
    const [[, ...uris] = []] = ran as [string, Uri, Uri][];
    for (const uri of uris.slice(0, 2)) {
      const head = documents.provideTextDocumentContent(uri as never).slice(0, 400);
      expect(head.split('\n').includes(coarseWords)).toBe(isCoarse);
    }
  });

  test('says so on the command line', () => {
    const sides = traces.map((trace, at): ComparedSide => {
      return { name: `${at}.txt`, facts: [], trace, scored: null, lacking: null };
    });
    const [a, b] = sides;
    if (a === undefined || b === undefined) throw new Error('Two texts are compared.');
    const said = summaryLines(null, [a, b], aligned, 120).map((line) =>
      line.map(({ text }) => text).join(''),
    );
    expect(said.includes(coarseWords)).toBe(isCoarse);
  });
});
