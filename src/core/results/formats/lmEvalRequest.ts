import * as v from 'valibot';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../json.ts';
import type { Message } from '../../prompts/prompt.ts';
import { numberIn } from './lmEvalValue.ts';

/** What was asked for a sample, and what came back. */
export interface Requests {
  /** Of the first request; one message of the user where it was plain text. Empty where it was not saved. */
  readonly messages: readonly Message[];
  /** The last text of the prompt, which the response goes on from. */
  readonly prompt: string;
  /** Responses to the first request, by repeat; empty where none were written, but options weighed. */
  readonly texts: readonly string[];
  /** Options with what the model gives them, in the order they were sent; empty where a response was written. */
  readonly options: readonly Option[];
}

export interface Option {
  /** The continuation that was weighed, trimmed. */
  readonly text: string;
  /** Natural logarithm of its probability. */
  readonly logProbability: number;
}

/** Reads `arguments` and `resps` of a sample, of any version. What is of no known form is left out. */
export function readRequests(sample: JsonObject): Requests {
  const requests = requestsIn(sample.arguments);
  const responses = Array.isArray(sample.resps) ? sample.resps : [];
  const [first] = requests;
  const messages = first === undefined ? [] : messagesIn(first[0]);
  const texts = listIn(responses[0]).filter((text) => typeof text === 'string');
  const options = responses.flatMap((response, place): Option[] => {
    const pair = listIn(listIn(response)[0]);
    const continuation = requests[place]?.[1];
    const logProbability = numberIn(pair[0]);
    if (typeof continuation !== 'string' || pair.length !== 2 || Number.isNaN(logProbability)) return [];
    return [{ text: continuation.trim(), logProbability }];
  });
  return { messages, prompt: messages.at(-1)?.content ?? '', texts, options };
}

/** `{gen_args_0: {arg_0, arg_1}}`, and before v0.4.3 `[[arg_0, arg_1]]`. */
function requestsIn(value: JsonValue | undefined): readonly (readonly JsonValue[])[] {
  const requests = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  return requests.map((request) => (isJsonObject(request) ? Object.values(request) : listIn(request)));
}

function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

const Part = v.union([
  v.string(),
  v.pipe(
    v.object({ text: v.string() }),
    v.transform(({ text }) => text),
  ),
]);
const Chat = v.array(
  v.object({
    role: v.string(),
    content: v.union([v.string(), v.array(v.fallback(Part, ''))]),
  }),
);
const roles: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  developer: 'system',
  assistant: 'assistant',
};

/** A chat is JSON in the only place of a list; else the prompt is text. */
function messagesIn(value: JsonValue | undefined): readonly Message[] {
  const inner = Array.isArray(value) ? value[0] : value;
  if (typeof inner !== 'string') return [];
  if (Array.isArray(value)) {
    const parsed = parseJson(inner);
    const chat = parsed.ok ? v.safeParse(Chat, parsed.value) : null;
    if (chat?.success) {
      return chat.output.map(({ role, content }) => ({
        role: roles[role] ?? 'user',
        content: typeof content === 'string' ? content : content.join('\n'),
      }));
    }
  }
  return [{ role: 'user', content: inner }];
}
