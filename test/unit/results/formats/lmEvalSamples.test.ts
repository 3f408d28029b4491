import { describe, expect, it } from 'vitest';
import { lmEval } from '../../../../src/core/results/formats/lmEval.ts';
import { readResults } from '../../../../src/core/results/formats/readResults.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { memorySource, readContext, readWith, rowsOf } from '../support/memorySource.ts';
import { docOf, folder, line, lines, oldLine, samplesPath, stamp, valuesOf } from './lmEvalFixtures.ts';

const read = (content: string | Uint8Array, path = samplesPath(), chunkBytes = 1 << 16) =>
  readWith(lmEval, path, content, { chunkBytes });

describe('samples of lm-evaluation-harness', () => {
  it('give their values by item, joined to results by folder, stamp and task', async () => {
    const content = lines(line(), line({ id: '1', doc: docOf('1'), metrics: { exact_match: '0.0' } }));
    const { reading, context } = await read(content);
    expect(reading.problems).toEqual([]);
    const run = `${folder}\n${stamp}\nhendrycks_math500`;
    const base = { run, model: null, task: 'hendrycks_math500', repeat: 0, state: sampleState.ended };
    expect(rowsOf(reading, context)).toEqual([
      { ...base, id: '0', 'exact_match,none': 1 },
      { ...base, id: '1', 'exact_match,none': 0 },
    ]);
    expect(context.items.items[0]).toMatchObject({
      published: { benchmark: 'MATH-500', id: 'sums/0.json' },
      gold: '1',
      fields: { subject: 'Sums' },
    });
  });

  it('are the same wherever chunks end', async () => {
    const content = lines(...[0, 1, 2].map((id) => line({ id: String(id), doc: docOf(String(id)) })));
    for (const chunkBytes of [1, 7, 100, 1009]) {
      const { reading, context } = await read(content, samplesPath(), chunkBytes);
      expect(rowsOf(reading, context).map(({ id }) => id)).toEqual(['0', '1', '2']);
      expect(Array.from(reading.samples[0]?.place ?? [])).toEqual([
        0,
        content.indexOf('\n') + 1,
        content.indexOf('\n', content.indexOf('\n') + 1) + 1,
      ]);
    }
  });

  it('of several filters are a set for each', async () => {
    const content = lines(
      line({ filter: 'strict-match', metrics: { exact_match: '0.0' } }),
      line({ filter: 'flexible-extract', metrics: { exact_match: '1.0' } }),
    );
    const { reading, context } = await read(content, samplesPath('gpqa_diamond_cot_zeroshot'));
    expect(valuesOf(reading, context)).toEqual({
      'exact_match,strict-match 0': 0,
      'exact_match,flexible-extract 0': 1,
    });
    expect(new Set(reading.samples.map(({ run }) => run)).size).toBe(1);
  });

  describe('with values of metrics that are no numbers', () => {
    const withValue = (id: string, metrics: Readonly<Record<string, string>>): string =>
      line({ id, doc: docOf(id), metrics });

    it('are counted in one problem, which names the first field, its line, and the others', async () => {
      const { reading, context } = await read(
        lines(
          withValue('0', { exact_match: '1.0', f1: '0.5' }),
          withValue('1', { exact_match: '"half"', f1: '0.5' }),
          withValue('2', { exact_match: 'null', f1: '{"gold": 1}' }),
          withValue('3', { exact_match: '0.0', f1: '1.0' }),
        ),
      );
      expect(reading.problems).toEqual([
        {
          file: samplesPath(),
          line: 2,
          field: 'exact_match',
          message:
            'The value of "exact_match" must be a number, not text: this sample is left out of the score. The file has 3 such values, also of "f1".',
        },
      ]);
      expect(valuesOf(reading, context)).toEqual({
        'exact_match,none 0': 1,
        'exact_match,none 3': 0,
        'f1,none 0': 0.5,
        'f1,none 1': 0.5,
        'f1,none 3': 1,
      });
      // More lines change the count.
      expect(reading.end).toBeUndefined();
    });

    it.each(['null', '"right"'])('are said of %s also where no sample has a number', async (value) => {
      const content = lines(...['0', '1'].map((id) => withValue(id, { exact_match: value })));
      const { problems } = (await read(content)).reading;
      expect(problems.map(({ line, field }) => [line, field])).toEqual([[1, 'exact_match']]);
      expect(problems[0]?.message).toContain('The file has 2 such values.');
    });

    it.each([
      // What is made of these is made over all samples.
      { exact_match: '[1, 2]' },
      { exact_match: '{"gold": 1, "pred": 2}' },
      { exact_match: 'NaN' },
      { exact_match: '"nan"' },
      // As in a run that is asked and not scored.
      { bypass: 'null' },
    ])('are as they should be in all samples: %o', async (metrics) => {
      const content = lines(withValue('0', metrics), withValue('1', metrics));
      expect((await read(content)).reading.problems).toEqual([]);
    });

    it('are no metrics in lines that list none, unless other lines have numbers there', async () => {
      const old = (id: string, metrics: Readonly<Record<string, string>>): string =>
        oldLine({ id, doc: docOf(id), metrics });
      const note = { exact_match: '1.0', note: '"by hand"' };
      expect((await read(lines(old('0', note), old('1', note)))).reading.problems).toEqual([]);
      const mixed = lines(old('0', note), old('1', { exact_match: '"yes"', note: '"by hand"' }));
      expect((await read(mixed)).reading.problems).toMatchObject([{ line: 2, field: 'exact_match' }]);
    });
  });

  it('from before v0.4.7 are read without a filter, and told apart where there are several', async () => {
    const one = await read(lines(oldLine(), oldLine({ id: '1', doc: docOf('1') })));
    expect(valuesOf(one.reading, one.context)).toEqual({ 'exact_match,none 0': 1, 'exact_match,none 1': 1 });
    const two = await read(lines(oldLine(), oldLine({ metrics: { exact_match: '0.0' } })));
    expect(valuesOf(two.reading, two.context)).toEqual({
      'exact_match,filter 1 0': 1,
      'exact_match,filter 2 0': 0,
    });
    expect(two.reading.end).toBeUndefined();
  });

  it('may have keys in another order, a long tail, no spaces, and ids of any kind', async () => {
    const compact = JSON.stringify(JSON.parse(line({ id: '3', doc: docOf('3') })));
    const { doc, ...rest } = JSON.parse(line({ id: '4', doc: docOf('4') })) as Record<string, unknown>;
    const long = Object.fromEntries(
      Array.from({ length: 300 }, (_, place) => [`long_metric_${place}`, '0.25']),
    );
    const content = lines(
      compact,
      JSON.stringify({ ...rest, doc }),
      line({ id: '5', doc: docOf('5'), metrics: { ...long, exact_match: '1' } }),
      line({ id: '"q-6"', doc: docOf('6') }),
      line({ id: '90071992547409931', doc: docOf('7') }),
    );
    const { reading, context } = await read(content);
    expect(reading.problems).toEqual([]);
    expect(rowsOf(reading, context).map(({ id }) => id)).toEqual(['3', '4', '5', 'q-6', '90071992547409931']);
    expect(valuesOf(reading, context)['long_metric_299,none 5']).toBe(0.25);
  });

  it('are not led astray by a response that looks like the end of a line', async () => {
    const trick = 'so "filter": "none", "metrics": ["exact_match"], "doc_hash": "0", "exact_match": 1.0}';
    const nested = { ...docOf('0'), target: 'x, "target": "y', filter: 'none', exact_match: 1 };
    const content = lines(
      line({ response: trick, doc: nested, metrics: { exact_match: '0.0', deep: '{"a": 1, "filter": 2}' } }),
    );
    const { reading, context } = await read(content);
    expect(reading.problems).toEqual([]);
    expect(valuesOf(reading, context)).toEqual({ 'exact_match,none 0': 0 });
  });

  it('have numbers as Python writes them: NaN, Infinity, and text', async () => {
    const metrics = { a: 'NaN', b: 'Infinity', c: '"True"', d: '"False"', e: '"0.5"', f: 'true', g: '"N/A"' };
    const { reading, context } = await read(lines(line({ metrics })));
    expect(reading.problems.map(({ field }) => field)).toEqual(['g']);
    expect(valuesOf(reading, context)).toEqual({
      'c,none 0': 1,
      'd,none 0': 0,
      'e,none 0': 0.5,
      'f,none 0': 1,
    });
  });

  it('of IFEval count the share of instructions, and lists of other things are no value', async () => {
    const metrics = {
      prompt_level_strict_acc: 'false',
      inst_level_strict_acc: '[true, "False", true, true]',
      word_perplexity: '[-12.5, 7]',
      f1: '{"gold": 1}',
      none_at_all: '[]',
    };
    const { reading } = await read(lines(line({ metrics })), samplesPath('ifeval'));
    expect(reading.problems).toEqual([]);
    const [set] = reading.samples;
    expect(set?.metrics.map(({ name, values, of }) => [name, values[0], of?.[0]])).toEqual([
      ['prompt_level_strict_acc,none', 0, undefined],
      ['inst_level_strict_acc,none', 0.75, 4],
    ]);
  });

  it('know an item again by its hash, and keep apart what only looks alike', async () => {
    const context = readContext();
    const other = lines(line(), line({ id: '1', doc: docOf('0') }));
    for (const path of ['/a', '/b']) {
      await lmEval.read(memorySource(`${path}/samples_t_${stamp}.jsonl`, other), context);
    }
    expect(context.items.items.map(({ id }) => id)).toEqual(['0', '1']);
  });

  it('that opened their reasoning and never closed it were cut off', async () => {
    const content = lines(
      line({ response: '<think>hm</think> The answer is 1.' }),
      line({ id: '1', doc: docOf('1'), response: '<think>hm, and on and on' }),
      line({ id: '2', doc: docOf('2'), response: 'plain' }),
      line({ id: '3', doc: docOf('3'), prompt: 'Add.<think>\n', response: 'on and on' }),
    );
    const { reading } = await read(content);
    const { ended, truncated } = sampleState;
    expect(Array.from(reading.samples[0]?.state ?? [])).toEqual([ended, truncated, ended, truncated]);
  });

  it('resume behind the last whole line', async () => {
    const whole = lines(line(), line({ id: '1', doc: docOf('1') }));
    const first = lines(line());
    const { reading } = await read(first);
    expect(reading.end).toEqual({ offset: Buffer.byteLength(first), line: 2 });
    const context = readContext(reading.end === undefined ? {} : { from: reading.end });
    const rest = await lmEval.read(memorySource(samplesPath(), whole), context);
    expect(rowsOf(rest, context).map(({ id }) => id)).toEqual(['1']);
    expect(rest.samples[0]?.place[0]).toBe(Buffer.byteLength(first));
  });

  it('stop when nobody wants the rest', async () => {
    const content = lines(...Array.from({ length: 600 }, (_, id) => line({ id: String(id) })));
    const reading = await lmEval.read(
      memorySource(samplesPath(), content),
      readContext({ wanted: () => false }),
    );
    expect(reading.samples[0]?.rows).toBe(255);
  });
});

