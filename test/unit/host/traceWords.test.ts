import { afterEach, expect, test } from 'vitest';
import type { Trace } from '../../../src/core/traces/trace.ts';
import { endWords, samplingWords } from '../../../src/host/traceWords.ts';
import { speak } from '../../support/german.ts';

afterEach(() => speak('en'));

const cut = (completionTokens: number | null, maxTokens: number | null): Trace => ({
  status: 'truncated',
  flags: [],
  reasoning: 'on and on',
  answer: '',
  finishReason: 'length',
  usage: { promptTokens: 5, completionTokens, reasoningTokens: null },
  timing: { startedAt: '2026-01-01T00:00:00.000Z', ttftMs: 10, durationMs: 100 },
  sent: maxTokens === null ? null : { maxTokens, baseUrl: 'http://127.0.0.1:1/v1' },
  error: null,
});

test('a trace that was cut names the limit only where that was reached', () => {
  const words = (...of: Parameters<typeof cut>): string | null => endWords(cut(...of), undefined);
  const below =
    'The server stopped after 455 tokens, although 32,508 were allowed: its own limit or context may be lower.';
  expect(words(455, 32_508)).toBe(below);
  expect(words(32_508, 32_508)).toBe('The trace was cut at the token limit of 32,508.');
  // The end of the text counts with some servers and not with others.
  expect(words(508, 512)).toBe('The trace was cut at the token limit of 512.');
  expect(words(null, 512)).toBe('The trace was cut at the token limit of 512.');
  expect(words(455, null)).toBe('The trace was cut at the token limit, after 455 tokens.');
  speak('de');
  expect(words(455, 32_508)).toBe(
    'Der Server hat nach 455 Tokens aufgehört, obwohl 32.508 erlaubt waren: Seine eigene Grenze oder sein Kontext ist vielleicht kleiner.',
  );
});

test("the server's own sampling is still named where its limit is known", () => {
  expect(samplingWords({ repeats: 1 })).toBe("server's default sampling");
  expect(samplingWords({ repeats: 1 }, 32_508)).toBe(
    "server's default sampling · max 32,508 tokens (default)",
  );
  expect(samplingWords({ repeats: 1, temperature: 0.6, seed: 3 }, 512)).toBe(
    'T 0.6 · seed 3 · max 512 tokens (default)',
  );
});
