import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { InspectMessage, InspectPart } from './inspectSchema.ts';

/** `tc://` is what the first versions wrote. */
const reference = /^(?:attachment|tc):\/\//;

/** A message's text without its reasoning, as Inspect's own `text`; what is no text is named in brackets. */
export function messageText({ content }: InspectMessage): string {
  if (typeof content === 'string') return content;
  return content.flatMap(partText).join('\n');
}

function partText({ type, text }: InspectPart): readonly string[] {
  if (type === 'reasoning') return [];
  return [type === 'text' ? (text ?? '') : `[${type}]`];
}

/** A message's reasoning in parts of its own; of redacted ones, whose text is encrypted, the summary. */
export function messageReasoning({ content, reasoning }: InspectMessage): string {
  const parts = typeof content === 'string' ? [] : content.filter(({ type }) => type === 'reasoning');
  const texts = parts.map((part) => {
    const readable = part.redacted === true ? null : part.reasoning;
    return readable === null || readable === undefined || readable === '' ? (part.summary ?? '') : readable;
  });
  return [...(reasoning ? [reasoning] : []), ...texts].filter((text) => text !== '').join('\n\n');
}

/**
 * A sample with the texts that it keeps apart put back: a string that is `attachment://<hash>` stands for an entry of
 * `attachments` (of the first versions, `transcript.content`), at any depth. What is not read stays out.
 */
export function withAttachments(sample: JsonObject): JsonObject {
  const { events, events_data, store, attachments, transcript, ...rest } = sample;
  const old = isJsonObject(transcript) ? transcript.content : undefined;
  const texts = [attachments, old].filter((one) => isJsonObject(one));
  const find = (text: string): string => {
    if (!reference.test(text)) return text;
    const hash = text.replace(reference, '');
    const found = texts.map((one) => (Object.hasOwn(one, hash) ? one[hash] : undefined));
    const value = found.find((one) => typeof one === 'string');
    return typeof value === 'string' ? value : text;
  };
  const walk = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return find(value);
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one)]));
  };
  return texts.length === 0
    ? rest
    : Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, walk(one)]));
}
