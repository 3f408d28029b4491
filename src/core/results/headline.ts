import { filterOrder, flipTable, headlineTable, transferTable, usualMetrics } from './headlineTable.ts';

// Benchmarks have whatever names the user gives them: `constructor` is no entry of a map.
const led: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(headlineTable));
const ledInTransfer: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(transferTable));
const toldByFlips: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(flipTable));

/**
 * The metric that leads a run's results: the one set for its benchmark where the tool reports it, else the first of
 * headlineTable.ts that it reports. Null where none of its metrics could be one: a perplexity or an error is never
 * taken for a score.
 *
 * @param metrics names as in `ReportedMetric`
 * @param override what the settings say for this benchmark: a whole name, or one without filter or scorer
 */
export function headline(
  benchmark: string | null,
  metrics: readonly string[],
  override?: string,
): string | null {
  const scores = metrics.filter(isScore);
  const wanted = override === undefined ? null : (exactly(metrics, override) ?? named(metrics, override));
  if (wanted !== null) return wanted;
  const own = benchmark === null ? undefined : led.get(benchmark);
  return (
    first(scores, own ?? []) ??
    first(scores, usualMetrics) ??
    (scores.length === 1 ? (scores[0] ?? null) : null)
  );
}

/** The metric that stands for a benchmark where models are compared as the paper does; else the headline. */
export function headlineTransfer(
  benchmark: string | null,
  metrics: readonly string[],
  override?: string,
): string | null {
  const asThePaper = override === undefined ? paperMetric(benchmark, metrics) : null;
  return asThePaper ?? headline(benchmark, metrics, override);
}

/** How the paper reads a benchmark, where that is not what its tools lead with; null for others, or without it. */
export function paperMetric(benchmark: string | null, metrics: readonly string[]): string | null {
  const read = benchmark === null ? undefined : ledInTransfer.get(benchmark);
  return read === undefined ? null : first(metrics.filter(isScore), read);
}

/** The column that says whether an item was right, where that is not the score; null for others, or without it. */
export function flipMetric(benchmark: string | null, columns: readonly string[]): string | null {
  const read = benchmark === null ? undefined : toldByFlips.get(benchmark);
  return read === undefined ? null : first(columns.filter(isScore), read);
}

/**
 * The column of a run's samples that its headline is the mean of; null where it is none of them. Mostly they are of
 * one name. Inspect's `<scorer>/accuracy` is the mean of `<scorer>`, or of its only value `<scorer>/<key>`;
 * evalchemy's `accuracy_avg` that of `accuracy,recomputed`.
 */
export function sampleMetric(metric: string, columns: readonly string[]): string | null {
  const same = exactly(columns, metric);
  if (same !== null) return same;
  const { scorer, words, filter } = metricParts(metric);
  if (scorer !== null) {
    // Another reducer of the epochs (`choice/accuracy,pass_at_2`), so no mean of the samples.
    if (filter !== null) return null;
    const scorers = exactly(columns, scorer);
    if (scorers !== null) return scorers;
    const values = columns.filter((column) => column.startsWith(`${scorer}/`));
    const alike = values.filter((column) => perSample(metricParts(column).words) === perSample(words));
    if (alike.length === 1) return alike[0] ?? null;
    return isMean(words) && values.length === 1 ? (values[0] ?? null) : null;
  }
  const alike = columns.filter((column) => {
    const of = metricParts(column);
    const isSame = of.scorer === null && (of.words === words || `${of.words}_avg` === words);
    return isSame && (of.filter === filter || of.filter === null || filter === null);
  });
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** inspect_evals' IFEval calls the metric `prompt_strict_acc` and the value of a sample `prompt_level_strict`. */
function perSample(words: string): string {
  return words.replace(/_acc(?:uracy)?$/, '').replace('_level_', '_');
}

function isMean(words: string): boolean {
  return words === 'accuracy' || words === 'mean';
}

function first(metrics: readonly string[], preferred: readonly string[]): string | null {
  for (const name of preferred) {
    const found = name.includes(',') ? exactly(metrics, name) : named(metrics, name);
    if (found !== null) return found;
  }
  return null;
}

function exactly(metrics: readonly string[], name: string): string | null {
  return metrics.includes(name) ? name : null;
}

/** The metric of these words, under the best of its filters, over the most tries; of several scorers the first. */
function named(metrics: readonly string[], name: string): string | null {
  const { words } = metricParts(name);
  const own = metrics.filter((metric) => {
    const parts = metricParts(metric);
    return parts.words === words || parts.scorer === name;
  });
  return own.toSorted((a, b) => rank(a) - rank(b) || tries(b) - tries(a))[0] ?? null;
}

function rank(metric: string): number {
  const { filter } = metricParts(metric);
  if (filter === null) return -1;
  const place = filterOrder.indexOf(filter);
  return place < 0 ? filterOrder.indexOf('') : place;
}

/** Of each item, where lighteval's name says it: `pass@k:k=1&n=16`, `math_pass@1:32_samples`. */
function tries(metric: string): number {
  return Number(/(?:[:&]n=|:|avg@)(\d+)(?=$|[_&])/.exec(metric)?.[1] ?? 0);
}

interface MetricParts {
  /** Of Inspect's `<scorer>/<metric>`. */
  readonly scorer: string | null;
  readonly words: string;
  readonly filter: string | null;
}

function metricParts(metric: string): MetricParts {
  const at = metric.indexOf(',');
  const [name, filter] = at < 0 ? [metric, null] : [metric.slice(0, at), metric.slice(at + 1)];
  const slash = name.lastIndexOf('/');
  const scorer = slash < 0 ? null : name.slice(0, slash);
  return { scorer, words: metricWords(slash < 0 ? name : name.slice(slash + 1)), filter };
}

/**
 * A metric's name as the tables here have it: in lower case with `_` for `-`, and every tool's way to write the
 * share of first tries as `pass@1`: `pass_at_1`, `humaneval_pass@1`, lighteval's `math_pass@1:1_samples`,
 * `codegen_pass@1:16`, `pass@k:k=1&n=16` and `gpqa_pass@k:k=1`; a mean over n tries as `avg@n`.
 */
function metricWords(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/\s*\([^)]*\)$/, '')
    .replace(/[-\s]+/g, '_');
  const pass = /^(?:[a-z]+_)?pass(?:@|_at_)(?:k:k=)?(\d+)(?:$|[:&_])/.exec(plain);
  if (pass !== null) return `pass@${pass[1] ?? ''}`;
  return /^(?:[a-z]+_)?avg@(?:n|\d+)(?:$|[:&_])/.test(plain) ? 'avg@n' : plain;
}

/** Not an error, a perplexity or a count. */
function isScore(metric: string): boolean {
  // A judge's label is whatever its user calls it.
  if (/^judge:[^,]*(?:,none)?$/.test(metric)) return true;
  return !/stderr|std_err|(?:^|[_/])std(?:$|[,_])|perplexity|(?:^|[_/])ppl|bits_per_byte|logprob|(?:^|\/)(?:num|n)_|sample_len|latency|runtime|tokens|(?:^|\/)alias$/i.test(
    metric,
  );
}
