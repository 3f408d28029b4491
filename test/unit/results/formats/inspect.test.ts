import { describe, expect, test } from 'vitest';
import { inspect } from '../../../../src/core/results/formats/inspect.ts';
import { UnreadableError } from '../../../../src/core/results/formats/source.ts';
import { sampleState, unknownTokens } from '../../../../src/core/results/sampleSet.ts';
import { memorySource, rowsOf } from '../support/memorySource.ts';
import {
  evalSource,
  jsonSource,
  logHeader,
  logMembers,
  logSample,
  readLog,
  reported,
  zipLog,
} from './inspectSupport.ts';

const samples = [logSample('1', 'C'), logSample('2', 'I')];

describe('a log', () => {
  test.each([
    { kind: 'zip', source: evalSource(zipLog(logMembers(logHeader(), samples))) },
    { kind: 'JSON', source: jsonSource({ ...logHeader(), samples }) },
  ])('in $kind gives its run and its samples', async ({ source }) => {
    expect(inspect.claims(source)).toBe(true);
    const { reading, context } = await readLog(source);
    const run = `inspect:runOne:taskOne:${source.path}`;
    expect(reading.problems).toEqual([]);
    expect(reading.parts).toEqual([
      {
        run,
        model: 'local/tiny',
        task: 'sums',
        metrics: [{ name: 'match/accuracy', value: 0.5, stderr: 0.5 }],
        n: 2,
        of: 2,
        repeats: 1,
        partial: false,
        date: Date.UTC(2026, 0, 2, 3, 4, 5),
        asked: { api: 'chat' },
      },
    ]);
    const common = { run, model: 'local/tiny', task: 'sums', repeat: 0, state: sampleState.ended };
    expect(rowsOf(reading, context)).toEqual([
      { ...common, id: '1', 'match/accuracy': 1 },
      { ...common, id: '2', 'match/accuracy': 0 },
    ]);
    expect([...(reading.samples[0]?.tokens ?? [])]).toEqual([7, 7]);
    const place = reading.samples[0]?.place[1] ?? -1;
    expect(await inspect.sample(source, { task: 'sums', place, repeat: 0 })).toMatchObject({
      id: '2',
      gold: '2',
    });
  });

  test('is told by its name and beginning', () => {
    const claims = (path: string, content: string): boolean => inspect.claims(memorySource(path, content));
    expect(claims('/a/log.json', JSON.stringify(logHeader()))).toBe(true);
    expect(claims('/a/log.json', '{"version": 2, "status": "success", "other": {}}')).toBe(false);
    expect(claims('/a/log.json', '{"eval": {}, "results": []}')).toBe(false);
    expect(claims('/a/b.eval', 'PK and so on')).toBe(true);
    expect(claims('/a/2026-01-02T03-04-05-00-00_sums_x.eval', 'damaged')).toBe(true);
    expect(claims('/a/b.eval', 'version https://git-lfs.github.com/spec/v1\n')).toBe(true);
    expect(claims('/a/b.eval', 'f(x) = 3')).toBe(false);
  });

  test('of the oldest layout has its results apart', async () => {
    const { version, eval: spec, status, results } = logHeader();
    const members = [
      ['start.json', { version, eval: spec }],
      ['samples/1_epoch_1.json', samples[0]],
      ['samples/2_epoch_1.json', samples[1]],
      ['summaries/1.json', []],
      ['summary.json', []],
      ['results.json', { status, results }],
    ] as const;
    const { reading } = await readLog(evalSource(zipLog(members)));
    expect(reading.parts[0]).toMatchObject({
      partial: false,
      metrics: [{ name: 'match/accuracy', value: 0.5 }],
    });
    const begun = await readLog(evalSource(zipLog(members.slice(0, 3))));
    expect(begun.reading.parts[0]).toMatchObject({ partial: true, metrics: [] });
    expect(begun.reading.samples[0]?.rows).toBe(2);
  });

  test('that is not finished is partial', async () => {
    const spec = { scorers: [{ name: 'pack/match', metrics: [{ name: 'inspect_ai/accuracy' }] }] };
    const members = logMembers(logHeader({ spec }), samples).slice(0, -1);
    const { reading, context } = await readLog(evalSource(zipLog(members)));
    expect(reading.parts[0]).toMatchObject({ partial: true, metrics: [], n: 2 });
    expect(rowsOf(reading, context)[0]).toMatchObject({ 'match/accuracy': 1 });
  });

  test('is partial where items are missing, and else is not', async () => {
    const partial = async (header: Record<string, unknown>): Promise<unknown> =>
      (await readLog(jsonSource({ ...header, samples }))).reading.parts[0]?.partial;
    const spec = (dataset: unknown, config: unknown) => logHeader({ spec: { dataset, config } });
    expect(await partial(logHeader({ status: 'cancelled' }))).toBe(true);
    expect(await partial(spec({ samples: 100, sample_ids: ['1', '2'] }, { limit: 2 }))).toBe(true);
    expect(await partial(spec({ samples: 100 }, { limit: [0, 2] }))).toBe(true);
    expect(await partial(spec({ samples: 100 }, { sample_id: '1' }))).toBe(true);
    expect(await partial(spec({ samples: 2 }, { limit: 10 }))).toBe(false);
    const failed = { total_samples: 3, completed_samples: 2, scores: [] };
    expect(await partial(logHeader({ results: failed }))).toBe(true);
  });

  test('of equal names the last member holds', async () => {
    const members = [
      ...logMembers(logHeader(), samples),
      ['samples/2_epoch_1.json', logSample('2', 'P')] as const,
    ];
    const { reading, context } = await readLog(evalSource(zipLog(members)));
    expect(rowsOf(reading, context).map((row) => [row.id, row['match/accuracy']])).toEqual([
      ['1', 1],
      ['2', 0.5],
    ]);
  });

  test('with ids of all kinds keeps them, with their digits', async () => {
    const text = JSON.stringify({
      ...logHeader(),
      samples: [logSample('a/b c', 'C'), logSample(7, 'C'), logSample('BIG', 'C')],
    }).replace('"BIG"', '9007199254740993123');
    const { reading, context } = await readLog(jsonSource(text));
    expect(rowsOf(reading, context).map(({ id }) => id)).toEqual(['a/b c', '7', '9007199254740993123']);
    const slashed = logMembers(logHeader(), [logSample('a/b', 'C'), logSample('2', 'I')]);
    expect((await readLog(evalSource(zipLog(slashed)))).reading.samples[0]?.rows).toBe(2);
  });
});

