/** A metric of every row of a set. */
export interface MetricColumn {
  /** As in `ReportedMetric`. */
  readonly name: string;
  /** By row: in [0, 1] for what are fractions, else the tool's own scale; NaN where the tool gave none. */
  readonly values: Float32Array;
  /** For answers made of parts (IFEval's instructions), by row: of how many parts `values` is the share; else null. */
  readonly of: Uint16Array | null;
}

/** How a sample ended, as far as its tool says. One byte in a set. */
export const sampleState = {
  /** Ended by itself, or the tool does not say. */
  ended: 0,
  truncated: 1,
  failed: 2,
  cancelled: 3,
} as const;

/** In `SampleSet.tokens`: the tool does not say. */
export const unknownTokens = 0xffffffff;

/**
 * The samples of one run under one filter, in columns: about 23 bytes a row, so that millions stay in memory. Texts
 * stay in the file; `ResultsFormat.sample` reads one by its row.
 */
export interface SampleSet {
  /** See `RunPart.run`. */
  readonly run: string;
  /** As the tool names it; null where the file does not say, and another part of the run does. */
  readonly model: string | null;
  /** The tool's name of the task. */
  readonly task: string;
  readonly metrics: readonly MetricColumn[];
  readonly rows: number;
  /** By row: the item, as `ItemMemory` numbers it. */
  readonly item: Uint32Array;
  /** By row, 0-based. */
  readonly repeat: Uint16Array;
  /** By row: where the sample is in its file (`SamplePlace.place`). */
  readonly place: Float64Array;
  /** By row: one of `sampleState`. */
  readonly state: Uint8Array;
  /** By row: completion tokens; `unknownTokens` where the tool does not say. */
  readonly tokens: Uint32Array;
}

/** One sample as a reader adds it. */
export interface SampleRow {
  readonly item: number;
  readonly place: number;
  /** 0 where absent. */
  readonly repeat?: number;
  /** `ended` where absent. */
  readonly state?: (typeof sampleState)[keyof typeof sampleState];
  readonly tokens?: number | null;
}

/** The value of one metric for one sample; `of` for a share of parts. */
export interface MetricValue {
  readonly value: number;
  readonly of?: number;
}

/** Collects the samples of one set, row by row. */
export class SampleSetBuilder {
  readonly #item: number[] = [];
  readonly #repeat: number[] = [];
  readonly #place: number[] = [];
  readonly #state: number[] = [];
  readonly #tokens: number[] = [];
  readonly #metrics = new Map<string, { readonly values: number[]; readonly of: number[]; parts: boolean }>();
  readonly #set: Pick<SampleSet, 'run' | 'model' | 'task'>;

  constructor(set: Pick<SampleSet, 'run' | 'model' | 'task'>) {
    this.#set = set;
  }

  get rows(): number {
    return this.#item.length;
  }

  /** Of which some sample has a value. */
  get metricNames(): readonly string[] {
    return [...this.#metrics.keys()];
  }

  /** Adds a sample; `metric` then gives its values. */
  add(row: SampleRow): void {
    this.#item.push(row.item);
    this.#repeat.push(Math.min(row.repeat ?? 0, 0xffff));
    this.#place.push(row.place);
    this.#state.push(row.state ?? sampleState.ended);
    this.#tokens.push(row.tokens ?? unknownTokens);
  }

  /** A metric of the sample that was added last. A value that is NaN is as good as none. */
  metric(name: string, value: number, of?: number): void {
    let column = this.#metrics.get(name);
    if (column === undefined) {
      column = { values: [], of: [], parts: false };
      this.#metrics.set(name, column);
    }
    const row = this.#item.length - 1;
    while (column.values.length < row) {
      column.values.push(Number.NaN);
      column.of.push(0);
    }
    column.values[row] = value;
    column.of[row] = of ?? 0;
    column.parts ||= of !== undefined;
  }

  build(): SampleSet {
    const rows = this.#item.length;
    return {
      ...this.#set,
      rows,
      // `new` copies a list as it is; `from` goes through its iterator.
      item: new Uint32Array(this.#item),
      repeat: new Uint16Array(this.#repeat),
      place: new Float64Array(this.#place),
      state: new Uint8Array(this.#state),
      tokens: new Uint32Array(this.#tokens),
      metrics: [...this.#metrics].map(([name, { values, of, parts }]) => ({
        name,
        values: filled(new Float32Array(rows).fill(Number.NaN), values),
        of: parts ? filled(new Uint16Array(rows), of) : null,
      })),
    };
  }
}

function filled<T extends Float32Array | Uint16Array>(column: T, values: readonly number[]): T {
  column.set(values);
  return column;
}
