import { expect, test } from 'vitest';
import { shortLabels } from '../../../src/host/shortLabels.ts';

const short = (...labels: string[]): string[] => [...shortLabels(labels, 20).values()];

test.each([
  ['short ones stay', ['base', 'tuned', 'exactly-20-long-name'], ['base', 'tuned', 'exactly-20-long-name']],
  [
    'what long ones share is dropped at a word',
    ['UniReason-Qwen3-14B-RL', 'UniReason-Qwen3-14B-think-SFT'],
    ['…-RL', '…-think-SFT'],
  ],
  [
    'beside a short one',
    ['Qwen3-14B', 'UniReason-Qwen3-14B-RL', 'UniReason-Qwen3-14B-think-SFT'],
    ['Qwen3-14B', '…-RL', '…-think-SFT'],
  ],
  [
    'the name of the step stays with its number',
    ['runs/qwen3-14b-grpo/step_100', 'runs/qwen3-14b-grpo/step_200', 'Qwen3-14B-GRPO-math-step-300'],
    ['…step_100', '…step_200', 'Qwen3-14B…h-step-300'],
  ],
  [
    'numbers are not left alone',
    ['Qwen3-14B-GRPO-math-step-100', 'Qwen3-14B-GRPO-math-step-200'],
    ['…-step-100', '…-step-200'],
  ],
  [
    'one that begins as all of another',
    ['organisation/Qwen3-14B', 'organisation/Qwen3-14B-RL'],
    ['…Qwen3-14B', '…Qwen3-14B-RL'],
  ],
  [
    'one word that goes on is no shared word',
    ['Qwen3-14B-think-then-RL', 'Qwen3-14B-think-then-RLHF'],
    ['…-RL', '…-RLHF'],
  ],
  ['one alone loses its middle', ['meta-llama/Llama-3.1-8B-Instruct'], ['meta-llam…B-Instruct']],
  [
    'the rest may lose its middle',
    ['Qwen3-14B-SFT-on-a-very-long-name-of-data-A', 'Qwen3-14B-RL-on-a-very-long-name-of-data-A'],
    ['…-SFT-on-…-of-data-A', '…-RL-on-a…-of-data-A'],
  ],
  ['what hides is shown', ['a\u202Eb'], ['a⟨U+202E⟩b']],
])('%s', (_, labels, shown) => {
  expect(short(...labels)).toEqual(shown);
});

test('no two labels are shown alike, wherever they differ', () => {
  const middles = ['a', 'b'].map((middle) => `organisation${'x'.repeat(20)}${middle}${'y'.repeat(20)}end`);
  const shown = short(...middles, 'organisation', 'organisat…yyyyyyyend');
  expect(new Set(shown).size).toBe(4);
  for (const label of shown.slice(0, 2)) expect(label.length).toBeLessThan(60);
  expect(shown.slice(2)).toEqual(['organisation', 'organisat…yyyyyyyend']);
});

test('the same label twice is one', () => {
  expect(shortLabels(['a', 'a'], 20)).toEqual(new Map([['a', 'a']]));
});
