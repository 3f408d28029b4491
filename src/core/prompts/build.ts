import { createHash } from 'node:crypto';
import type { Api } from '../endpoint.ts';
import type { Item } from '../items/item.ts';
import { conventions, type Convention } from './conventions.ts';
import { ownConventions, ownParts } from './ownConventions.ts';
import { partsReaders, type PartsResult } from './parts.ts';
import type { Message, Prompt } from './prompt.ts';
import { fillTemplate } from './template.ts';
import { say } from '../say.ts';

/** A worked example shown before the item: its prompt exactly as it is sent, and the answer to it. */
export interface FewShotExample {
  readonly prompt: string;
  readonly answer: string;
}

export interface PromptOptions {
  readonly api: Api;
  /** System message of a chat prompt; of a completions prompt, the text it begins with. */
  readonly system?: string;
  /** From the settings; see `fillTemplate`. Absent means the benchmark's convention. */
  readonly template?: string;
  /** Replaces the convention's stop strings. */
  readonly stop?: readonly string[];
  readonly fewShot?: readonly FewShotExample[];
}

export type PromptResult =
  { readonly ok: true; readonly prompt: Prompt } | { readonly ok: false; readonly message: string };

/**
 * The prompt for an item, by its benchmark's convention (`conventions.ts`) or a template.
 *
 * @returns an error in words, for a user: an unknown benchmark, a published field that is missing, a template
 *   that names a field there is not
 */
export function buildPrompt(item: Item, options: PromptOptions): PromptResult {
  const found = conventionOf(item);
  if (!found.ok) return found;
  const { convention, result } = found;
  if (!result.ok) return result;
  const { parts } = result;

  let body = options.api === 'chat' ? convention.chat(parts) : convention.completion(parts);
  let choices = parts.choices;
  if (options.template !== undefined) {
    const filled = fillTemplate(options.template, item.benchmark, item.record, parts, item.own?.goldFields);
    if (!filled.ok) return filled;
    body = filled.text;
    if (!filled.choicesSent) choices = null;
  }

  const fewShot = options.fewShot ?? [];
  const stop = options.stop ?? (options.api === 'completions' ? convention.stop : []);
  if (options.api === 'chat') {
    const messages: Message[] = [];
    if (options.system !== undefined && options.system !== '') {
      messages.push({ role: 'system', content: options.system });
    }
    for (const example of fewShot) {
      messages.push(
        { role: 'user', content: example.prompt },
        { role: 'assistant', content: example.answer },
      );
    }
    messages.push({ role: 'user', content: body });
    return { ok: true, prompt: finished('chat', messages, '', stop, choices) };
  }
  const shown = fewShot.map(({ prompt, answer }) =>
    /\s$/.test(prompt) ? prompt + answer : `${prompt} ${answer}`,
  );
  const lead = options.system === undefined || options.system === '' ? [] : [options.system];
  return {
    ok: true,
    prompt: finished('completions', [], [...lead, ...shown, body].join('\n\n'), stop, choices),
  };
}

/** How an item's benchmark asks, and the item's parts. */
function conventionOf(
  item: Item,
):
  | { readonly ok: true; readonly convention: Convention; readonly result: PartsResult }
  | { readonly ok: false; readonly message: string } {
  if (item.own !== undefined) {
    return { ok: true, convention: ownConventions[item.own.answerKind], result: ownParts(item.own) };
  }
  const convention = conventions.get(item.benchmark);
  const read = partsReaders.get(item.benchmark);
  if (convention !== undefined && read !== undefined) return { ok: true, convention, result: read(item) };
  return {
    ok: false,
    message: say`There is no prompt convention for the benchmark "${item.benchmark}". Known are: ${[...conventions.keys()].join(', ')}.`,
  };
}

function finished(
  api: Api,
  messages: readonly Message[],
  text: string,
  stop: readonly string[],
  choices: readonly string[] | null,
): Prompt {
  return { api, messages, text, stop, choices, hash: promptHash({ api, messages, text, stop }) };
}

/** SHA-256 (hex) of the JSON array `[api, [[role, content], …], text, [stop, …]]`. */
export function promptHash(prompt: Pick<Prompt, 'api' | 'messages' | 'text' | 'stop'>): string {
  const messages = prompt.messages.map(({ role, content }) => [role, content]);
  const form = JSON.stringify([prompt.api, messages, prompt.text, prompt.stop]);
  return createHash('sha256').update(form).digest('hex');
}

/** The text sent, for a person to read: a single message as it is, several each under its role. */
export function promptText(prompt: Prompt): string {
  if (prompt.api === 'completions') return prompt.text;
  const [only, ...others] = prompt.messages;
  if (only !== undefined && others.length === 0) return only.content;
  return prompt.messages.map(({ role, content }) => `[${role}]\n${content}`).join('\n\n');
}
