import { expect, test } from 'vitest';
import { ResultHover } from '../../../src/host/resultHover.ts';
import { legs, savedSample } from '../results/fixtures.ts';
import { folderWith } from '../results/index/folder.ts';
import { sampleLine } from '../results/support/lmEvalFiles.ts';
import { Uri } from '../../support/vscodeWords.ts';
import { run as resultRun } from './resultsFixture.ts';

const path = '/w/scores.csv';
const lines = ['model,MATH-500,"CoQA"', '"Tuned, 1",61.5,70.1', 'Base,50,72'];

/** The hover at a place of a table, without its markup. */
async function hover(line: number, character: number): Promise<string> {
  const cell = (model: string, task: string, at: number) =>
    resultRun({ model, task, benchmark: task, file: path, line: at, value: at / 10, format: 'table' });
  const runs = [
    ...Array.from({ length: 30 }, (_, place) => cell(`Another ${place}`, 'MATH-500', 90 + place)),
    cell('Base', 'MATH-500', 3),
    cell('Base', 'CoQA', 3),
    cell('Tuned, 1', 'MATH-500', 2),
    cell('Tuned, 1', 'CoQA', 2),
  ];
  const index = { runs, runsIn: () => runs };
  const items = { groupAt: () => Promise.resolve(null) };
  const settings = { models: () => ({ models: [{ model: 'Tuned, 1', base: 'Base' }] }) };
  const parts = [{ index }, items, {}, settings] as unknown as ConstructorParameters<typeof ResultHover>;
  const document = { uri: Uri.file(path), lineAt: (at: number) => ({ text: lines[at] ?? '' }) };
  const found = await new ResultHover(...parts).provideHover(document as never, { line, character } as never);
  const [text] = (found?.contents ?? []) as unknown as { value: string }[];
  return (text?.value ?? '')
    .replace(/&emsp;|&nbsp;|\*\*/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

test('the cell under the mouse decides, the run is first and its base next, however many there are', async () => {
  const math = (await hover(1, 12)).split('\n').filter((line) => line.startsWith('|'));
  expect(math[2]).toContain('Tuned, 1');
  expect(math[3]).toContain('Base');
  expect(math.join('\n')).toContain('Another 0');
  const coqa = await hover(1, 17);
  expect(coqa).toMatch(/^\s*CoQA/);
  expect(coqa).not.toContain('Another');
});

test('a line of samples shows what their tool extracted', async () => {
  const folder = folderWith({ 'samples_hendrycks_math500_2026.jsonl': sampleLine(23, 1) });
  const tool = { format: 'lm-eval', metric: 'exact_match,none', task: 't', place: 0, repeat: 0 } as const;
  const file = `${folder}/samples_hendrycks_math500_2026.jsonl`;
  const samples = [savedSample({ file, tool, extracted: null })];
  const items = { groupAt: () => Promise.resolve(0), item: () => Promise.resolve(legs(2)) };
  const saved = { loaded: () => Promise.resolve(), forItem: () => samples };
  const settings = { inOrder: (rows: unknown) => rows, models: () => ({ models: [] }) };
  const parts = [{ index: null }, items, saved, settings] as unknown as ConstructorParameters<
    typeof ResultHover
  >;
  const document = { uri: Uri.file(file) };
  const at = { line: 0, character: 0 };
  const found = await new ResultHover(...parts).provideHover(document as never, at as never);
  const [text] = (found?.contents ?? []) as unknown as { value: string }[];
  expect(text?.value).toContain('| Answer&emsp; |');
  expect(text?.value).toMatch(/ 23&emsp; \|/);
});
