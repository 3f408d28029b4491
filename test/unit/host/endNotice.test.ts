import { afterEach, beforeEach, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { noCounts } from '../../../src/core/results/labelCounts.ts';
import type { LabelDetails } from '../../../src/core/results/runDetails.ts';
import { detailsText, EndNotice, type EvaluationOutcome, noticeWords } from '../../../src/host/endNotice.ts';
import { speak } from '../../support/german.ts';
import { answering, messages, Uri } from '../../support/vscodeWords.ts';

const of = (label: string, changes: Partial<LabelDetails> = {}): LabelDetails => ({
  label,
  samples: 24,
  items: 6,
  truncated: 0,
  failed: 0,
  failedItems: 0,
  lostItems: 0,
  cancelled: 0,
  tokens: null,
  error: null,
  ...changes,
});
const error = { kind: 'unauthorized', message: 'The server at http://h wants an API key (401).' } as const;
const gone = of('gone', { failed: 24, failedItems: 6, lostItems: 6, error });
const slow = of('slow', { failed: 3, failedItems: 2, error: { kind: 'idle', message: 'Nothing came.' } });
const outcome = (...details: LabelDetails[]): EvaluationOutcome => ({
  jobs: 48,
  complete: 21,
  truncated: 2,
  failed: details.reduce((sum, { failed }) => sum + failed, 0),
  cancelled: 1,
  left: 0,
  skipped: 0,
  rescored: 0,
  refused: 0,
  labels: [{ ...noCounts('seven'), n: 24, sum: 20 }, noCounts('gone')],
  problems: [],
  details,
});
const seven = of('seven', { truncated: 2, cancelled: 1, tokens: 12_345 });

beforeEach(() => {
  messages.length = 0;
  answering.length = 0;
});
afterEach(() => speak('en'));

test('who failed and why comes first, in items where nothing else is known of them', () => {
  expect(noticeWords(outcome(seven, gone))).toBe(
    'gone failed on 6 of 6 items: no access without a valid API key. seven 20/24 right.',
  );
  expect(noticeWords(outcome(slow))).toBe(
    'slow failed on 3 of 24 samples: the response came to a halt. seven 20/24 right.',
  );
  expect(noticeWords(outcome(gone, slow, { ...gone, label: 'html' }, { ...gone, label: 'old' }))).toMatch(
    /^gone failed .*\. slow failed .*\. 2 more failed\. seven/,
  );
});

test('where nothing failed, how the samples ended is said as before', () => {
  expect(noticeWords(outcome(seven))).toBe('seven 20/24 right. 21 complete · 2 truncated · 1 cancelled.');
});

test('the details are a table, then why samples failed and what helps', () => {
  expect(detailsText('own.jsonl', outcome(seven, { ...gone, label: 'gone|a' })).split('\n')).toEqual([
    '# Evaluation of own.jsonl',
    '',
    'seven 20/24 right. 21 complete · 2 truncated · 24 failed · 1 cancelled.',
    '',
    '| Model   |       Right | Truncated | Failed | Cancelled | Tokens |',
    '| ------- | ----------: | --------: | -----: | --------: | -----: |',
    '| seven   | 20/24 right |         2 |      0 |         1 | 12,345 |',
    '| gone\\|a |           – |         0 |     24 |         0 |      – |',
    '',
    '## Why samples failed',
    '',
    '- gone|a: The server at http://h wants an API key (401). Run Reasoning Transfer: Set API Key….',
    '',
  ]);
});

test('the notice offers the details, and keeps the line and the problems in the log', async () => {
  const opened: string[] = [];
  const logged: string[] = [];
  const log = {
    info: (text: string) => void logged.push(text),
    warn: (text: string) => void logged.push(text),
  };
  const openPage = (title: string): Promise<void> => Promise.resolve(void opened.push(title));
  const notice = new EndNotice({ openPage }, log);
  const uri = Uri.file('/w/own.jsonl') as unknown as vscode.Uri;
  await notice.show(uri, outcome(seven));
  expect(messages.at(-1)?.[0]).toBe('information');
  expect(opened).toEqual([]);
  answering.push('Show Details');
  const problem = { file: '/w/.reasoning-transfer/a', message: 'The disk is full.' };
  await notice.show(uri, { ...outcome(gone), problems: [problem] });
  expect(messages.at(-1)).toEqual([
    'warning',
    'gone failed on 6 of 6 items: no access without a valid API key. seven 20/24 right. a: The disk is full.',
    'Show Details',
  ]);
  expect(opened).toEqual(['Evaluation of own.jsonl']);
  expect(logged.slice(-2)).toEqual([
    '/w/own.jsonl: seven 20/24 right. 21 complete · 2 truncated · 24 failed · 1 cancelled.',
    'a: The disk is full.',
  ]);
});

test('in German', () => {
  speak('de');
  expect(noticeWords(outcome(gone))).toBe(
    'gone ist bei 6 von 6 Aufgaben fehlgeschlagen: kein Zugriff ohne gültigen API-Schlüssel. seven 20/24 richtig.',
  );
});
