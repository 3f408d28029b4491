import type { Api, Sampling } from '../endpoint.ts';
import type { Item } from '../items/item.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { Score } from '../scorers/score.ts';
import type { Trace } from '../traces/trace.ts';

/** An item × label × repeat, with its trace and its score. */
export interface Sample {
  readonly item: Item;
  readonly label: string;
  readonly model: string;
  /** 0-based. */
  readonly repeat: number;
  readonly api: Api;
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  readonly trace: Trace;
  readonly score: Score;
  /** ISO 8601, when the trace ended, or when it was scored again against a gold answer that had changed. */
  readonly endedAt: string;
}
