import type { JsonObject, JsonValue } from '../../json.ts';
import type { MetricValue } from '../sampleSet.ts';

/**
 * A number as lm-evaluation-harness saves it: itself, or as text where Python's `json` did not know its kind
 * (`numpy` scalars), true and false alike. NaN where it is none of these.
 */
export function numberIn(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return Number.NaN;
  if (value === 'True') return 1;
  if (value === 'False') return 0;
  return /^-?\d+(?:\.\d*)?(?:e[-+]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
}

/**
 * The value of a metric for one sample. A list of true and false is the share of true ones (IFEval's instructions).
 * Other lists and objects are what a metric is made of only over all samples (word counts for a perplexity, gold
 * and answer for an F1), and no value of a sample: null. So are NaN and the infinities.
 */
export function metricIn(value: JsonValue | undefined): MetricValue | null {
  if (Array.isArray(value)) {
    if (value.length === 0 || !value.every(isVerdict)) return null;
    const right = value.filter((part) => numberIn(part) === 1).length;
    return { value: right / value.length, of: value.length };
  }
  const number = numberIn(value);
  return Number.isFinite(number) ? { value: number } : null;
}

function isVerdict(value: JsonValue): boolean {
  return typeof value === 'boolean' || value === 'True' || value === 'False';
}

/** What stands beside the metrics in a line of samples. */
const ownKeys: ReadonlySet<string> = new Set([
  'doc_id',
  'doc',
  'target',
  'arguments',
  'resps',
  'filtered_resps',
  'filter',
  'metrics',
  'doc_hash',
  'prompt_hash',
  'target_hash',
]);

/** Names of the metrics of a sample: as it lists them itself, since v0.4.7, else every key of no other meaning. */
export function metricNames(sample: JsonObject): readonly string[] {
  const { metrics } = sample;
  if (Array.isArray(metrics)) return metrics.filter((name) => typeof name === 'string');
  return Object.keys(sample).filter((key) => !ownKeys.has(key));
}

/** An id in words, with all its digits; null where it is none. */
export function idIn(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? value.toString() : null;
}

/** What the filter made of the response: one text for each request, or one for each of its repeats. */
export function extractedIn(value: JsonValue | undefined, repeat: number): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  const one = Array.isArray(first) ? first[repeat] : first;
  return typeof one === 'string' ? one : null;
}
