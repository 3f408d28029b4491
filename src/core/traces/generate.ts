import type { Endpoint } from '../endpoint.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { Trace } from './trace.ts';

/** What happens to a request before it ends, in order. */
export type GenerateEvent =
  | { readonly type: 'queued'; readonly ahead: number }
  | { readonly type: 'sent' }
  /** `attempt` is the number of the try to come, from 2; `reason` a whole sentence. */
  | { readonly type: 'retrying'; readonly attempt: number; readonly waitMs: number; readonly reason: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'answer'; readonly text: string }
  /** A closing tag came without its opener: all answer text so far was reasoning. */
  | { readonly type: 'answer-was-reasoning' };

export interface GenerateRequest {
  readonly endpoint: Endpoint;
  readonly prompt: Prompt;
  /** 0-based; added to the seed, where there is one, so that repeats differ. */
  readonly repeat: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: GenerateEvent) => void;
}

/** Sends one prompt and ends with its trace. Never rejects: what went wrong is in the trace. */
export type Generate = (request: GenerateRequest) => Promise<Trace>;
