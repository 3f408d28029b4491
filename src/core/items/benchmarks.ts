import type { Domain } from '../domain.ts';
import type { JsonObject } from '../json.ts';
import { aimeYear } from './aimeYear.ts';
import type { Layout, Reading } from './layout.ts';
import { aimeLayouts, math500Layouts, olympiadBenchLayouts } from './mathLayouts.ts';
import { coqaLayouts, haluEvalLayouts, ifEvalLayouts, mcTacoLayouts } from './nonLayouts.ts';
import { acpBenchLayouts, gpqaLayouts, headQaLayouts, liveCodeBenchLayouts } from './otherLayouts.ts';
import type { OwnBenchmark } from './ownBenchmark.ts';
import { say } from '../say.ts';

/** A named set of items with one item format, of one domain. */
export interface Benchmark {
  readonly name: string;
  readonly domain: Domain;
  readonly layouts: readonly Layout[];
}

/** The twelve benchmarks of arXiv 2507.00432, in the paper's order. */
export const benchmarks: readonly Benchmark[] = [
  { name: 'MATH-500', domain: 'math', layouts: math500Layouts },
  { name: 'AIME24', domain: 'math', layouts: aimeLayouts },
  { name: 'AIME25', domain: 'math', layouts: aimeLayouts },
  { name: 'OlympiadBench', domain: 'math', layouts: olympiadBenchLayouts },
  { name: 'LiveCodeBench', domain: 'other', layouts: liveCodeBenchLayouts },
  { name: 'GPQA-Diamond', domain: 'other', layouts: gpqaLayouts },
  { name: 'ACPBench', domain: 'other', layouts: acpBenchLayouts },
  { name: 'HeadQA', domain: 'other', layouts: headQaLayouts },
  { name: 'CoQA', domain: 'non', layouts: coqaLayouts },
  { name: 'IFEval', domain: 'non', layouts: ifEvalLayouts },
  { name: 'HaluEval', domain: 'non', layouts: haluEvalLayouts },
  { name: 'MC-TACO', domain: 'non', layouts: mcTacoLayouts },
];

const byName: ReadonlyMap<string, Benchmark> = new Map(benchmarks.map((b) => [b.name, b]));

/** The benchmark of this exact name (design: "Benchmark names"), or null. */
export function findBenchmark(name: string): Benchmark | null {
  return byName.get(name) ?? null;
}

/** What a record's fields say: its benchmark; several that have these very fields; or none, and why. */
export type Recognition =
  | { readonly kind: 'one'; readonly benchmark: Benchmark; readonly read: () => Reading }
  | { readonly kind: 'tie'; readonly benchmarks: readonly Benchmark[]; readonly read: () => Reading }
  | { readonly kind: 'none'; readonly message: string };

/**
 * The benchmark of a record by its fields. `file` (a path or a name) settles only what the fields leave open:
 * AIME24 or AIME25.
 *
 * @param own the user's own benchmarks. One that names this file and whose fields are all there comes first; then
 *   the published ones; then the first of those that name no files and whose fields are all there. It also comes
 *   before a published benchmark that the fields leave open: a bare `problem` says little. A record that is
 *   nobody's is measured against what names its file.
 */
export function classify(record: JsonObject, file: string, own: readonly OwnBenchmark[] = []): Recognition {
  const named = own.filter(({ names }) => names?.(file) === true);
  const meant = firstOf(named, record);
  if (meant !== null) return meant;
  const published = classifyPublished(record, file);
  if (published?.kind === 'one') return published;
  const free = own.filter(({ names }) => names === null);
  return (
    firstOf(free, record) ?? published ?? none(record, named.length > 0 ? named : [...free, ...benchmarks])
  );
}

function classifyPublished(record: JsonObject, file: string): Recognition | null {
  for (const benchmark of benchmarks) {
    const read = matching(benchmark, record);
    if (read === null) continue;
    if (benchmark.layouts !== aimeLayouts) return { kind: 'one', benchmark, read };
    const year = aimeYear(record, file);
    const settled = year === null ? null : findBenchmark(year);
    if (settled) return { kind: 'one', benchmark: settled, read };
    return { kind: 'tie', benchmarks: benchmarks.filter((b) => b.layouts === aimeLayouts), read };
  }
  return null;
}

function firstOf(among: readonly Benchmark[], record: JsonObject): Recognition | null {
  for (const benchmark of among) {
    const read = matching(benchmark, record);
    if (read !== null) return { kind: 'one', benchmark, read };
  }
  return null;
}

function none(record: JsonObject, among: readonly Benchmark[]): Recognition {
  return { kind: 'none', message: nearestInWords(record, among) };
}

/** The benchmark of a record, or null where its fields are of none, or of several and the file says nothing. */
export function recognise(record: JsonObject, file: string): Benchmark | null {
  const found = classify(record, file);
  return found.kind === 'one' ? found.benchmark : null;
}

function matching(benchmark: Benchmark, record: JsonObject): (() => Reading) | null {
  for (const each of benchmark.layouts) {
    const read = each.match(record);
    if (read) return read;
  }
  return null;
}

/** Names the fields found and what the nearest benchmark would need. */
function nearestInWords(record: JsonObject, among: readonly Benchmark[]): string {
  const names = Object.keys(record);
  const found = names.length === 0 ? say`no fields` : say`the fields ${listed(names, 8)}`;
  let nearest: { benchmark: Benchmark; layout: Layout; share: number } | null = null;
  for (const benchmark of among) {
    for (const each of benchmark.layouts) {
      const share = each.fields.filter((field) => field in record).length / each.fields.length;
      if (share > (nearest?.share ?? 0)) nearest = { benchmark, layout: each, share };
    }
  }
  if (nearest === null) {
    const all = among.map((benchmark) => benchmark.name).join(', ');
    return say`Not an item of a known benchmark: it has ${found}, and none that ${all} publish.`;
  }
  const misses = nearest.layout.misses(record).reduce((before, miss) => say`${before}, ${miss}`);
  return say`Not an item of a known benchmark: it has ${found}. Nearest is ${nearest.benchmark.name}, but ${misses}.`;
}

function listed(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map((name) => `"${name.length > 40 ? `${name.slice(0, 40)}…` : name}"`);
  const list = shown.join(', ');
  return names.length > most ? say`${list} and ${names.length - most} more` : list;
}
