import { endsInOpenTag, ReasoningSplitter, TextParts, type SplitResponse } from '../../traces/reasoning.ts';
import type { JsonObject } from '../../json.ts';
import { lineWhole } from './lmEvalLine.ts';
import { readRequests } from './lmEvalRequest.ts';
import { lineRequests } from './lmEvalTail.ts';

/** What only reasoning is marked with, or nearly so: where it is not in a line, all of its response is answer. */
const marks = ['think>', '\u25c1think\u25b7', '\u25c1/think\u25b7', '<|channel|>', 'thought process:'].map(
  (mark) => Buffer.from(mark),
);
const [opener, closer] = [Buffer.from('<think>'), Buffer.from('</think>')];

/** Whether a line of samples may hold a response that marks its reasoning. */
export function tellsReasoning(line: Buffer): boolean {
  return marks.some((mark) => line.includes(mark));
}

/**
 * Whether the response of a line opened its reasoning and never closed it. The harness does not say why a response
 * ended, but one that never came to an answer was cut off.
 */
export function hasOpenReasoning(line: Buffer): boolean {
  const closed = line.lastIndexOf(closer);
  if (closed >= 0 && line.indexOf(opener, closed) < 0) return false;
  const sample = lineRequests(line) ?? sampleIn(line);
  if (sample === null) return false;
  const { texts, prompt } = readRequests(sample);
  const [first] = texts;
  return first !== undefined && splitResponse(first, prompt).state === 'open';
}

function sampleIn(line: Buffer): JsonObject | null {
  const whole = lineWhole(line);
  return whole.ok ? whole.sample : null;
}

/** A response as its prompt left off: one that ended in an opening tag began inside the reasoning. */
export function splitResponse(text: string, prompt: string): SplitResponse {
  const parts = new TextParts();
  const splitter = new ReasoningSplitter((event) => parts.apply(event), endsInOpenTag(prompt));
  splitter.push(text);
  splitter.end();
  return { reasoning: parts.reasoning, answer: parts.answer, state: splitter.state };
}
