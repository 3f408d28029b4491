import type { NamedReading } from '../formats/readResults.ts';
import { SampleSetBuilder, type SampleSet } from '../sampleSet.ts';

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
  const builder = new SampleSetBuilder(a);
  for (const set of [a, b]) {
    for (let row = 0; row < set.rows; row++) {
      builder.add({
        item: set.item[row] ?? 0,
        repeat: set.repeat[row] ?? 0,
        place: set.place[row] ?? 0,
        state: (set.state[row] ?? 0) as 0 | 1 | 2 | 3,
        tokens: set.tokens[row] ?? 0,
      });
      for (const { name, values, of } of set.metrics) {
        builder.metric(name, values[row] ?? Number.NaN, of?.[row]);
      }
    }
  }
  return builder.build();
}
