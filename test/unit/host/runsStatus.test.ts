import { expect, test } from 'vitest';
import { statusWords, tooltipWords } from '../../../src/host/runsStatus.ts';

const evaluation = (title: string, labels: string[], done: number, of: number) => ({
  title,
  labels,
  done,
  of,
  cancel: () => undefined,
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
