import type { NamedReading } from '../formats/readResults.ts';
import type { MetricColumn, SampleSet } from '../sampleSet.ts';

/** A reading of a file's beginning and one of what was appended to it, as one reading of the whole. */
export function appendedReading(before: NamedReading, added: NamedReading): NamedReading {
  const used = new Set<SampleSet>();
  const samples = before.samples.map((set) => {
    const more = added.samples.find((other) => !used.has(other) && isSameSet(set, other));
    if (more === undefined) return set;
    used.add(more);
    return joined(set, more);
  });
  return {
    ...added,
    parts: [...before.parts, ...added.parts],
    samples: [...samples, ...added.samples.filter((set) => !used.has(set))],
    problems: [...withoutTorn(before), ...added.problems],
  };
}

/** The last line was being written; what was wrong with it is said again where it still is. */
function withoutTorn({ problems, end }: NamedReading): NamedReading['problems'] {
  return problems.filter(({ line }) => line === undefined || end === undefined || line < end.line);
}

function isSameSet(a: SampleSet, b: SampleSet): boolean {
  const names = (set: SampleSet): string => set.metrics.map(({ name }) => name).join('\n');
  return a.run === b.run && a.task === b.task && a.model === b.model && names(a) === names(b);
}

function joined(a: SampleSet, b: SampleSet): SampleSet {
  const rows = a.rows + b.rows;
  const metric = (column: MetricColumn): MetricColumn => {
    const more = b.metrics.find(({ name }) => name === column.name);
    if (more === undefined) throw new Error(`The metric ${column.name} is in one of two equal sets.`);
    const hasParts = column.of !== null || more.of !== null;
    return {
      name: column.name,
      values: behind(new Float32Array(rows), column.values, more.values),
      of: hasParts ? behind(new Uint16Array(rows), column.of ?? [], more.of ?? [], a.rows) : null,
    };
  };
  return {
    ...a,
    rows,
    item: behind(new Uint32Array(rows), a.item, b.item),
    repeat: behind(new Uint16Array(rows), a.repeat, b.repeat),
    place: behind(new Float64Array(rows), a.place, b.place),
    state: behind(new Uint8Array(rows), a.state, b.state),
    tokens: behind(new Uint32Array(rows), a.tokens, b.tokens),
    metrics: a.metrics.map(metric),
  };
}

function behind<T extends { set: (values: ArrayLike<number>, at?: number) => void }>(
  into: T,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  at = a.length,
): T {
  into.set(a);
  into.set(b, at);
  return into;
}
