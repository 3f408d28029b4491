import { afterEach, beforeEach, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import type { Item } from '../../../src/core/items/item.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import { itemTable, type ItemRow } from '../../../src/core/results/itemTable.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { BenchmarkMapping } from '../../../src/host/benchmarkMapping.ts';
import { BenchmarkRows } from '../../../src/host/benchmarkRows.ts';
import { comparePick } from '../../../src/host/comparePicks.ts';
import { EndpointPick } from '../../../src/host/endpointPick.ts';
import { EndpointsView } from '../../../src/host/endpointsView.ts';
import { EvaluationFeed } from '../../../src/host/evaluationFeed.ts';
import { hoverTable } from '../../../src/host/hoverTable.ts';
import { problemWords } from '../../../src/host/itemTargets.ts';
import { mappedRecords, nameFault } from '../../../src/host/mappingText.ts';
import { Problems } from '../../../src/host/problems.ts';
import { previewText } from '../../../src/host/promptPreviewText.ts';
import { serverAdvice } from '../../../src/host/serverWords.ts';
import { Settings } from '../../../src/host/settings.ts';
import { endWords, retryWords, verdictOf } from '../../../src/host/traceWords.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { speak } from '../../support/german.ts';
import { configure, diagnosed, messages, TreeItem, Uri } from '../../support/vscodeWords.ts';
import { endpoint, savedSample } from '../results/fixtures.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';

/** What was made in English below the editor is shown in its language, wherever it is shown. */

const { item } = readItem(
  { problem: 'What is $1+1$?', solution: '', answer: '2', subject: 'Algebra', level: 1, unique_id: 'own/1' },
  { file: '/w/own.jsonl', line: 3, bytes: [0, 10] },
);
const asked = (): Item => {
  if (item === null) throw new Error('no item');
  return item;
};
const rows = (changes: Partial<SavedSample>): readonly ItemRow[] => itemTable([savedSample(changes)], [], 0);

beforeEach(() => {
  speak('de');
  configure({ endpoints: [], models: [], sampling: {}, benchmarks: [] });
  messages.length = 0;
});
afterEach(() => {
  speak('en');
});

test('problems of files', () => {
  const problem = { file: '/w/a.jsonl', line: 2, field: 'answer', message: '"answer" is missing' };
  expect(problemWords(problem)).toBe('a.jsonl:2: answer: „answer“ fehlt');
  const problems = new Problems();
  problems.setFile('items', Uri.file('/w/a.jsonl') as unknown as vscode.Uri, [problem]);
  expect(diagnosed.get('/w/a.jsonl')?.map(({ message }) => message)).toEqual(['answer: „answer“ fehlt']);
  problems.dispose();
});

test('problems that are put together of others', () => {
  const value =
    'The value of "f1" must be a number, not text: this sample is left out of the score. The file has 3 such values';
  const said = (message: string): string => problemWords({ file: '/w/a.jsonl', line: 2, message });
  expect(said(`${value}.`)).toBe(
    'a.jsonl:2: Der Wert von „f1“ muss eine Zahl sein, nicht Text: Dieses Sample fehlt im Score. Die Datei hat 3 solche Werte.',
  );
  expect(said(`${value}, also of "em".`)).toMatch(/ Die Datei hat 3 solche Werte, auch von "em"\.$/);
});

test('settings, in the view, in a message and in what keeps an item from being asked', async () => {
  const [url, model] = ['http://127.0.0.1:1/v1', 'm'];
  configure({ endpoints: [{ url, model, api: 'text' }], benchmarks: [{ name: 'MATH-500', stop: 3 }] });
  const settings = new Settings();
  const servers = { onDidChange: () => ({ dispose: () => undefined }) };
  const view = new EndpointsView(settings, servers as never, () => undefined);
  const shown = settings.problems().map((problem) => {
    const row: unknown = view.getTreeItem({ kind: 'problem', problem });
    return row instanceof TreeItem ? [row.description, row.tooltip] : [];
  });
  expect(shown).toEqual([
    [
      'Dies muss "chat" oder "completions" sein.',
      'reasoningTransfer.endpoints[0].api: Dies muss "chat" oder "completions" sein.',
    ],
    ['Dies muss eine Liste sein.', 'reasoningTransfer.benchmarks[0].stop: Dies muss eine Liste sein.'],
  ]);
  const memory = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
  expect(await new EndpointPick(memory, settings, () => undefined).pick(1)).toBeNull();
  expect(messages.map(([, text]) => text)).toEqual([
    'reasoningTransfer.endpoints[0].api: Dies muss "chat" oder "completions" sein. reasoningTransfer.benchmarks[0].stop: Dies muss eine Liste sein.',
  ]);
  expect(settings.benchmark('MATH-500').problem).toBe(
    'reasoningTransfer.benchmarks[0].stop: Dies muss eine Liste sein.',
  );
  view.dispose();
});

test('why a trace failed, why it is asked again, and its verdict', () => {
  const origin = 'http://127.0.0.1:8000';
  const trace = {
    status: 'failed' as const,
    error: { kind: 'unauthorized' as const, message: `The server at ${origin} wants an API key (401).` },
    flags: [],
    reasoning: '',
    answer: '',
    finishReason: null,
    usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
    timing: { startedAt: '', ttftMs: null, durationMs: 0 },
    sent: null,
  };
  expect(endWords(trace, undefined)).toBe(
    `Der Server unter ${origin} verlangt einen API-Schlüssel (401). „Reasoning Transfer: API-Schlüssel festlegen…“ ausführen.`,
  );
  const reason = `The server at ${origin} is busy.`;
  expect(retryWords({ type: 'retrying', reason, waitMs: 3000, attempt: 2 })).toBe(
    `Der Server unter ${origin} ist ausgelastet. Neue Anfrage in 3 s (Versuch 2).`,
  );
  const score = { value: 0, extracted: '4', range: null, rule: '', reason: '`\\boxed{4}` is not 5' };
  expect(verdictOf(score, '5', null).reason).toBe('`\\boxed{4}` ist nicht 5');
  expect(
    serverAdvice({ ok: false, kind: 'refused', message: `There is no host of the name in ${origin}.` }),
  ).toBe(`Einen Host mit dem Namen in ${origin} gibt es nicht.`);
});

test('an item that could not be asked', () => {
  const model = new TracesModel(
    () => undefined,
    () => Promise.resolve({ ok: false, why: '' }),
  );
  const refused: string[] = [];
  model.refuse = (_item, _key, why) => void refused.push(why);
  const feed = new EvaluationFeed(model, { schedule: () => undefined }, '', true, () => undefined);
  const why = 'No prompt for MATH-500 item 1: `problem` is missing or is not what MATH-500 publishes there.';
  feed.receive({ type: 'refused', job: { item: asked(), endpoint: endpoint('m'), repeat: 0 }, why });
  const german =
    'Kein Prompt für die Aufgabe 1 von MATH-500: `problem` fehlt oder ist nicht das, was MATH-500 dort veröffentlicht.';
  expect(refused).toEqual([german]);
  const prompt = { endpoint: endpoint('m'), built: { ok: false as const, message: why }, tokens: null };
  expect(previewText(asked(), [prompt], false)).toContain(`m: ${german}`);
});

test('reasons in the hover and in the pick of traces', () => {
  const [cut] = [
    rows({ status: 'truncated', value: null, extracted: null, reason: 'truncated: counts as 0' }),
  ];
  expect(hoverTable(cut, '8')).toContain('zählt als 0');
  const unscored = rows({ value: null, extracted: null, reason: 'no scorer yet for IFEval' });
  expect(hoverTable(unscored, '8').replaceAll('&nbsp;', ' ')).toContain('noch kein Scorer für IFEval');
  const [wrong] = rows({ value: 0, reason: '`\\boxed{4}` is not 5' });
  expect(wrong && comparePick({ row: wrong, sample: wrong.newest }, true).detail).toBe(
    '“\\boxed{4}” ist nicht 5',
  );
});

test('what is wrong with a description, and with the records', async () => {
  const mapping = { domain: 'other', fields: { question: 'q', answer: 'a' }, answerKind: 'choice' } as const;
  expect(nameFault('Own', 'a.jsonl', mapping)).toBe(
    'fields.choices: Diese Angabe fehlt: Eine Auswahlfrage braucht ihre Optionen.',
  );
  const { fault } = mappedRecords('Own', 'a.jsonl', { ...mapping, answerKind: 'math' }, [{ q: 'What?' }]);
  expect(fault).toBe(
    'Keiner der ersten 1 Datensätze ist eine Aufgabe. Keine Aufgabe eines bekannten Benchmarks: Der Datensatz hat die Felder "q". Am nächsten kommt Own, aber „a“ fehlt.',
  );
  const documents = { at: ({ path }: vscode.Uri) => ItemFile.fromText(path, '') };
  const settings = {
    benchmarkEntries: () => [],
    endpoints: () => ({ endpoints: [], problems: [] }),
    scopeOfBenchmark: () => 'user' as const,
    addBenchmark: () => Promise.reject(new Error('no')),
  };
  await new BenchmarkMapping(settings, documents).describeBenchmark(Uri.file('/w/a.jsonl'));
  expect(messages.at(-1)?.[1]).toBe('Diese Datei ist leer: Sie enthält keine Aufgaben.');
});

test('why a file was not recognised', () => {
  const index = { state: { kind: 'done' as const, done: 1, of: 1, tooMany: false } };
  const of = new BenchmarkRows(index, { summary: () => null }, { of: () => [] });
  const why = 'Not an item of a known benchmark: it has no fields, and none that IFEval publish.';
  const uri = Uri.file('/w/a.jsonl') as unknown as vscode.Uri;
  const file = { path: '/w/a.jsonl', name: 'a.jsonl', uri, why, question: 'q', reach: 'all' };
  const row: unknown = of.of({ kind: 'unknown file', file } as never);
  expect(row instanceof TreeItem ? row.tooltip.split('\n')[1] : '').toBe(
    'Keine Aufgabe eines bekannten Benchmarks: Der Datensatz hat keine Felder und keine, die IFEval veröffentlichen.',
  );
});
