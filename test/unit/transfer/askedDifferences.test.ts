import { expect, test } from 'vitest';

import type { Asked } from '../../../src/core/results/formats/format.ts';
import { askedDifferences } from '../../../src/core/transfer/askedDifferences.ts';

const cases: readonly (readonly [left: Asked, right: Asked, words: readonly string[]])[] = [
  [{ temperature: 0.6, topP: 0.95, api: 'chat' }, { temperature: 0.6, topP: 0.95, api: 'chat' }, []],
  [{ temperature: 0 }, { temperature: 0.6 }, ['base greedy, tuned T 0.6']],
  [{ temperature: 1 }, { temperature: 0 }, ['base T 1, tuned greedy']],
  [{ temperature: 1 }, { temperature: 0.6 }, ['base T 1, tuned T 0.6']],
  [{ temperature: 1 }, {}, ['base with T 1, tuned without a temperature']],
  [{}, { temperature: 0 }, ['base without a temperature, tuned with T 0']],
  [{ topP: 1 }, { topP: 0.95 }, ['base top-p 1, tuned top-p 0.95']],
  [{ topP: 1 }, {}, []],
  [{ maxTokens: 512 }, { maxTokens: 4096 }, ['base at most 512 tokens, tuned at most 4096']],
  [{ maxTokens: 512 }, {}, ['at most 512 tokens for base alone']],
  [{ api: 'completions' }, { api: 'chat' }, ['base asked by completions, tuned by chat']],
  [{ prompt: 'boxed' }, { prompt: 'plain' }, ['base prompt boxed, tuned prompt plain']],
  [{ prompt: '0123456789ab' }, { prompt: 'ba9876543210' }, ['other prompts']],
  [{ prompt: 'boxed' }, {}, []],
  [{ system: 'Think.' }, {}, ['a system message for base alone']],
  [{ system: 'Think.' }, { system: 'Answer.' }, ['other system messages']],
];

test.each(cases)('%j beside %j', (left, right, words) => {
  expect(askedDifferences(left, right, ['base', 'tuned'], true)).toEqual(words);
});

test('of two tools what only one says is no difference', () => {
  const asked = { temperature: 0.6, maxTokens: 512, system: 'Think.', topP: 1 };
  expect(askedDifferences(asked, {}, ['base', 'tuned'], false)).toEqual([]);
});
