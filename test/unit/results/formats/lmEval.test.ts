import { describe, expect, it } from 'vitest';
import { lmEval } from '../../../../src/core/results/formats/lmEval.ts';
import { modelOfFolder, samplesName } from '../../../../src/core/results/formats/lmEvalPath.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';
import {
  docOf,
  folder,
  line,
  lines,
  oldLine,
  python,
  resultsPath,
  samplesPath,
  stamp,
} from './lmEvalFixtures.ts';

/** A file of results with one task. */
const results = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  results: {
    hendrycks_math500: {
      alias: 'hendrycks_math500',
      'exact_match,none': 0.25,
      'exact_match_stderr,none': 0.05,
    },
  },
  group_subtasks: { hendrycks_math500: [] },
  configs: {
    hendrycks_math500: {
      task: 'hendrycks_math500',
      output_type: 'generate_until',
      repeats: 4,
      doc_to_text: 'Problem: {{problem}}',
      generation_kwargs: { temperature: 0.6, top_p: 0.95, max_gen_toks: 1024 },
    },
  },
  'n-shot': { hendrycks_math500: 0 },
  'n-samples': { hendrycks_math500: { original: 40, effective: 40 } },
  config: { model: 'hf', model_args: 'pretrained=org/tiny,dtype=bfloat16', limit: null, gen_kwargs: null },
  date: 1_700_000_000.5,
  model_name: 'org/tiny',
  system_instruction: 'Be brief.',
  ...more,
});

const partsOf = async (value: unknown, path = resultsPath) => {
  const { reading } = await readWith(lmEval, path, JSON.stringify(value, null, 2));
  expect(reading.problems).toEqual([]);
  return reading.parts;
};

it('reads the percent of the script of SQuAD 2.0 as fractions', async () => {
  const row = { 'exact,none': 55, 'f1,none': 63.5, 'best_f1,none': 0.5, 'f1_stderr,none': 'N/A' };
  const { reading } = await readWith(
    lmEval,
    resultsPath,
    python({ ...results(), results: { squadv2: row } }),
  );
  expect(reading.parts[0]?.metrics.map(({ name, value }) => [name, value])).toEqual([
    ['exact,none', 0.55],
    ['f1,none', 0.635],
    ['best_f1,none', 0.005],
  ]);
});

