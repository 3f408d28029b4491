import { classify, findBenchmark } from '../items/benchmarks.ts';
import { nameSays } from '../items/fieldNames.ts';
import { fallbackId, publishedText, textHash } from '../items/identity.ts';
import type { ItemKey } from '../items/item.ts';
import { scalarText, type Reading } from '../items/layout.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { fieldText } from './fieldValues.ts';
import { taskBenchmark } from './taskBenchmark.ts';
import { tokenSketch } from './tokenSketch.ts';

/** An item as a file of results tells it: enough to find the same one in other files, without its whole text. */
export interface ResultItem {
  /** The tool's name of the task. */
  readonly task: string;
  /** The tool's own id of the item within the task. */
  readonly id: string;
  /** What it was published as, where its fields say; else null. */
  readonly published: ItemKey | null;
  /** See identity.ts; null where the file does not hold the text. */
  readonly textHash: string | null;
  readonly gold: string | null;
  /** The beginning of the question, on one line; empty where the file does not hold it. */
  readonly question: string;
  /** Short fields of the item, such as subject and level, for filters; `fieldValues` reads them. */
  readonly fields: Readonly<Record<string, string>>;
  /** See tokenSketch.ts; empty where the file does not hold the text. */
  readonly sketch: readonly number[];
}

/** What a tool says of an item beside its document. */
export interface ToolItem {
  readonly task: string;
  readonly id: string;
  /** Its document, as published or as the tool changed it; null where only the text was saved. */
  readonly record: JsonObject | null;
  /** The text where there is no document; null where that was not saved either. */
  readonly question?: string | null;
  /** Taken where the document does not say. */
  readonly gold?: string | null;
}

const shownQuestion = 160;
const longestField = 40;
const mostFields = 8;

/** Reads what identifies an item out of its document. Never throws, whatever the document is. */
export function resultItem({ task, id, record, question = null, gold = null }: ToolItem): ResultItem {
  const reading = record === null ? null : readingOf(record, task);
  if (reading !== null) {
    const text = publishedText(reading.text);
    return {
      task,
      id,
      published: {
        benchmark: reading.benchmark,
        task: reading.task,
        id: reading.id?.text ?? fallbackId(reading.benchmark, text),
      },
      textHash: textHash(text),
      gold: reading.gold.kind === 'text' ? reading.gold.text : gold,
      question: beginning(reading.question),
      fields: shortFields(record ?? {}, reading.id?.field),
      sketch: tokenSketch(text),
    };
  }
  const text = record === null ? question : (genericText(record) ?? question);
  return {
    task,
    id,
    published: null,
    textHash: text === null ? null : textHash(text),
    gold,
    question: beginning(question ?? text ?? ''),
    fields: record === null ? {} : shortFields(record),
    sketch: text === null ? [] : tokenSketch(text),
  };
}

/** By the benchmark that the task's name says, where the document has its fields; else by the fields alone. */
function readingOf(record: JsonObject, task: string): (Reading & { benchmark: string }) | null {
  const named = benchmarkNamed(task);
  const benchmark = named === null ? null : findBenchmark(named);
  for (const layout of benchmark?.layouts ?? []) {
    const read = layout.match(record);
    if (read !== null && benchmark !== null) return { ...read(), benchmark: benchmark.name };
  }
  // AIME of all years: which of the two the item is of, its own fields say.
  if (named !== null && named !== 'AIME') return null;
  const found = classify(record, task);
  return found.kind === 'one' ? { ...found.read(), benchmark: found.benchmark.name } : null;
}

/** Of all items of a task in a row it is the same, and takes longer than to read the item. */
let lastTask: { readonly task: string; readonly benchmark: string | null } | null = null;

function benchmarkNamed(task: string): string | null {
  if (lastTask?.task !== task) lastTask = { task, benchmark: taskBenchmark(task)?.benchmark ?? null };
  return lastTask.benchmark;
}

/** The question with the texts of its choices and context; null where no field looks like a question. */
function genericText(record: JsonObject): string | null {
  let best: { readonly field: string; readonly sure: number } | null = null;
  for (const [field, value] of Object.entries(record)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const sure = nameSays('question', field);
    if (sure > (best?.sure ?? 0)) best = { field, sure };
  }
  if (best === null) return null;
  const parts = Object.entries(record).flatMap(([field, value]) => {
    if (field === best.field) return [value];
    return nameSays('choices', field) >= 0.8 || nameSays('context', field) >= 0.8 ? [value] : [];
  });
  return parts.flatMap(textsIn).join('\n');
}

function textsIn(value: JsonValue): readonly string[] {
  const text = scalarText(value);
  if (text !== null) return [text];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The fields of an item that are short, or lists of labels, and no id, question or answer. */
export function shortFields(record: JsonObject, idField?: string): Record<string, string> {
  const fields: Record<string, string> = {};
  let count = 0;
  for (const [field, value] of Object.entries(record)) {
    if (field === idField || count === mostFields) continue;
    const text = shortText(value) ?? labelsText(field, value);
    if (text === null || nameSays('answer', field) >= 0.8 || nameSays('id', field) >= 0.8) continue;
    fields[field] = text;
    count += 1;
  }
  return fields;
}

function shortText(value: JsonValue): string | null {
  const text = typeof value === 'boolean' ? String(value) : scalarText(value);
  return text === null || text.length > longestField || text.includes('\n') ? null : text;
}

/** Choices may look like labels. */
function labelsText(field: string, value: JsonValue): string | null {
  if (!Array.isArray(value) || value.length === 0 || nameSays('choices', field) >= 0.8) return null;
  return value.every(isLabel) ? fieldText(value) : null;
}

function isLabel(value: JsonValue): value is string {
  return typeof value === 'string' && value.length <= longestField && /^[a-z][\w:./-]*$/i.test(value);
}

function beginning(text: string): string {
  return text
    .slice(0, 4 * shownQuestion)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, shownQuestion);
}

/** Items of an earlier reading, which keep their numbers: 0 to `count` - 1. */
export interface KnownItems {
  readonly count: number;
  readonly find: (item: ResultItem) => number | null;
}

/**
 * The items that readers have met, each once. Numbers stay: those that were known come first, then the places in
 * `items`. Readers that know a document by a hash ask with it, and give the document only when it is new.
 */
export class ItemMemory {
  /** Those that were not known before. */
  readonly items: ResultItem[] = [];
  #known: KnownItems | null;
  readonly #byKey = new Map<string, number>();
  readonly #byContent = new Map<string, number>();

  constructor(known: KnownItems | null = null) {
    this.#known = known;
  }

  /** Hands the new items over to where they are kept in less memory; they are known ones from then on. */
  settle(keep: (items: readonly ResultItem[]) => KnownItems): void {
    this.#known = keep(this.items);
    this.items.length = 0;
    this.#byContent.clear();
  }

  /** The item that `remember` was told this key for; null where it is new. */
  recall(key: string): number | null {
    return this.#byKey.get(key) ?? null;
  }

  /** @param key of the reader's own making, with the task in it */
  remember(key: string, item: ResultItem): number {
    const number = this.add(item);
    this.#byKey.set(key, number);
    return number;
  }

  /** The number of an item; equal ones are one. */
  add(item: ResultItem): number {
    const content = JSON.stringify([item.task, item.id, item.textHash, item.gold]);
    const known = this.#byContent.get(content);
    if (known !== undefined) return known;
    const number = this.#known?.find(item) ?? (this.#known?.count ?? 0) + this.items.push(item) - 1;
    this.#byContent.set(content, number);
    return number;
  }
}
