import * as v from 'valibot';
import { say } from '../say.ts';

const text = v.nullish(v.string());
const count = v.nullish(v.number());

const Delta = v.object({
  content: text,
  reasoning_content: text,
  reasoning: text,
  thinking: text,
  reasoning_details: v.nullish(v.array(v.object({ text, summary: text }))),
});

/** One event of a streamed response of `/chat/completions` or `/completions`, as far as it is read. */
export const Chunk = v.object({
  choices: v.nullish(
    v.array(
      v.object({
        index: count,
        delta: v.nullish(Delta),
        /** Some servers put the whole message into a single event. */
        message: v.nullish(Delta),
        text,
        finish_reason: text,
      }),
    ),
  ),
  usage: v.nullish(
    v.object({
      prompt_tokens: count,
      completion_tokens: count,
      /** SGLang puts it here, the others into the details. */
      reasoning_tokens: count,
      completion_tokens_details: v.nullish(v.object({ reasoning_tokens: count })),
    }),
  ),
  /** llama-server, on the last chunk. */
  timings: v.nullish(v.object({ prompt_n: count, cache_n: count, predicted_n: count })),
});
export type Chunk = v.InferOutput<typeof Chunk>;

const ErrorText = v.union([
  v.pipe(
    v.object({ error: v.object({ message: v.string() }) }),
    v.transform((body) => body.error.message),
  ),
  v.pipe(
    v.object({ error: v.string() }),
    v.transform((body) => body.error),
  ),
  v.pipe(
    v.object({ object: v.literal('error'), message: v.string() }),
    v.transform((body) => body.message),
  ),
  v.pipe(
    v.object({ message: v.string() }),
    v.transform((body) => body.message),
  ),
  v.pipe(
    v.object({ detail: v.string() }),
    v.transform((body) => body.detail),
  ),
]);

/**
 * The message of a server's error object in any of the shapes in use: nested OpenAI, flat (SGLang), `error` as
 * text (TGI), `detail` (FastAPI); null where the value is none of them.
 */
export function errorText(body: unknown): string | null {
  const result = v.safeParse(ErrorText, body);
  return result.success ? result.output : null;
}

const NoError = v.object({ error: v.nullish(v.literal(false)), object: v.nullish(v.string()) });

/** What a stream event is: a chunk, the server's report of an error, or neither. */
export type ParsedChunk =
  | { readonly type: 'chunk'; readonly chunk: Chunk }
  | { readonly type: 'error'; readonly message: string }
  | { readonly type: 'malformed'; readonly message: string };

export function parseChunk(value: unknown): ParsedChunk {
  const head = v.safeParse(NoError, value);
  if (!head.success || head.output.object === 'error') {
    const message = errorText(value);
    if (message !== null) return { type: 'error', message };
  }
  const result = v.safeParse(Chunk, value);
  if (!result.success) {
    const issue = result.issues[0];
    return { type: 'malformed', message: `${v.getDotPath(issue) ?? 'the event'}: ${issue.message}` };
  }
  const { choices, usage, timings } = result.output;
  if (!choices?.length && !usage && !timings) {
    const message = errorText(value);
    if (message !== null) return { type: 'error', message };
    if (!choices) return { type: 'malformed', message: say`the event has no choices` };
  }
  return { type: 'chunk', chunk: result.output };
}
