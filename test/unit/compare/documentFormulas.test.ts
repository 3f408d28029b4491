import { expect, test } from 'vitest';
import { DefaultLinesDiffComputer } from 'vscode-diff';
import { documentLines } from '../../../src/core/compare/documentLines.ts';
import { type TraceDocuments, traceDocuments } from '../../../src/core/compare/traceDocuments.ts';
import { words } from './documentWords.ts';

const documentsOf = (left: string, right: string): TraceDocuments => {
  const trace = (name: string, answer: string) => ({ name, head: [name], reasoning: '', answer });
  return traceDocuments(trace('base', left), trace('tuned', right), words);
};

test('the marks around a formula stand on its own lines', () => {
  expect(documentLines('So\n$$\nx = 3\n$$\nholds. And more.')).toEqual([
    'So',
    '$$ x = 3 $$',
    'holds.',
    'And more.',
  ]);
  expect(documentLines('  \\[\n  x\n  = 3\n  \\]')).toEqual(['  \\[ x', '  = 3 \\]']);
});

test('nothing is lost where a formula has no end, no lines, or its marks stand in code', () => {
  for (const step of [
    '$$',
    '$$\n$$',
    'a\n$$\nx = 3',
    '\\[\nx',
    '```\n$$\nx\n$$\n```',
    '$$\nx\n$$\n$$\ny\n$$',
  ])
    expect(documentLines(step).join('').replaceAll(/\s/g, '')).toBe(step.replaceAll(/\s/g, ''));
  expect(documentLines('```\n$$\nx\n$$\n```')).toEqual(['```', '$$', 'x', '$$', '```']);
});

test('two long passages of formulas without a partner are kept apart by VS Code', () => {
  const passage = (step: (at: number) => string): string =>
    Array.from({ length: 20 }, (_, at) => step(at)).join('\n\n');
  const triangles = passage(
    (at) => `Draw triangle ${at * 37} with its heights.\n\n$$\nh_{${at}} = ${at * 41}\n$$`,
  );
  const queues = passage((at) => `People waiting leave after minutes.\n\n$$\n\\lambda^${at + 70} < e\n$$`);
  const { left, right, parts } = documentsOf(
    `The same beginning of both.\n\n${triangles}`,
    `The same beginning of both.\n\n${queues}`,
  );
  const [a, b] = [left.text.split('\n'), right.text.split('\n')];
  const runs = a.flatMap((line, at) => (line.includes('only in') && b.includes(line) ? [at] : []));
  expect(runs).toHaveLength(2);
  // Where the two part is where the first of them begins, though it is the left one's.
  expect(b[parts ?? -1]).toBe(a[runs[0] ?? -1]);
  const { changes } = new DefaultLinesDiffComputer().computeDiff(a, b, {
    ignoreTrimWhitespace: true,
    computeMoves: false,
    maxComputationTimeMs: 5000,
  });
  for (const at of runs)
    expect(
      changes.some(
        ({ original: { startLineNumber: from, endLineNumberExclusive: to } }) =>
          from <= at + 1 && at + 1 < to,
      ),
    ).toBe(false);
});
