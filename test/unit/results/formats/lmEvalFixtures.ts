import { createHash } from 'node:crypto';
import type { ReadContext, FileReading } from '../../../../src/core/results/formats/format.ts';

export const stamp = '2026-01-02T03-04-05.678901';
export const folder = '/logs/org__tiny';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a line of the tests differs in. */
export interface LineOptions {
  readonly id?: string;
  readonly doc?: Readonly<Record<string, unknown>>;
  readonly response?: string;
  readonly filter?: string;
  /** Values as they stand in the file. */
  readonly metrics?: Readonly<Record<string, string>>;
  readonly prompt?: unknown;
  readonly resps?: unknown;
}

export const docOf = (id: string): Record<string, unknown> => ({
  problem: `What is ${id} and one more, in a sum?`,
  solution: 'Add them.',
  answer: String(Number(id) + 1),
  subject: 'Sums',
  level: 1,
  unique_id: `sums/${id}.json`,
});

/** Python's `json.dumps` puts a space behind each colon and comma. */
export const python = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/"(?:[^"\\]|\\.)*"|[:,]/g, (token) =>
    token.startsWith('"') ? token : `${token} `,
  );

/** A line as v0.4.7 and later write it. */
export function line({
  id = '0',
  doc = docOf('0'),
  response = 'The answer is 1.',
  filter = 'none',
  metrics = { exact_match: '1.0' },
  prompt = ['[{"role": "user", "content": "Add."}]'],
  resps = [[response]],
}: LineOptions = {}): string {
  const texts = python(doc);
  return [
    `{"doc_id": ${id}`,
    `"doc": ${texts}`,
    `"target": ${python(doc.answer ?? 'x')}`,
    `"arguments": ${python({ gen_args_0: { arg_0: prompt, arg_1: { until: ['\n'] } } })}`,
    `"resps": ${python(resps)}`,
    `"filtered_resps": ${python([response])}`,
    `"filter": "${filter}"`,
    `"metrics": ${python(Object.keys(metrics))}`,
    `"doc_hash": "${hash(texts)}"`,
    `"prompt_hash": "${hash('p')}"`,
    `"target_hash": "${hash('t')}"`,
    ...Object.entries(metrics).map(([name, value]) => `"${name}": ${value}`),
  ]
    .join(', ')
    .concat('}');
}

/** A line as v0.4.3 to v0.4.6 write it: without its filter and the list of its metrics. */
export const oldLine = (options: LineOptions = {}): string =>
  line(options).replace(/"filter": "[^"]*", "metrics": \[[^\]]*\], /, '');

/** Lines of a file, each with its end. */
export const lines = (...all: readonly string[]): string => all.map((text) => `${text}\n`).join('');

export const samplesPath = (task = 'hendrycks_math500'): string => `${folder}/samples_${task}_${stamp}.jsonl`;
export const resultsPath = `${folder}/results_${stamp}.json`;

/** Each value by metric and item, where there is one. */
export function valuesOf(reading: FileReading, context: ReadContext): Readonly<Record<string, number>> {
  return Object.fromEntries(
    reading.samples.flatMap((set) =>
      set.metrics.flatMap(({ name, values }) =>
        Array.from(values, (value, row) => ({ value, id: context.items.items[set.item[row] ?? -1]?.id }))
          .filter(({ value }) => !Number.isNaN(value))
          .map(({ value, id }) => [`${name} ${id}`, value]),
      ),
    ),
  );
}