describe('what a log is damaged in', () => {
  test('one sample is said, and the others are read', async () => {
    const bad = { ...logSample('2', 'C'), scores: { match: { value: { a: 1 } }, other: 3 } };
    for (const source of [
      jsonSource({ ...logHeader(), samples: [samples[0], bad, 'no sample'] }),
      evalSource(
        zipLog([...logMembers(logHeader(), [samples[0]!, bad]), ['samples/3_epoch_1.json', '{"id":']]),
      ),
    ]) {
      const { reading } = await readLog(source);
      expect(reading.samples[0]?.rows).toBe(1);
      expect(reading.problems).toHaveLength(2);
      expect(reading.problems[0]?.file).toBe(source.path);
      expect(reading.problems[0]?.field).toMatch(/^samples/);
      expect(reading.problems[0]?.message).toContain('"scores.other"');
    }
  });

  test('its packed bytes is never a verdict', async () => {
    const bytes = zipLog(logMembers(logHeader(), samples));
    const at = bytes.indexOf('samples/2_epoch_1.json') + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const { reading } = await readLog(evalSource(bytes));
    expect(reading.samples[0]?.rows).toBe(1);
    expect(reading.problems[0]).toMatchObject({ field: 'samples/2_epoch_1.json' });
    expect(reading.problems[0]?.message).toContain('damaged');
  });

  test('its results or its header is said', async () => {
    const results = {
      total_samples: 2,
      completed_samples: 2,
      scores: [{ name: 'match', metrics: { accuracy: 'x' } }],
    };
    const { reading } = await readLog(jsonSource({ ...logHeader({ results }), samples }));
    expect(reading.parts[0]?.metrics).toEqual([]);
    expect(reading.samples[0]?.rows).toBe(2);
    expect(reading.problems[0]).toMatchObject({ field: 'results' });
    const noHeader = evalSource(zipLog([['samples/1_epoch_1.json', samples[0]]]));
    await expect(readLog(noHeader)).rejects.toThrow(UnreadableError);
    await expect(readLog(jsonSource({ ...logHeader(), eval: { model: 'm' } }))).rejects.toThrow('"task"');
    const cut = JSON.stringify(logHeader(), null, 2).slice(0, 200);
    const { problems } = (await readLog(jsonSource(cut))).reading;
    expect(problems[0]?.line).toBe(cut.split('\n').length);
    expect(problems[0]?.message).toContain('cut off');
  });

  test('its JSON leaves the samples that are whole', async () => {
    const text = JSON.stringify({ ...logHeader(), samples }, null, 2);
    const cut = jsonSource(text.slice(0, text.lastIndexOf('"scores"')));
    const { reading, context } = await readLog(cut);
    expect(rowsOf(reading, context)).toMatchObject([{ id: '1', 'match/accuracy': 1 }]);
    expect(reading.parts[0]).toMatchObject({ metrics: [{ name: 'match/accuracy', value: 0.5 }], n: 1 });
    expect(reading.problems[0]?.message).toContain('cut off');
    expect(reading.problems[1]?.message).toContain('holds only 1');
    expect(await inspect.sample(cut, { task: 'sums', place: 0, repeat: 0 })).toMatchObject({ id: '1' });

    const broken = text.replace('"target": "1"', '"target": oh');
    const { reading: second, context: items } = await readLog(jsonSource(broken));
    expect(rowsOf(second, items)).toMatchObject([{ id: '2', 'match/accuracy': 0 }]);
    expect(second.problems.map(({ field }) => field)).toEqual([undefined, 'samples[0]']);
  });

  test('fewer samples than were completed is said', async () => {
    const members = logMembers(logHeader(), samples).filter(([name]) => !name.startsWith('samples/2'));
    const { reading } = await readLog(evalSource(zipLog(members)));
    expect(reading.problems[0]?.message).toContain('2 samples were completed, but holds only 1');
    const none = logMembers(logHeader(), []);
    const { reading: without } = await readLog(evalSource(zipLog(none)));
    expect(without).toMatchObject({ samples: [], problems: [], parts: [{ n: 2 }] });
  });
});