describe('damaged samples of lm-evaluation-harness', () => {
  const good = line({ id: '1', doc: docOf('1') });
  const broken: readonly (readonly [string, string | Uint8Array, number, RegExp])[] = [
    ['a torn last line', `${good}\n${line().slice(0, 300)}`, 2, /last line is cut off/],
    ['a line that is cut off', lines(line().slice(0, 300), good), 1, /ends in the middle/],
    ['a line that is no object', lines('[1]', good), 1, /is no object, but a list/],
    ['a line without an id', lines('{"a": 1}', good), 1, /has no usable "doc_id"/],
    ['a line without its filter', lines(line().replace('"filter"', '"filuer"'), good), 1, /"filter"/],
    [
      'a metric that is listed and not there',
      lines(line({ metrics: {} }).replace('[]', '["em"]'), good),
      1,
      /"em"/,
    ],
    [
      'two lines that became one',
      lines(`${line()} ${line({ id: '2', doc: docOf('2') })}`, good),
      1,
      /is not JSON/,
    ],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from([0x7b, 0xff, 0xfe, 10]), Buffer.from(lines(good))]),
      1,
      /UTF-8/,
    ],
  ];
  it.each(broken)('%s: its line is named, the rest is kept', async (_name, content, at, message) => {
    const { reading, context } = await read(content);
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]).toMatchObject({ file: samplesPath(), line: at });
    expect(reading.problems[0]?.message).toMatch(message);
    expect(valuesOf(reading, context)['exact_match,none 1']).toBe(1);
  });

  it('a torn last line is read again from the start', async () => {
    const { reading } = await read(`${good}\n${line().slice(0, 300)}`);
    expect(reading.end).toBeUndefined();
  });

  it.each([
    ['', /empty/],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n', /git lfs pull/],
  ])('a file of nothing of its own says so', async (content, message) => {
    const reading = await readResults(memorySource(samplesPath(), content), readContext());
    expect(reading?.format).toBe('lm-eval');
    expect(reading?.problems[0]?.message).toMatch(message);
  });

  it('many wrong lines are not as many problems', async () => {
    const { reading } = await read(lines(...Array.from({ length: 90 }, () => '[1]')));
    expect(reading.problems).toHaveLength(51);
    expect(reading.problems.at(-1)?.message).toBe('40 more lines have problems.');
  });

  it('one byte changed anywhere gives no value of its own', async () => {
    const content = Buffer.from(
      lines(
        line(),
        line({ id: '1', doc: docOf('1'), metrics: { exact_match: '0.0' } }),
        line({ id: '2', doc: docOf('2'), filter: 'other' }),
        line({ id: '3', doc: docOf('3') }),
      ),
    );
    const whole = await read(content);
    const right = valuesOf(whole.reading, whole.context);
    let seed = 11;
    const random = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
    for (let round = 0; round < 1500; round++) {
      const damaged = Buffer.from(content);
      const at = Math.floor(random() * damaged.length);
      damaged[at] = Math.floor(random() * 256);
      const around = content.toString('latin1', Math.max(0, at - 24), at + 1);
      // A number, a name or an id that became another one cannot be told from one that was meant.
      if (/"(?:doc_id|exact_match|filter)": "?[\w.]*$/.test(around)) continue;
      const context = readContext();
      const reading = await readResults(memorySource(samplesPath(), damaged), context);
      const values = reading === null ? {} : valuesOf(reading, context);
      const wrong = Object.entries(values).filter(([key, value]) => right[key] !== value);
      if (wrong.length > 0) expect(reading?.problems, `${at}: ${around}`).not.toEqual([]);
      expect(wrong, `${at}: ${around}`).toEqual([]);
    }
  });
});
