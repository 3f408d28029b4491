import type { FileReading, ReadContext } from '../../../../src/core/results/formats/format.ts';
import { inspect } from '../../../../src/core/results/formats/inspect.ts';
import type { ResultSource } from '../../../../src/core/results/formats/source.ts';
import { bufferSource } from '../../../../src/workspace/items/byteSource.ts';
import { openArchive } from '../../../../src/workspace/zip/openArchive.ts';
import { memorySource, readContext } from '../support/memorySource.ts';
import { writeZip } from '../zip/support/writeZip.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A log of one finished run with the scorer `match`; fields given replace whole fields of it. */
export function logHeader({ spec, ...fields }: Fields & { readonly spec?: Fields } = {}): Fields {
  return {
    version: 2,
    status: 'success',
    eval: {
      task: 'pack/sums',
      task_id: 'taskOne',
      run_id: 'runOne',
      created: '2026-01-02T03:04:05+00:00',
      model: 'local/tiny',
      dataset: { samples: 2, sample_ids: ['1', '2'] },
      config: { epochs: 1 },
      ...spec,
    },
    results: {
      total_samples: 2,
      completed_samples: 2,
      scores: [reported('match', { accuracy: 0.5, stderr: 0.5 })],
    },
    ...fields,
  };
}

export function reported(
  name: string,
  metrics: Readonly<Record<string, number>>,
  fields: Fields = {},
): Fields {
  const entries = Object.entries(metrics).map(([metric, value]) => [metric, { name: metric, value }]);
  return { name, scorer: name, metrics: Object.fromEntries(entries), ...fields };
}

export function logSample(id: number | string, value: unknown, fields: Fields = {}): Fields {
  return {
    id,
    epoch: 1,
    input: `What is one and ${id}?`,
    target: `${id}`,
    messages: [],
    output: {
      choices: [{ message: { role: 'assistant', content: 'It is so.' }, stop_reason: 'stop' }],
      usage: { input_tokens: 5, output_tokens: 7 },
    },
    scores: { match: { value } },
    ...fields,
  };
}

/** Members of a log in the order in which Inspect writes them. */
export function logMembers(
  header: Fields,
  samples: readonly Fields[],
): readonly (readonly [string, Fields])[] {
  const { version, eval: spec, plan } = header;
  return [
    ['_journal/start.json', { version, eval: spec, plan }],
    ...samples.map(
      (sample) => [`samples/${String(sample.id)}_epoch_${String(sample.epoch)}.json`, sample] as const,
    ),
    ['header.json', header],
  ];
}

export function zipLog(members: readonly (readonly [string, unknown])[]): Buffer {
  return writeZip(
    members.map(([name, value], place) => ({
      name,
      text: typeof value === 'string' ? value : JSON.stringify(value),
      method: place % 2 === 0 ? 93 : 8,
    })),
  );
}

export function evalSource(
  bytes: Buffer,
  path = '/logs/2026-01-02T03-04-05-00-00_sums_taskOne.eval',
): ResultSource {
  return { ...memorySource(path, bytes), archive: () => openArchive(bufferSource(bytes)) };
}

export function jsonSource(log: Fields | string, path = '/logs/log.json'): ResultSource {
  return memorySource(path, typeof log === 'string' ? log : JSON.stringify(log));
}

export async function readLog(
  source: ResultSource,
): Promise<{ readonly reading: FileReading; readonly context: ReadContext }> {
  const context = readContext();
  return { reading: await inspect.read(source, context), context };
}
