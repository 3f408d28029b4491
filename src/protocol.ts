import * as v from 'valibot';

/**
 * Every message between the host and the webviews. The webview asks first (`ready`), so nothing is lost
 * while it loads. The host parses what the webview sends with `parseFromTraces`.
 */

export type ColumnState =
  'queued' | 'retrying' | 'waiting' | 'streaming' | 'complete' | 'truncated' | 'failed' | 'cancelled';

/** States of a column that is still being fed. */
export const runningStates: ReadonlySet<ColumnState> = new Set([
  'queued',
  'retrying',
  'waiting',
  'streaming',
]);

export type VerdictKind = 'right' | 'wrong' | 'partial' | 'none';

export interface Verdict {
  readonly kind: VerdictKind;
  /** 0 to 1, or null. */
  readonly value: number | null;
  readonly extracted: string | null;
  readonly gold: string | null;
  readonly reason: string;
  /** Half-open UTF-16 offsets of the extracted answer in the column's answer text. */
  readonly range: readonly [number, number] | null;
}

/** One sample of one label, while it streams and after. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly model: string;
  readonly role: 'base' | 'tuned' | null;
  /** 1-based repeat and how many there are. */
  readonly repeat: readonly [number, number];
  readonly state: ColumnState;
  /**
   * Why it waits, retries, was cut or failed, in whole words, or what else the reader must know of it (not
   * saved, not asked again); null where there is nothing to say. It stands in place of a missing answer.
   */
  readonly note: string | null;
  readonly reasoning: string;
  readonly answer: string;
  /** Flags in words. */
  readonly flags: readonly string[];
  readonly verdict: Verdict | null;
  /** As the server counts; null where it does not say. */
  readonly completionTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly ttftMs: number | null;
  readonly durationMs: number | null;
  /** In words, such as `T 0.6 · top-p 0.95 · max 32,768`. */
  readonly sampling: string;
}

export interface TracesState {
  /** Opaque to the webview, which keeps it for the host: what the host needs to show this panel again. */
  readonly restore: string;
  readonly item: {
    readonly benchmark: string;
    readonly domain: string | null;
    readonly id: string;
    readonly question: string;
    readonly gold: string | null;
    /** `name:line` of its file. */
    readonly place: string;
  };
  /** 0-based place of the item among those of the evaluation, and how many there are. */
  readonly position: readonly [number, number];
  /** The exact text sent; null before it is known. */
  readonly prompt: string | null;
  readonly columns: readonly Column[];
  /** What the whole evaluation is doing, in words; null when it is over. */
  readonly progress: string | null;
}

/**
 * Text that arrived for one column. `reclassify`: all answer text before it was reasoning; it is moved
 * first, then `reasoning` and `answer` are appended.
 */
export interface Delta {
  readonly key: string;
  readonly reclassify?: true;
  readonly reasoning?: string;
  readonly answer?: string;
}

export type ToTraces =
  | { readonly type: 'state'; readonly state: TracesState }
  /** At most one a frame: everything that arrived since the last. */
  | { readonly type: 'deltas'; readonly deltas: readonly Delta[] }
  /** All of a column but its texts, which stay as they are. */
  | { readonly type: 'column'; readonly column: Omit<Column, 'reasoning' | 'answer'> }
  | { readonly type: 'progress'; readonly progress: string | null }
  /** Nothing to show, and why. */
  | { readonly type: 'empty'; readonly message: string };

const FromTraces = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('cancel'), key: v.nullable(v.string()) }),
  v.object({ type: v.literal('evaluate-again'), key: v.nullable(v.string()) }),
  v.object({ type: v.literal('copy'), key: v.string(), part: v.picklist(['reasoning', 'answer', 'all']) }),
  v.object({ type: v.literal('open-text'), key: v.string() }),
  v.object({ type: v.literal('reveal-item') }),
  v.object({ type: v.literal('go'), to: v.picklist(['previous', 'next']) }),
]);

export type FromTraces = v.InferOutput<typeof FromTraces>;

/** Null where a message is not one of ours; such messages are dropped. */
export function parseFromTraces(message: unknown): FromTraces | null {
  const result = v.safeParse(FromTraces, message);
  return result.success ? result.output : null;
}

/** What the traces webview keeps with `setState`, and VS Code hands to the panel's serializer. */
const TracesMemory = v.object({
  restore: v.string(),
  questionOpen: v.boolean(),
  promptOpen: v.boolean(),
  /** Labels whose reasoning is folded. */
  folded: v.array(v.string()),
});

export type TracesMemory = v.InferOutput<typeof TracesMemory>;

/** Null where what was kept is not ours or of another version. */
export function parseTracesMemory(memory: unknown): TracesMemory | null {
  const result = v.safeParse(TracesMemory, memory);
  return result.success ? result.output : null;
}
