import { errorText } from '../core/traces/chunk.ts';
import type { TraceError } from '../core/traces/trace.ts';
import { say, verbatim } from '../core/say.ts';

/** What the messages name. */
export interface FailureContext {
  /** Such as `http://127.0.0.1:8000`. */
  readonly origin: string;
  readonly label: string;
  readonly model: string;
  readonly api: 'chat' | 'completions';
  readonly maxTokens: number;
  /** Whether the request held a key. */
  readonly keySent: boolean;
  /** Models the server lists; null where it was not asked or does not say. */
  readonly models: readonly string[] | null;
  /** Blotted out of what others say, before that is cut short: half a key is a key given away too. */
  readonly blots: readonly string[];
}

/**
 * Why a request was not answered, and whether it may be sent again. The message says what is wrong, whoever asked;
 * what to set where is the caller's to say, by the kind.
 */
export interface Failure {
  readonly error: TraceError;
  /** `refused`: three tries in ten seconds; `later`: as long as the setting says; null: never. */
  readonly retry: 'refused' | 'later' | null;
  /** What is said while waiting, a whole sentence, such as "The server is loading the model." */
  readonly reason: string;
  readonly retryAfterMs: number | null;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly retryAfterMs: number | null;
  readonly location: string | null;
}

const overflow =
  /exceed_context_size|exceeds? the (available )?context|context[_ ](length|size|window)|maximum (context|sequence|model) length|max_model_len|`inputs` tokens|max_total_tokens|prompt (is )?too long|input is too long/i;
