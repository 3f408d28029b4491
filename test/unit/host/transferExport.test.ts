import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { choosing, copied, messages, offered, savingTo, shownPicks, Uri } from '../../support/vscodeWords.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import { TransferExport } from '../../../src/host/transferExport.ts';
import { mathRun } from '../transfer/harnessFiles.ts';
import { transferOn } from './transferFixture.ts';

const files = { ...mathRun('base', [1, 0, 0, 0]), ...mathRun('rl', [1, 1, 0, 1]) };
const models = [{ model: 'rl', base: 'base', method: 'rl' }];

beforeEach(() => {
  for (const list of [copied, offered, savingTo, messages, shownPicks, choosing]) list.length = 0;
});

async function setUp(of: Readonly<Record<string, string>> = files) {
  const { model, engine, folder } = await transferOn(of, { models });
  const exports = new TransferExport(model, () => ({
    folders: [folder],
    version: '1.2.3',
    set: new Map(),
    told: new Set(),
    runs: [],
    names: noNames,
    settings: {},
  }));
  const into = mkdtempSync(path.join(tmpdir(), 'rt-export-'));
  /** Runs an export, answering what it asks of the thread. */
  const answered = async (exporting: Promise<void>): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    for (const { answer } of engine.asked) answer();
    await exporting;
  };
  const at = (name: string): string => path.join(into, name);
  return { exports, answered, at, read: (name: string): string => readFileSync(at(name), 'utf8') };
}

test('each format is written to the file that was chosen', async () => {
  const { exports, answered, at, read } = await setUp();
  for (const [as, name] of [
    ['csv', 'a.csv'],
    ['markdown', 'a.md'],
    ['latex', 'a.tex'],
    ['json', 'a.json'],
  ] as const) {
    savingTo.push(Uri.file(at(name)));
    await answered(exports.numbers({ as }));
  }
  expect(read('a.csv')).toContain('rl,base,rl,,yes,benchmark,MATH-500,math,25,75,50,');
  expect(read('a.md')).toContain('+50.0');
  expect(read('a.tex')).toContain('$+50.0$');
  expect(JSON.parse(read('a.json'))).toMatchObject({ resamples: 10_000, extension: '1.2.3' });
  expect(offered.map((options) => JSON.stringify(options))).toEqual(
    ['{"CSV":["csv"]}', '{"Markdown":["md"]}', '{"LaTeX":["tex"]}', '{"JSON":["json"]}'].map(
      (filters) => `{"filters":${filters},"title":"Export"}`,
    ),
  );
});

test('the command asks for the format, and may copy instead', async () => {
  const { exports, answered } = await setUp();
  choosing.push('Markdown to the clipboard');
  await answered(exports.exportTransfer(undefined));
  expect(shownPicks[0]?.rows.map(({ label }) => label)).toEqual([
    'CSV file…',
    'Markdown file…',
    'LaTeX file…',
    'JSON file…',
    'CSV to the clipboard',
    'Markdown to the clipboard',
    'LaTeX to the clipboard',
    'JSON to the clipboard',
  ]);
  expect(copied).toHaveLength(1);
  expect(copied[0]).toContain('+50.0');
  expect(offered).toEqual([]);
});

test('a key of the user’s own says all of it', async () => {
  const { exports, answered, at, read } = await setUp();
  await answered(exports.exportTransfer({ as: 'csv', file: at('by-key.csv') }));
  expect(read('by-key.csv')).toContain('rl,base');
  expect([shownPicks, offered]).toEqual([[], []]);
});

test('what is called off writes nothing, and where there is nothing that is said', async () => {
  const { exports, answered } = await setUp();
  await answered(exports.exportTransfer(undefined));
  await answered(exports.numbers({ as: 'csv' }));
  expect(messages).toEqual([]);
  const none = await setUp({ 'notes.txt': '' });
  await none.answered(none.exports.numbers({ as: 'csv' }));
  expect(messages.map(String)).toEqual([
    'information,There is no transfer to export: no tuned model and its base have results.',
  ]);
});

test('a file that cannot be written is said', async () => {
  const { exports, answered, at } = await setUp();
  await answered(exports.numbers({ as: 'csv', file: at('no/such/folder/a.csv') }));
  expect(String(messages[0])).toMatch(/^error,.*a\.csv could not be written: ENOENT/);
});

test('a picture is written where it is one, under the name of its chart', async () => {
  const { exports, at, read } = await setUp();
  savingTo.push(Uri.file(at('chart.svg')));
  await exports.image('gains', 'svg', '<svg></svg>');
  expect(read('chart.svg')).toBe('<svg></svg>');
  await exports.image('gains', 'svg', '<svg onload="x()"></svg>');
  expect(String(messages.at(-1))).toBe('warning,The picture could not be saved: it is not of its form.');
  expect(offered).toHaveLength(1);
});
