import { classify, findBenchmark } from '../../items/benchmarks.ts';
import { nameSays } from '../../items/fieldNames.ts';
import type { Reading } from '../../items/layout.ts';
import type { JsonObject } from '../../json.ts';
import { taskBenchmark } from '../taskBenchmark.ts';

/** Question and gold answer of a document as a person reads them; null where its fields do not say. */
export function documentTexts(
  record: JsonObject,
  task: string,
): { readonly question: string | null; readonly gold: string | null } {
  const reading = readingOf(record, task);
  if (reading !== null) {
    return { question: reading.question, gold: reading.gold.kind === 'text' ? reading.gold.text : null };
  }
  let best: { readonly text: string; readonly sure: number } | null = null;
  for (const [field, value] of Object.entries(record)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const sure = nameSays('question', field);
    if (sure > (best?.sure ?? 0)) best = { text: value, sure };
  }
  return { question: best?.text ?? null, gold: null };
}

function readingOf(record: JsonObject, task: string): Reading | null {
  const named = taskBenchmark(task)?.benchmark ?? null;
  for (const layout of (named === null ? null : findBenchmark(named))?.layouts ?? []) {
    const read = layout.match(record);
    if (read !== null) return read();
  }
  if (named !== null) return null;
  const found = classify(record, task);
  return found.kind === 'one' ? found.read() : null;
}