describe('results of lm-evaluation-harness', () => {
  it('say everything of a task that the file says', async () => {
    const [part] = await partsOf(results());
    expect(part).toMatchObject({
      run: `${folder}\n${stamp}\nhendrycks_math500`,
      model: 'org/tiny',
      task: 'hendrycks_math500',
      metrics: [{ name: 'exact_match,none', value: 0.25, stderr: 0.05 }],
      n: 40,
      repeats: 1,
      partial: false,
      date: 1_700_000_000_500,
      asked: {
        shots: 0,
        api: 'completions',
        temperature: 0.6,
        topP: 0.95,
        maxTokens: 1024,
        system: 'Be brief.',
      },
    });
  });

  it('have metrics as text, without an error, or none at all', async () => {
    const row = {
      name: 't',
      alias: 't',
      sample_len: 20,
      'acc,none': '0.5',
      'acc_stderr,none': 'N/A',
      'bleu,none': Number.NaN,
      'f1,none': 0.75,
      'f1_stderr,none': 0.5,
      'bypass,none': 'N/A',
      'em,none': 'True',
    };
    const text = JSON.stringify(results({ results: { t: row } })).replace(
      '"bleu,none":null',
      '"bleu,none":NaN',
    );
    const { reading } = await readWith(lmEval, resultsPath, text);
    expect(reading.parts[0]?.metrics).toEqual([
      { name: 'acc,none', value: 0.5, stderr: null },
      { name: 'f1,none', value: 0.75, stderr: 0.5 },
      { name: 'em,none', value: 1, stderr: null },
    ]);
    expect(reading.parts[0]?.n).toBe(20);
  });

  it('of a group are those of its tasks, and its own only without them', async () => {
    const tasks = async (rows: object, group_subtasks: object) =>
      (await partsOf(results({ results: rows, group_subtasks }))).map(({ task }) => task);
    const row = { 'acc,none': 0.5 };
    const under = { all: ['mid'], mid: ['a', 'b'], a: [], b: [] };
    expect(await tasks({ all: { ' ': ' ', alias: 'all' }, a: row, b: row }, under)).toEqual(['a', 'b']);
    expect(await tasks({ all: row, mid: row, a: row, b: row }, under)).toEqual(['a', 'b']);
    expect(await tasks({ all: row }, under)).toEqual(['all']);
    expect(await tasks({ all: row, b: row }, { all: ['all', 'b'] })).toEqual(['b']);
  });

  it('are partial under a limit, as far as it left anything out', async () => {
    const partial = async (limit: unknown, samples?: object) => {
      const [part] = await partsOf(results({ config: { model_args: '', limit }, 'n-samples': samples }));
      return [part?.partial, part?.n];
    };
    expect(await partial(20, { hendrycks_math500: { original: 40, effective: 20 } })).toEqual([true, 20]);
    expect(await partial(99, { hendrycks_math500: { original: 40, effective: 40 } })).toEqual([false, 40]);
    expect(await partial(0.1, { hendrycks_math500: { original: 40, effective: 0.1 } })).toEqual([true, null]);
    expect(await partial(20)).toEqual([true, null]);
    expect(await partial(null)).toEqual([false, null]);
    expect((await partsOf(results({ config: {}, 'n-samples': undefined })))[0]?.partial).toBeNull();
  });

  it.each([
    ['pretrained=org/a,peft=me/lora', 'me/lora', { model: 'me/lora', base: 'org/a' }],
    [{ model: 'm', base_url: 'http://x' }, 'm', undefined],
    [{ base_url: 'http://x' }, 'org/tiny', undefined],
    ['path=/models/x', '/models/x', undefined],
  ])('name the model of %j', async (model_args, model, relation) => {
    const [part] = await partsOf(results({ config: { model_args } }));
    expect([part?.model, part?.relation]).toEqual([model, relation]);
  });

  it('say how it was asked: chat, or by likelihood, and what the command line set', async () => {
    const asked = async (more: Record<string, unknown>) => (await partsOf(results(more)))[0]?.asked;
    const config = { model: 'local-chat-completions', model_args: {}, gen_kwargs: 'temperature=1.0,seed=7' };
    expect(await asked({ config })).toMatchObject({ api: 'chat', temperature: 1, topP: 0.95, seed: 7 });
    const configs = { hendrycks_math500: { output_type: 'multiple_choice' } };
    expect(await asked({ configs })).toMatchObject({ api: 'likelihood' });
    const at = (place: string) => ({ hendrycks_math500: { doc_to_text: `<function f at 0x${place}>` } });
    expect((await asked({ configs: at('7f') }))?.prompt).toBe((await asked({ configs: at('9a') }))?.prompt);
  });

  it.each([
    ['[]', /"results" is missing/],
    ['{"results": 3}', /"results" is missing/],
    ['{"results": {"a": 3}}', /results of a must be an object, not a number/],
    ['{"results": {"a": {"acc,none": 0.5', /cut off/],
  ])('%s is a problem', async (text, message) => {
    const { reading } = await readWith(lmEval, resultsPath, text);
    expect(reading.parts).toEqual([]);
    expect(reading.problems[0]?.message).toMatch(message);
  });
});

