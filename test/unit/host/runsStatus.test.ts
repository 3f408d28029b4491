import { expect, test } from 'vitest';
import type { RunningEvaluation } from '../../../src/host/runningEvaluation.ts';
import { RunsStatus, statusWords, tooltipWords } from '../../../src/host/runsStatus.ts';
import { quickPicks } from '../../support/vscodeWords.ts';

const evaluation = (title: string, labels: string[], done: number, of: number) => ({
  title,
  labels,
  done,
  of,
  cancel: () => undefined,
  show: () => undefined,
});

test('how far all evaluations are together, shown and spoken', () => {
  expect(statusWords([evaluation('a', [], 2, 10), evaluation('b', [], 10, 30)])).toEqual({
    text: '$(beaker) 12/40',
    spoken: 'Reasoning Transfer: 12 of 40 samples done. Show what runs.',
  });
});

test('each evaluation and each busy server; nothing of a title is markdown', () => {
  const idle = { origin: 'http://idle', running: 0, queued: 0, retrying: 0 };
  const words = tooltipWords(
    [evaluation('MATH-500 · [x](command:y)', ['base', 'tuned'], 3, 1200)],
    [idle, { origin: 'http://a', running: 2, queued: 1195, retrying: 1 }],
  );
  expect(words).not.toMatch(/[[\]()]|command:/);
  expect(words.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))).toBe(
    '**MATH-500 · [x](command:y)** · base, tuned · 3 of 1,200 done\n\n' +
      'http://a · 2 running · 1,195 queued · 1 waiting to retry',
  );
});

/** What runs as a click on the status bar lists it, and what is done to it there. */
function listed() {
  const done: string[] = [];
  const running = ['MATH-500', 'AIME24 $(pass)'].map((title): RunningEvaluation => ({
    ...evaluation(title, ['base', 'tuned $(pass)'], 1, 4),
    cancel: () => void done.push(`cancel ${title}`),
    show: () => void done.push(`show ${title}`),
  }));
  const still = { onDidChange: () => ({ dispose: () => undefined }) };
  const status = new RunsStatus({ list: () => running, ...still }, { status: () => [], ...still });
  status.showRunning();
  const pick = quickPicks.at(-1);
  if (!pick) throw new Error('Nothing was listed.');
  return { pick, done };
}

test('what runs is listed as text', () => {
  expect(listed().pick.items).toMatchObject([
    { label: 'MATH-500', description: '1 of 4 done', detail: 'base, tuned \\$(pass)' },
    { label: 'AIME24 \\$(pass)', description: '1 of 4 done', detail: 'base, tuned \\$(pass)' },
  ]);
});

test('the evaluation that is chosen is the one that is shown', () => {
  const { pick, done } = listed();
  pick.selectedItems = pick.items.slice(1);
  pick.accepted.fire(undefined);
  expect([done, pick.shown]).toEqual([['show AIME24 $(pass)'], false]);
});

test("a row's buttons show its traces and cancel it", () => {
  const { pick, done } = listed();
  const [, row] = pick.items as { buttons: [unknown, unknown] }[];
  if (!row) throw new Error('There is one row.');
  const [traces, cancel] = row.buttons;
  pick.buttonPressed.fire({ item: row, button: cancel });
  pick.buttonPressed.fire({ item: row, button: traces });
  expect([done, pick.shown]).toEqual([['cancel AIME24 $(pass)', 'show AIME24 $(pass)'], false]);
});
