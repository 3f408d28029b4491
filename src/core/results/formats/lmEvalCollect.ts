import { createHash } from 'node:crypto';
import { isJsonObject, stringifyJson, type JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { resultItem, type ItemMemory } from '../resultItem.ts';
import { SampleSetBuilder, sampleState, type SampleSet } from '../sampleSet.ts';
import { lineDocument, type LineHead } from './lmEvalTail.ts';
import { UnusableValues } from './lmEvalUnusable.ts';
import { idIn, metricIn, metricNames } from './lmEvalValue.ts';

/** A document that was met, by its id; several of one id are a list. */
interface Document {
  readonly hash: string;
  readonly item: number;
  readonly other: Document | undefined;
}

/** Where a sample stands, and whether its reasoning never ends. */
interface SampleAt {
  readonly place: number;
  /** 1-based; null where it has none of its own. */
  readonly line: number | null;
  readonly open: boolean;
}

/** By memory and task. Asked for every line, so that one key of all would take longer than to look it up. */
const documents = new WeakMap<ItemMemory, Map<string, Map<string, Document>>>();

function documentsOf(items: ItemMemory, task: string): Map<string, Document> {
  const tasks = documents.get(items) ?? new Map<string, Map<string, Document>>();
  documents.set(items, tasks);
  const known = tasks.get(task) ?? new Map<string, Document>();
  tasks.set(task, known);
  return known;
}

/**
 * Collects the samples of a file, a set for each filter. Lines from before v0.4.7 name no filter: there the first
 * line of a document is of the first filter, the second of the second. One alone is the default one, `none`, as far
 * as can be told; of several the names are not known, and they are called `filter 1`, `filter 2`.
 */
export class SampleCollector {
  /** Whether lines name their filters; told by the first one that is read whole. */
  hasFilters = true;
  /** Metrics that the sample added last lists, but does not have. */
  missing: readonly string[] = [];
  readonly #set: Pick<SampleSet, 'run' | 'model' | 'task'>;
  readonly #items: ItemMemory;
  readonly #documents: Map<string, Document>;
  readonly #named = new Map<string, SampleSetBuilder>();
  readonly #unnamed: SampleSetBuilder[] = [];
  readonly #unusable = new UnusableValues();
  readonly #passes = new Map<string, number>();

  constructor(set: Pick<SampleSet, 'run' | 'model' | 'task'>, items: ItemMemory) {
    this.#set = set;
    this.#items = items;
    this.#documents = documentsOf(items, set.task);
  }

  /** Whether what is appended to the file cannot be understood without its beginning. */
  get needsStart(): boolean {
    return !this.hasFilters;
  }

  /** Adds a sample by the two ends of its line; false where those do not do, and nothing was added. */
  addEnds(line: Buffer, head: LineHead, tail: JsonObject, { place, line: number, open }: SampleAt): boolean {
    const { doc_hash: hash, filter = null } = tail;
    if (typeof hash !== 'string' || (this.hasFilters ? typeof filter !== 'string' : filter !== null)) {
      return false;
    }
    let item = this.#recall(head.id, hash);
    if (item === null) {
      const document = lineDocument(line, head);
      if (document === null) return false;
      item = this.#remember(head.id, hash, document.record, document.target);
    }
    this.#add(item, head.id, typeof filter === 'string' ? filter : null, tail, { place, line: number, open });
    return true;
  }

  /** Adds a whole sample; why not, as a clause, where it is none. */
  addWhole(sample: JsonObject, at: SampleAt): string | null {
    const { doc, target, doc_hash: saved, filter } = sample;
    const id = idIn(sample.doc_id);
    if (id === null) return say`has no usable "doc_id"`;
    // One is never without the other.
    if (filter === undefined ? sample.metrics !== undefined : typeof filter !== 'string') {
      return say`has no usable "filter"`;
    }
    if (typeof filter !== 'string') this.hasFilters = false;
    const record = isJsonObject(doc) ? doc : null;
    const hash =
      typeof saved === 'string'
        ? saved
        : createHash('sha256')
            .update(stringifyJson(doc ?? null))
            .digest('hex');
    const gold = typeof target === 'string' ? target : null;
    const item = this.#recall(id, hash) ?? this.#remember(id, hash, record, gold);
    this.#add(item, id, typeof filter === 'string' ? filter : null, sample, at);
    return null;
  }

  sets(): readonly SampleSet[] {
    const several = this.#unnamed.length > 1;
    return [
      ...[...this.#named].map(([filter, builder]) => filtered(builder, filter)),
      ...this.#unnamed.map((builder, pass) => filtered(builder, several ? `filter ${pass + 1}` : 'none')),
    ];
  }

  /** Values that are no numbers, as one problem; null where there are none. */
  unusable(file: string): Problem | null {
    const columns = [...this.#named.values(), ...this.#unnamed].flatMap((builder) => builder.metricNames);
    return this.#unusable.problem(file, new Set(columns));
  }

  #recall(id: string, hash: string): number | null {
    const known = this.#documents.get(id);
    for (let document = known; document !== undefined; document = document.other) {
      if (document.hash === hash) return document.item;
    }
    return null;
  }

  #remember(id: string, hash: string, record: JsonObject | null, gold: string | null): number {
    const item = this.#items.add(resultItem({ task: this.#set.task, id, record, gold }));
    this.#documents.set(id, { hash, item, other: this.#documents.get(id) });
    return item;
  }

  #add(
    item: number,
    id: string,
    filter: string | null,
    sample: JsonObject,
    { place, line, open }: SampleAt,
  ): void {
    const builder = filter === null ? this.#ofPass(id) : this.#ofFilter(filter);
    builder.add({ item, place, state: open ? sampleState.truncated : sampleState.ended });
    let missing: string[] | null = null;
    for (const name of metricNames(sample)) {
      const saved = sample[name];
      if (saved === undefined) (missing ??= []).push(name);
      const metric = metricIn(saved);
      if (metric !== null) builder.metric(name, metric.value, metric.of);
      else if (saved !== undefined) this.#unusable.add(name, saved, line, Array.isArray(sample.metrics));
    }
    this.missing = missing ?? none;
  }

  #ofPass(id: string): SampleSetBuilder {
    const pass = this.#passes.get(id) ?? 0;
    this.#passes.set(id, pass + 1);
    return (this.#unnamed[pass] ??= new SampleSetBuilder(this.#set));
  }

  #ofFilter(filter: string): SampleSetBuilder {
    const known = this.#named.get(filter);
    if (known !== undefined) return known;
    const fresh = new SampleSetBuilder(this.#set);
    this.#named.set(filter, fresh);
    return fresh;
  }
}

const none: readonly string[] = [];

function filtered(builder: SampleSetBuilder, filter: string): SampleSet {
  const set = builder.build();
  return { ...set, metrics: set.metrics.map((column) => ({ ...column, name: `${column.name},${filter}` })) };
}