describe('files of lm-evaluation-harness', () => {
  const claims = (path: string, text: string): boolean => lmEval.claims(memorySource(path, text));
  const rows = JSON.stringify(results(), null, 2);

  it('are told by their names and beginnings', () => {
    expect(claims(resultsPath, rows)).toBe(true);
    expect(claims(resultsPath, '')).toBe(true);
    expect(claims('/out/results.json', rows)).toBe(true);
    expect(claims(`/out/x_${stamp}.json`, rows)).toBe(true);
    expect(claims(samplesPath(), '')).toBe(true);
    expect(claims(`${samplesPath()}.gz`, lines(line()))).toBe(true);
    expect(claims('/out/pretrained__org__tiny_gsm8k.jsonl', '[\n  {\n    "doc_id": 0,')).toBe(true);
    expect(claims('/out/renamed.jsonl', lines(line()))).toBe(true);
  });

  it('are none of other tools', () => {
    expect(claims(`/out/.reasoning-transfer/m/samples_MATH-500_${stamp}.jsonl`, lines(line()))).toBe(false);
    expect(claims(`/out/results/m/results_${stamp}.json`, '{\n  "config_general": {}')).toBe(false);
    expect(claims('/out/results.json', '{"results": {"accuracy": 0.5}}')).toBe(false);
    expect(claims('/out/items.jsonl', '{"doc_id": 3, "text": "x"}\n')).toBe(false);
    expect(claims('/out/package.json', '{"name": "x"}')).toBe(false);
  });

  it('beside results named by --output_path join them by their stamp', async () => {
    const { reading } = await readWith(lmEval, `/out/x_${stamp}.json`, rows);
    const samples = await readWith(lmEval, `/out/samples_hendrycks_math500_${stamp}.jsonl`, lines(line()));
    expect(samples.reading.samples[0]?.run).toBe(reading.parts[0]?.run);
  });

  it('of tasks with _ in their names keep them', () => {
    expect(samplesName(`/a/samples_leaderboard_math_hard_${stamp}.jsonl`)).toEqual({
      task: 'leaderboard_math_hard',
      stamp,
    });
    expect(samplesName('/a/pretrained__org__tiny-1b,dtype__float16_mc_taco.jsonl.gz').task).toBe('mc_taco');
    expect(samplesName('/a/pretrained__org__open_tiny_3b_hendrycks_math500.jsonl').task).toBe(
      'hendrycks_math500',
    );
  });

  it('without results are of the model that their folder, or their name, says', () => {
    expect(modelOfFolder(samplesPath())).toBe('org__tiny');
    expect(modelOfFolder('/out/pretrained__org__tiny,dtype__float16_arc_easy.jsonl')).toBe('org__tiny');
    expect(modelOfFolder('/out/pretrained__org__tiny_hendrycks_math500.jsonl')).toBe('org__tiny');
  });
});

describe('samples of v0.4.0, one list in a file called jsonl', () => {
  const path = '/out/pretrained__org__tiny_hendrycks_math500.jsonl';
  const elements = [0, 1, 2].map((id) => {
    const { doc_hash, prompt_hash, target_hash, ...old } = JSON.parse(
      oldLine({ id: String(id), doc: docOf(String(id)) }),
    ) as Record<string, unknown>;
    expect([doc_hash, prompt_hash, target_hash]).not.toContain(undefined);
    return { ...old, arguments: [['Add.', { until: ['\n'] }]] };
  });
  const text = JSON.stringify(elements, null, 2);

  it('are read as any others, and join results.json', async () => {
    const { reading, context } = await readWith(lmEval, path, text);
    expect(reading.problems).toEqual([]);
    expect(rowsOf(reading, context).map((row) => [row.id, row['exact_match,none']])).toEqual([
      ['0', 1],
      ['1', 1],
      ['2', 1],
    ]);
    const [part] = await partsOf(results(), '/out/results.json');
    expect(reading.samples[0]?.run).toBe(part?.run);
    const sample = await lmEval.sample(memorySource(path, text), { task: 't', place: 1, repeat: 0 });
    expect(sample).toMatchObject({ id: '1', prompt: [{ role: 'user', content: 'Add.' }] });
  });

  it('are kept as far as they are whole', async () => {
    const { reading, context } = await readWith(lmEval, path, text.slice(0, -200));
    expect(reading.problems[0]?.message).toMatch(/cut off/);
    expect(rowsOf(reading, context).map(({ id }) => id)).toEqual(['0', '1']);
    const wrong = await readWith(lmEval, path, python([elements[0], 3]));
    expect(wrong.reading.problems[0]).toMatchObject({ field: '[1]' });
    expect(wrong.reading.samples[0]?.rows).toBe(1);
  });
});
