import type { Trace } from '../../src/core/traces/trace.ts';

/** A trace that ended with these texts, and of which nothing else is known. */
export const endedTrace = (reasoning: string, answer: string, fields: Partial<Trace> = {}): Trace => ({
  status: 'complete',
  flags: [],
  reasoning,
  answer,
  finishReason: 'stop',
  usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
  timing: { startedAt: '2026-01-01T00:00:00.000Z', ttftMs: null, durationMs: 1 },
  sent: null,
  error: null,
  ...fields,
});
