import { expect, test } from 'vitest';

import { maxTokens, promptTokens } from '../../../src/endpoints/maxTokens.ts';
import { chatPrompt, textPrompt } from '../../support/asked.ts';

test('what is asked for is what is sent, whatever the context', () => {
  expect(maxTokens(100, { context: 50, maxContext: 50 }, chatPrompt())).toBe(100);
});

test('an unknown context leaves room for a long reasoning', () => {
  expect(maxTokens(undefined, { context: null, maxContext: null }, chatPrompt())).toBe(32_768);
});

test('what a model could have at most is not taken for what it runs with', () => {
  const most = (maxContext: number): number =>
    maxTokens(undefined, { context: null, maxContext }, chatPrompt());
  const prompt = promptTokens(chatPrompt());
  expect([most(262_144), most(8192)]).toEqual([32_768, 8192 - prompt]);
});

test('a prompt that fills the context leaves a quarter: the server will say so', () => {
  expect(
    maxTokens(undefined, { context: 4000, maxContext: 40_000 }, chatPrompt('word '.repeat(10_000))),
  ).toBe(1000);
});

test('the estimate is above what tokenizers make of digits, signs and other scripts', () => {
  // Most tokenizers take digits one by one, signs mostly so, and other scripts at up to a token a character.
  const tokens = (text: string): number => promptTokens(textPrompt(text)) - promptTokens(textPrompt(''));
  expect([
    tokens('1234567890'),
    tokens('{[(+-*/)]}'),
    tokens('模型评测'),
    tokens('four words, no more'),
  ]).toEqual([10, 10, 6, 10]);
});