const tooMuch = /exceed|too (long|large)|longer than|larger than|does not fit/i;
const noTemplate =
  /default chat template is no longer allowed|chat[_ ]template (is not|was not|isn't) (set|found|defined|provided)|(must|need to) provide a chat[_ ]template|(no|without a|not have a|missing) chat[_ ]template|template not found/i;
const noModel =
  /model_not_found|models?\b.*\b(not found|not exist|not loaded|unavailable|unknown(?! (field|key|parameter|argument|option)))|no models? (is |are )?loaded|unknown model|invalid model/is;

/** Maps an answer that is not a stream to what went wrong, in words a user can act on. */
export function httpFailure(answer: Answer, context: FailureContext): Failure {
  const { status } = answer;
  const said = quotable(answer, context);
  const { origin, label } = context;
  const quote = said === '' ? '' : say` It says: "${said}".`;
  const fail = (kind: TraceError['kind'], message: string): Failure => ({
    error: { kind, message },
    retry: null,
    reason: '',
    retryAfterMs: null,
  });
  const later = (kind: TraceError['kind'], reason: string, message: string): Failure => ({
    error: { kind, message },
    retry: 'later',
    reason,
    retryAfterMs: answer.retryAfterMs,
  });

  if (status === 503) {
    return /busy|pending|overload|capacity|queue/i.test(said)
      ? later(
          'rate-limited',
          say`The server at ${origin} is busy.`,
          say`The server at ${origin} is busy (${status}).${quote}`,
        )
      : later(
          'loading',
          say`The server at ${origin} is loading the model or not ready yet.`,
          say`The server at ${origin} is loading the model or not ready yet (${status}).${quote}`,
        );
  }
  if (status === 429) {
    return later(
      'rate-limited',
      say`The server at ${origin} is busy and asks to wait.`,
      say`The server at ${origin} is busy and asks to wait (${status}).${quote}`,
    );
  }
  if (status === 408) {
    return later(
      'other',
      say`The server at ${origin} took too long to take the request.`,
      say`The server at ${origin} took too long to take the request (${status}).${quote}`,
    );
  }
  if (status === 409) {
    return later(
      'other',
      say`The server at ${origin} is in the middle of something else.`,
      say`The server at ${origin} is in the middle of something else (${status}).${quote}`,
    );
  }
  if (status === 401 || status === 403) {
    return fail(
      'unauthorized',
      context.keySent
        ? say`The server at ${origin} does not accept the API key (${status}).`
        : say`The server at ${origin} wants an API key (${status}).`,
    );
  }
  if (status >= 300 && status < 400) {
    const target = answer.location === null ? null : redact(answer.location, context.blots);
    return fail(
      'not-openai',
      target === null
        ? say`The server at ${origin} sends requests on elsewhere. Give that address to "${label}".`
        : say`The server at ${origin} sends requests on to ${verbatim(target)}. Give that address to "${label}".`,
    );
  }
  if (isHtml(answer)) {
    const code = status === 200 ? '' : ` (${status})`;
    return fail(
      status >= 500 ? 'server-error' : 'not-openai',
      say`The server at ${origin} answered with a web page${code} rather than the OpenAI API. Check the address of "${label}": it usually ends in /v1.`,
    );
  }
  // Some servers answer 500 to it; other failures of theirs speak of a context too.
  if (overflow.test(answer.body) && (status < 500 ? status >= 400 : tooMuch.test(answer.body))) {
    return fail(
      'context-overflow',
      say`The prompt and up to ${context.maxTokens} tokens of response do not fit the context of "${context.model}".${quote}`,
    );
  }
  if (status >= 400 && status < 500) {
    if (context.api === 'chat' && noTemplate.test(said)) {
      return fail(
        'no-chat-template',
        say`"${context.model}" has no chat template, as is usual for a base model.`,
      );
    }
    if (isModelMissing(answer, context)) {
      return fail('model-not-found', missingModel(context, quote));
    }
    if (status === 404 || status === 405) {
      return fail(
        'not-openai',
        say`The server at ${origin} has no route for ${context.api} requests (${status}). Check the address of "${label}": it usually ends in /v1.`,
      );
    }
    return fail('bad-request', say`The server at ${origin} refused the request (${status}).${quote}`);
  }
  if (status < 300) {
    return fail(
      'not-openai',
      said === ''
        ? say`The server at ${origin} answered with nothing (${status}).`
        : say`The server at ${origin} answered with something other than a stream of text.${quote}`,
    );
  }
  return fail('server-error', say`The server at ${origin} failed (${status}).${quote} Its log may say more.`);
}

/** A model that is listed is missing only where the server says so with 404. */
function isModelMissing({ status, body }: Answer, { models, model }: FailureContext): boolean {
  if (status === 404) return noModel.test(body) || (models !== null && !models.includes(model));
  return models === null ? body.includes('model_not_found') : !models.includes(model) && noModel.test(body);
}

function missingModel({ origin, models, model, label }: FailureContext, quote: string): string {
  if (models?.includes(model))
    return say`The server at ${origin} lists the model "${model}" but does not find it (404).${quote}`;
  if (models === null)
    return say`The server at ${origin} has no model "${model}".${quote} Correct the model of "${label}".`;
  if (models.length === 0) return say`The server at ${origin} has no model "${model}". It lists none.`;
  const shown = models.slice(0, 8).join(', ');
  return models.length > 8
    ? say`The server at ${origin} has no model "${model}". It has: ${verbatim(shown)}, and ${models.length - 8} more.`
    : say`The server at ${origin} has no model "${model}". It has: ${verbatim(shown)}.`;
}

function isHtml({ contentType, body }: Answer): boolean {
  return /^text\/html|xhtml/i.test(contentType) || /^\s*<(!doctype|html|head|body)\b/i.test(body);
}

/** The server's own words without secrets, short enough for a message. */
function quotable({ body }: Answer, { blots }: FailureContext): string {
  let text = body.trim();
  try {
    text = errorText(JSON.parse(text)) ?? text;
  } catch {
    // Not JSON: the text as it is.
  }
  const line = redact(text, blots).replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)}…` : line;
}

/** The wait a `Retry-After` header asks for, in ms from `now` (ms since 1970); null where there is none. */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** A text with every secret in it blotted out, the longest first: servers like to quote the key they refuse. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 3)
    .sort((one, other) => other.length - one.length)
    .reduce((out, secret) => out.replaceAll(secret, '•••'), text);
}
