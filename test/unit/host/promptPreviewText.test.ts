import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import { buildPrompt } from '../../../src/core/prompts/build.ts';
import { estimateTokens } from '../../../src/endpoints/tokenCount.ts';
import { previewText, tokenWords, type PreviewedPrompt } from '../../../src/host/promptPreviewText.ts';

const { item } = readItem(
  { problem: 'What is $1+1$?', solution: '', answer: '2', subject: 'Algebra', level: 1, unique_id: 'own/1' },
  { file: '/w/own.jsonl', line: 3, bytes: [0, 10] },
);

function preview(fields: Partial<Endpoint>): PreviewedPrompt {
  if (item === null) throw new Error('no item');
  const endpoint: Endpoint = {
    label: 'm',
    baseUrl: 'http://127.0.0.1:8000/v1',
    model: 'm',
    api: 'chat',
    sampling: { repeats: 1 },
    headers: {},
    ...fields,
  };
  const built = buildPrompt(item, { api: endpoint.api });
  return { endpoint, built, tokens: { kind: 'counted', tokens: 153, by: 'vLLM /tokenize' } };
}

const textOf = (prompts: readonly PreviewedPrompt[], none = false): string =>
  item === null ? '' : previewText(item, prompts, none).replace(/hash [0-9a-f]{12}/g, 'hash …');

test('endpoints that get the same prompt stand together, each with its sampling and tokens', () => {
  const text = textOf([
    preview({ label: 'base' }),
    preview({ label: 'tuned', sampling: { repeats: 4, temperature: 0.6 } }),
    preview({ label: 'stops', sampling: { repeats: 1, stop: ['###'] } }),
  ]);
  expect(text).toContain('# MATH-500 · own/1\n\ngold: 2\n/w/own.jsonl, line 3\n');
  expect(text.match(/^## .*$/gm)).toEqual(['## base, tuned', '## stops']);
  expect(text).toContain(
    [
      'chat · 1 message · hash …',
      'stop strings: none',
      "- base: m · http://127.0.0.1:8000/v1 · server's default sampling · tokens: 153 (vLLM /tokenize)",
      '- tuned: m · http://127.0.0.1:8000/v1 · T 0.6 · 4 repeats · tokens: 153 (vLLM /tokenize)',
      '',
      '--- user ---',
    ].join('\n'),
  );
  expect(text).toContain('stop strings: ["###"]');
  const { built } = preview({});
  expect(text).toContain(built.ok ? (built.prompt.messages[0]?.content ?? '?') : '?');
});

test('a completions prompt is its text, to the letter', () => {
  const one = preview({ api: 'completions' });
  expect(textOf([one])).toContain(`--- text ---\n${one.built.ok ? one.built.prompt.text : '?'}\n`);
});

test('what cannot be sent says why, and the question is there all the same', () => {
  const text = textOf([{ ...preview({}), built: { ok: false, message: 'no template' } }]);
  expect(text).toContain('Not sent:\nm: no template');
  expect(text).toContain('## Question\n\nWhat is $1+1$?');
});

test('an estimate is called one', () => {
  const { built } = preview({});
  if (!built.ok) throw new Error(built.message);
  expect(
    tokenWords(estimateTokens({ ...built.prompt, messages: [{ role: 'user', content: 'x'.repeat(401) }] })),
  ).toBe('about 101 tokens (an estimate: 4 characters a token, without the chat template)');
  expect(tokenWords(null)).toBe('tokens: asking the server…');
  expect(textOf([preview({})], true)).toContain('No endpoint is set up yet');
});

test('what hides text is shown', () => {
  if (item === null) throw new Error('no item');
  expect(previewText({ ...item, gold: 'a\u202Eb' }, [], false)).toContain('gold: a⟨U+202E⟩b');
});
