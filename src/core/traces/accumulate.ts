import { type Chunk, parseChunk } from './chunk.ts';
import { finishOf, judgeText } from './ending.ts';
import { ReasoningSplitter, type TextEvent, TextParts } from './reasoning.ts';
import type { Timing, Trace, TraceError, TraceFlag, TraceStatus, Usage } from './trace.ts';
import { say } from '../say.ts';

/** How a stream came to its end: the server ended it, the user cancelled, or something went wrong. */
export type Ending =
  | { readonly type: 'ended' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: TraceError };

/** What is wrong with an event of the stream; the text so far stands. */
export interface ChunkProblem {
  readonly kind: 'malformed-chunk' | 'stream-error';
  readonly message: string;
}

export interface AccumulatorOptions {
  /** The prompt ends in an opening tag, so the response begins inside the reasoning. */
  readonly startsInReasoning: boolean;
  /** The server is known to ignore something of the sampling that was asked. */
  readonly samplingIgnored: boolean;
  /** Of the server, such as `http://127.0.0.1:8000`, for messages. */
  readonly origin: string;
}

/** One response from its chunks: text events on the way, a trace at the end. A pure state machine. */
export class TraceAccumulator {
  readonly #emit: (event: TextEvent) => void;
  readonly #options: AccumulatorOptions;
  readonly #parts = new TextParts();
  readonly #splitter: ReasoningSplitter;
  #finishReason: string | null = null;
  #usage: Usage = { promptTokens: null, completionTokens: null, reasoningTokens: null };
  #separateReasoning = false;

  constructor(emit: (event: TextEvent) => void, options: AccumulatorOptions) {
    this.#emit = emit;
    this.#options = options;
    this.#splitter = new ReasoningSplitter((event) => this.#give(event), options.startsInReasoning);
  }

  /** Whether the server has said why it finished: what may follow is usage only. */
  get finished(): boolean {
    return this.#finishReason !== null;
  }

  /** Takes one parsed event of the stream; null when all is well. */
  push(value: unknown): ChunkProblem | null {
    const parsed = parseChunk(value);
    if (parsed.type === 'error') return { kind: 'stream-error', message: parsed.message };
    if (parsed.type === 'malformed') return { kind: 'malformed-chunk', message: parsed.message };
    this.#read(parsed.chunk);
    return null;
  }

  /** Ends the response. Whatever the ending, the text that arrived is in the trace; `sent` is the caller's. */
  end(ending: Ending, timing: Timing): Omit<Trace, 'sent'> {
    this.#splitter.end();
    const { status, error, flags } = this.#judge(ending);
    if (this.#options.samplingIgnored) flags.push('sampling-ignored');
    return {
      status,
      flags,
      reasoning: this.#parts.reasoning,
      answer: this.#parts.answer,
      finishReason: this.#finishReason,
      usage: this.#usage,
      timing,
      error,
    };
  }

  #read(chunk: Chunk): void {
    const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0);
    const delta = choice?.delta ?? choice?.message;
    // Servers in transition send the same reasoning under two names: the first that holds any is read.
    const details = delta?.reasoning_details?.map((part) => part.text ?? part.summary ?? '').join('');
    const reasoning = [delta?.reasoning_content, delta?.reasoning, delta?.thinking, details].find(Boolean);
    if (reasoning) {
      this.#separateReasoning = true;
      this.#give({ type: 'reasoning', text: reasoning });
    }
    const text = delta?.content ?? choice?.text;
    if (text) this.#splitter.push(text);
    if (choice?.finish_reason) this.#finishReason = choice.finish_reason;
    this.#count(chunk);
  }

  #count({ usage, timings }: Chunk): void {
    if (usage) {
      this.#usage = {
        promptTokens: usage.prompt_tokens ?? this.#usage.promptTokens,
        completionTokens: usage.completion_tokens ?? this.#usage.completionTokens,
        reasoningTokens:
          usage.completion_tokens_details?.reasoning_tokens ??
          usage.reasoning_tokens ??
          this.#usage.reasoningTokens,
      };
    } else if (timings) {
      const prompt = typeof timings.prompt_n === 'number' ? timings.prompt_n + (timings.cache_n ?? 0) : null;
      this.#usage = {
        promptTokens: this.#usage.promptTokens ?? prompt,
        completionTokens: this.#usage.completionTokens ?? timings.predicted_n ?? null,
        reasoningTokens: this.#usage.reasoningTokens,
      };
    }
  }

  #give(event: TextEvent): void {
    this.#parts.apply(event);
    this.#emit(event);
  }

  #judge(ending: Ending): { status: TraceStatus; error: TraceError | null; flags: TraceFlag[] } {
    if (ending.type === 'cancelled') return { status: 'cancelled', error: null, flags: [] };
    if (ending.type === 'failed') return { status: 'failed', error: ending.error, flags: [] };
    const reason = this.#finishReason;
    if (reason === null) {
      const message = say`The server at ${this.#options.origin} ended the response without saying that it was finished. The text so far is kept, but not scored.`;
      return { status: 'failed', error: { kind: 'finish-missing', message }, flags: ['finish-missing'] };
    }
    if (finishOf(reason) === 'broken') {
      const message = say`The server at ${this.#options.origin} gave up on the response (finish reason "${reason}"). The text so far is kept, but not scored.`;
      return { status: 'failed', error: { kind: 'stream-error', message }, flags: [] };
    }
    const { reasoning, answer } = this.#parts;
    const separateReasoning = this.#separateReasoning;
    const text = { reasoning, answer, state: this.#splitter.state, separateReasoning };
    return { ...judgeText(reason, text), error: null };
  }
}
