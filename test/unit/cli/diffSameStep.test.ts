import { expect, test } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';
import { comparisonMarkdown } from '../../../src/core/compare/export/comparisonMarkdown.ts';
import { partingOf } from '../../../src/core/compare/parting.ts';
import { traceDocuments } from '../../../src/core/compare/traceDocuments.ts';
import { words } from '../compare/documentWords.ts';
import { recordOf } from '../compare/exportRecord.ts';
import { right as score, trace } from '../results/fixtures.ts';
import { under, writeInto } from '../results/index/folder.ts';
import { ourFiles, ourSample } from '../transfer/ourFiles.ts';
import { cliFolder } from './cliFolder.ts';

const here = cliFolder();

const front = 'The town lies on the river.\n\nWe look at the map of the country, which is old.';
/** No number and no formula differs, and each step has a partner: only the final answers tell. */
const sides = [
  {
    label: 'base',
    reasoning: front,
    answer: 'So after this look at the map of the country the answer is Paris.',
  },
  {
    label: 'tuned',
    reasoning: front,
    answer: 'So after this look at the map of the country the answer is London.',
  },
].map((side, at) => ({ ...side, extracted: at === 0 ? 'Paris' : 'London' }));
const [base, tuned] = sides;

test('panel, editor, export and command line name the same step, also where only the answers differ', async () => {
  if (base === undefined || tuned === undefined) throw new Error('two sides');
  const aligned = (known: boolean) =>
    alignTraces(
      sides.map((side) => ({ ...comparedText(side, 'both'), finalAnswer: known ? side.extracted : null })),
      0,
    );
  // Without the answers they part nowhere.
  expect(partingOf(aligned(false), 1)).toBeNull();
  expect(partingOf(aligned(true), 1)?.steps).toEqual([3, 3]);

  const sentence = 'tuned first differs at step 3 from base at step 3.';
  const [left, right] = sides.map(({ label, extracted, ...side }) => ({
    ...side,
    name: label,
    head: [],
    finalAnswer: extracted,
  }));
  if (left === undefined || right === undefined) throw new Error('two sides');
  const documents = traceDocuments(left, right, words);
  const lines = documents.right.text.split('\n');
  expect(lines[documents.parts ?? -1]).toBe('──── 3 ↔ 3 ────');
  expect(lines[0]).toBe(sentence);

  const markdown = comparisonMarkdown(recordOf(sides));
  expect(markdown.replaceAll('**', '')).toContain(`- ${sentence}\n`);

  for (const { label, extracted, reasoning, answer } of sides)
    writeInto(
      here.folder,
      under(
        'r',
        ourFiles(label, [
          {
            ...ourSample(label, 1, 0, 1, { trace: { ...trace, reasoning, answer } }),
            score: { ...score, extracted },
          },
        ]),
      ),
    );
  const { stdout } = await here.cli(['diff', 'r', '--item', 'legs/1', '--models', 'base,tuned']).ended;
  expect(stdout).toContain('tuned first differs at step 3 (line 5) from base at step 3 (line 5).\n');
  expect(stdout).toContain('Final answers: Paris (base), London (tuned).\n');
});