describe('a sample counts as', () => {
  test.each([
    ['failed', { error: { message: 'RuntimeError: no' } }, sampleState.failed],
    ['cancelled', { error: { message: 'CancelledError()' } }, sampleState.cancelled],
    ['truncated by a limit', { limit: { type: 'token', limit: 10 } }, sampleState.truncated],
    ['truncated by its length', { output: { choices: [answer('max_tokens')] } }, sampleState.truncated],
    [
      'truncated, as the first versions said',
      { output: { choices: [answer('length')] } },
      sampleState.truncated,
    ],
    ['truncated by its context', { output: { choices: [answer('model_length')] } }, sampleState.truncated],
    ['ended', { output: { choices: [answer('content_filter')] } }, sampleState.ended],
  ])('%s', async (_, fields, state) => {
    const { reading } = await readLog(jsonSource({ ...logHeader(), samples: [logSample('1', 'C', fields)] }));
    expect(reading.samples[0]?.state[0]).toBe(state);
    if ('output' in fields) expect(reading.samples[0]?.tokens[0]).toBe(unknownTokens);
    const counted = state === sampleState.failed || state === sampleState.cancelled ? 0 : 1;
    expect(reading.parts[0]?.n).toBe(counted);
  });
});

function answer(stop_reason: string): Record<string, unknown> {
  return { message: { role: 'assistant', content: 'So' }, stop_reason };
}

test('a log with epochs has repeats', async () => {
  const two = [...samples, logSample('1', 'I', { epoch: 2 }), logSample('2', 'I', { epoch: 2 })];
  const results = { scores: [reported('match', { accuracy: 0.25 })] };
  const { reading } = await readLog(
    jsonSource({ ...logHeader({ spec: { config: { epochs: 2 } }, results }), samples: two }),
  );
  expect(reading.parts[0]).toMatchObject({ repeats: 2, n: 2 });
  expect([...(reading.samples[0]?.repeat ?? [])]).toEqual([0, 0, 1, 1]);
  expect(new Set(reading.samples[0]?.item).size).toBe(2);
});
