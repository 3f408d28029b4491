import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { scalarText } from './layout.ts';
import { valueAt } from './fieldPath.ts';
import { structureIn } from './tableRecord.ts';
import { say } from '../say.ts';

/** The options of an item as they are published. */
export interface PublishedChoices {
  readonly texts: readonly string[];
  /** What the record calls each; null where it gives no names, and they are A, B, C, …. */
  readonly labels: readonly string[] | null;
}

/** More cannot be told apart by capital letters. */
const mostChoices = 26;

/**
 * The options at a path, or at several (each one option, or a list of them): a list of texts, an object
 * `{label: text}`, ARC's `{label: […], text: […]}`, or a list of such objects.
 *
 * @returns what is wrong, in words that begin with the field's name, where there are no options to be read
 */
export function choicesAt(record: JsonObject, path: string | readonly string[]): PublishedChoices | string {
  if (typeof path !== 'string') return joined(record, path);
  const name = quoted([path]);
  const value = valueAt(record, path);
  const read = choicesIn(typeof value === 'string' ? (structureIn(value) ?? value) : value);
  if (read === null) return say`${name} must be a list of texts, {label: text}, or {label: […], text: […]}`;
  return counted(read, name);
}

/**
 * Whether the order of the options would give the right one away: it is a field of its own among theirs, as GPQA's
 * "Correct Answer", or is marked in a list, which data sets such as TruthfulQA begin with it. An answer that is a
 * letter, a number or an option's text varies, so that the order of the file says nothing.
 */
export function rightComesFirst(
  { answer, choices }: { readonly answer?: string; readonly choices?: string | readonly string[] },
  record: JsonObject,
): boolean {
  if (answer === undefined || choices === undefined) return false;
  if (typeof choices !== 'string' && choices.includes(answer)) return true;
  return Array.isArray(valueAt(record, answer));
}

function joined(record: JsonObject, paths: readonly string[]): PublishedChoices | string {
  const names = quoted(paths);
  const texts: string[] = [];
  for (const path of paths) {
    const value = valueAt(record, path);
    const one = scalarText(value);
    const list = one === null || typeof value !== 'string' ? null : structureIn(value);
    const more = list === null ? null : choicesIn(list);
    const read = more ?? (one === null ? choicesIn(value) : { texts: [one], labels: null });
    if (read === null)
      return say`${names} must each hold an option or a list of them, and "${path}" does not`;
    texts.push(...read.texts);
  }
  return counted({ texts: texts.map((text) => text.trim()), labels: null }, names);
}

function quoted(paths: readonly string[]): string {
  return paths.map((path) => `"${path}"`).join(', ');
}

function counted(read: PublishedChoices, names: string): PublishedChoices | string {
  const { length } = read.texts;
  if (length < 2) return say`${names} must hold at least two options, and holds ${length}`;
  return length > mostChoices
    ? say`${names} must hold at most ${mostChoices} options, and holds ${length}`
    : read;
}

function choicesIn(value: JsonValue | undefined): PublishedChoices | null {
  if (Array.isArray(value)) return value.every(isJsonObject) ? ofObjects(value) : ofTexts(value, null);
  if (!isJsonObject(value)) return null;
  const lists = Object.entries(value).filter(([, inner]) => Array.isArray(inner));
  if (lists.length === 0) return ofTexts(Object.values(value), Object.keys(value));
  const { text, texts, label, labels } = value;
  const names = textsOf(label ?? labels ?? null);
  return ofTexts(text ?? texts ?? null, names);
}

/** `[{label, text}, …]`; the text is in `text`, or in the one field that is not the label. */
function ofObjects(list: readonly JsonObject[]): PublishedChoices | null {
  const [first] = list;
  if (first === undefined) return { texts: [], labels: null };
  const labelField = ['label', 'key', 'id', 'aid'].find((name) => name in first);
  const rest = Object.keys(first).filter((name) => name !== labelField);
  const textField = ['text', 'atext', 'content', 'value'].find((name) => name in first) ?? rest[0];
  if (textField === undefined) return null;
  const labels = labelField === undefined ? null : textsOf(list.map((each) => each[labelField] ?? null));
  return ofTexts(
    list.map((each) => each[textField] ?? null),
    labels,
  );
}

function ofTexts(value: JsonValue, labels: readonly string[] | null): PublishedChoices | null {
  const texts = textsOf(value);
  if (texts === null) return null;
  return { texts, labels: labels?.length === texts.length ? labels : null };
}

function textsOf(value: JsonValue): string[] | null {
  if (!Array.isArray(value)) return null;
  const texts = value.map(
    (each) => scalarText(each)?.trim() ?? (typeof each === 'boolean' ? String(each) : null),
  );
  return texts.every((text) => text !== null) ? texts : null;
}
