import type { Prompt } from '../core/prompts/prompt.ts';

/** Where the context is unknown: room for a long reasoning, and within what common models are served with. */
const unknownContextTokens = 32_768;
/** Tokens of a chat template around one message, with a system prompt it may add. */
const messageTokens = 24;

/**
 * An estimate of a prompt's tokens that is meant to be too high: digits and signs count as a token each, two
 * letters as one, other scripts as one for each two bytes of UTF-8.
 */
export function promptTokens(prompt: Prompt): number {
  const texts = prompt.api === 'chat' ? prompt.messages.map(({ content }) => content) : [prompt.text];
  const template = prompt.api === 'chat' ? 64 + prompt.messages.length * messageTokens : 8;
  return template + texts.reduce((sum, text) => sum + textTokens(text), 0);
}

function textTokens(text: string): number {
  let halves = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0x7f) halves += Buffer.byteLength(character);
    else if (/[a-z ]/i.test(character)) halves += 1;
    else halves += 2;
  }
  return Math.ceil(halves / 2);
}

/** The context of a model in tokens, as it runs and at most; null where unknown. */
export interface Contexts {
  readonly context: number | null;
  readonly maxContext: number | null;
}

/**
 * `max_tokens` of a request: what the sampling asks for, or the model's context less the prompt. A prompt that
 * may fill more than three quarters of the context still leaves a quarter: if that is too much, the server says so.
 * What a model could have at most is no context it runs with; it only bounds the guess where that is unknown.
 */
export function maxTokens(asked: number | undefined, contexts: Contexts, prompt: Prompt): number {
  if (asked !== undefined) return asked;
  const { context, maxContext } = contexts;
  if (context !== null) return left(context, prompt);
  return maxContext === null
    ? unknownContextTokens
    : Math.min(unknownContextTokens, left(maxContext, prompt));
}

function left(context: number, prompt: Prompt): number {
  return Math.max(context - promptTokens(prompt), Math.floor(context / 4), 1);
}
