import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { writeInto } from '../results/index/folder.ts';
import { absent, sharedPath } from '../scorers/sharedData.ts';
import { mathRun } from '../transfer/harnessFiles.ts';
import { ourRun } from '../transfer/ourFiles.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

interface Interval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
interface Output {
  readonly variant: string;
  readonly level: number;
  readonly cohort: readonly string[];
  readonly sigma: Readonly<Record<string, number | null>> | null;
  readonly models: readonly {
    readonly model: string;
    readonly base: string;
    readonly method: string | null;
    readonly sigma?: Readonly<Record<string, number | null>>;
    readonly benchmarks: readonly Record<string, unknown>[];
    readonly delta: Readonly<Record<string, Interval>>;
    readonly di: Readonly<Record<string, Interval>>;
    readonly ti: Readonly<
      Record<'other' | 'non', Interval & { readonly status: string; readonly reason?: string }>
    >;
    readonly interval: string;
    readonly excluded: readonly Record<string, unknown>[];
  }[];
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

async function transfer(...args: readonly string[]): Promise<Output & { readonly status: number | null }> {
  const ended = await cli(['transfer', ...args, '--json']).ended;
  expect(ended.stderr).toBe('');
  return { ...(objects(ended.stdout)[0] as unknown as Output), status: ended.status };
}

const table = `model,base,size,method,AIME24,MATH-500,GPQA-Diamond,HeadQA,CoQA,IFEval
Oak-7B,,,,10,40.5,30,50,10,60
Oak-RL,Oak-7B,7B,RL,20,71.2,35,49,11,55.5
Oak-SFT,Oak-7B,7B,SFT,30,60,28,51,2,
`;

/** What of the paper the table has for nobody. */
const nowhere = ['AIME25', 'OlympiadBench', 'ACPBench', 'LiveCodeBench', 'HaluEval', 'MC-TACO'].map(
  (benchmark) => ({ benchmark, reason: 'There are no results for it.' }),
);

describe('transfer', () => {
  test('of a table: the contract’s JSON, and nothing else on stdout', async () => {
    writeInto(here.folder, { 'scores.csv': table });
    const { status, ...output } = await transfer('scores.csv');
    expect(status).toBe(0);
    expect(output).toMatchObject({
      variant: 'v2-cohort',
      level: 95,
      cohort: ['Oak-RL', 'Oak-SFT'],
      problems: [],
    });
    expect(Object.keys(output).slice(0, 6)).toEqual([
      'variant',
      'level',
      'cohort',
      'sigma',
      'models',
      'problems',
    ]);
    expect(output.sigma?.math).toBeCloseTo(Math.sqrt(214.73 / 4), 9);
    const [rl, sft] = output.models;
    expect(rl).toMatchObject({
      model: 'Oak-RL',
      base: 'Oak-7B',
      method: 'rl',
      size: '7B',
      interval: 'none',
      excluded: nowhere,
      delta: {
        math: { value: 20.35, low: null, high: null },
        other: { value: 2, low: null, high: null },
        non: { value: -1.75, low: null, high: null },
      },
      ti: {
        other: { status: 'ok', low: null, high: null, reason: expect.stringMatching(/interval/) as string },
      },
    });
    expect(Object.keys(rl?.ti.other ?? {})).toEqual([
      'value',
      'low',
      'high',
      'status',
      'reason',
      'nonfinite',
    ]);
    expect(rl?.di.non).toEqual({ value: expect.any(Number) as number, low: null, high: null });
    expect(rl?.benchmarks[0]).toMatchObject({
      benchmark: 'AIME24',
      domain: 'math',
      base: 10,
      tuned: 20,
      delta: 10,
      low: null,
      high: null,
      n: null,
      p: null,
      p_adjusted: null,
    });
    expect(sft?.excluded).toEqual([
      { benchmark: 'IFEval', reason: 'There are no results for tuned.' },
      ...nowhere,
    ]);
    expect(sft).not.toHaveProperty('sigma');
  });

  test('the other variants: σ of each model, and none', async () => {
    writeInto(here.folder, { 'scores.csv': table });
    const own = await transfer('scores.csv', '--variant', 'v2-per-model');
    expect(own.sigma).toBeNull();
    expect(own.models[0]?.sigma?.math).toBeCloseTo((30.7 - 10) / 2, 9);
    const first = await transfer('scores.csv', '--variant', 'v1-relative');
    expect([first.sigma, first.models[0]?.sigma]).toEqual([null, undefined]);
    expect(first.models[0]?.di.math?.value).toBeCloseTo((10 / 10 + 30.7 / 40.5) / 2, 9);
  });

  test('the cohort is what --models names, and so is what is listed; p-values stay those of all', async () => {
    writeInto(here.folder, { 'scores.csv': table });
    const { cohort, models, sigma } = await transfer('scores.csv', '--models', 'Oak-SFT');
    expect([cohort, models.map(({ model }) => model)]).toEqual([['Oak-SFT'], ['Oak-SFT']]);
    expect(sigma?.math).toBeCloseTo(0.25, 9);
  });

  test('where nothing is compared it says what there is and what to do', async () => {
    const said = async (...args: readonly string[]) => (await cli(['transfer', ...args]).ended).stderr;
    writeInto(here.folder, { 'empty/notes.txt': 'none' });
    expect(await said('empty')).toContain('No results were found.');
    const response = `${JSON.stringify({ input: 'How many legs have 8 tables?', output: '32' })}\n`;
    writeInto(here.folder, { 'raw/oak_hendrycks_math_500.jsonl': response });
    expect(await said('raw')).toContain(
      'No model is beside a base: --base MODEL names one. Nobody has scored the responses of oak (MATH-500): "rescore DIR" does.',
    );
  });

  test('where no item differs that is said, in place of an interval that would claim certainty', async () => {
    writeInto(here.folder, { ...mathRun('oak', [0, 1, 1, 0]), ...mathRun('one', [0, 1, 1, 0]) });
    const { stdout } = await cli(['transfer', '.', '--base', 'oak']).ended;
    expect(stdout).toMatch(/MATH-500 .* 0\.0 \(no item differs\) .*n = 4.*detectable 140\.1/);
    const { models } = await transfer('.', '--base', 'oak');
    expect(models[0]?.benchmarks[0]).toMatchObject({ delta: 0, low: 0, high: 0 });
  });

  test('scores of single items: intervals, which the seed and the level change, and p over all of the base', async () => {
    const alternating = (of: number): number[] =>
      Array.from({ length: 60 }, (_, item) => Number(item % of === 0));
    writeInto(here.folder, {
      ...mathRun('org/oak', alternating(4)),
      ...mathRun('one', alternating(2)),
      ...mathRun('two', alternating(3)),
    });
    const all = await transfer('.', '--base', 'org/oak');
    const [one, two] = all.models;
    expect([one?.model, two?.model, one?.base, one?.interval]).toEqual(['one', 'two', 'oak', 'bootstrap']);
    expect(one?.benchmarks[0]).toMatchObject({ n: 60, delta: 25, test: 'mcnemar' });
    const bounds = ({ benchmarks: [first] }: { benchmarks: readonly Record<string, unknown>[] }) => [
      first?.low,
      first?.high,
    ];
    const [low, high] = bounds(one!) as [number, number];
    expect(low).toBeGreaterThan(10);
    expect(high).toBeLessThan(40);
    const other = await transfer('.', '--base', 'oak', '--seed', '1');
    expect(bounds(other.models[0]!)).not.toEqual([low, high]);
    const narrow = await transfer('.', '--base', 'oak', '--level', '80');
    expect((bounds(narrow.models[0]!) as number[])[0]).toBeGreaterThan(low);
    const single = await transfer('.', '--base', 'oak', '--models', 'two');
    expect(single.models.map(({ model }) => model)).toEqual(['two']);
    expect(single.problems.map(({ message }) => message)).toEqual([
      'Nobody says what "one" was tuned from, and it is nobody\'s base, so it is left out.',
    ]);
  });

  test('what is listed changes no p-value: those of all models of a base are adjusted together', async () => {
    const scores = (right: number): number[] => Array.from({ length: 20 }, (_, item) => Number(item < right));
    writeInto(here.folder, {
      'scores.csv': 'model,base,CoQA\noak,,50\none,oak,51\ntwo,oak,52\n',
      ...mathRun('oak', scores(2)),
      ...mathRun('one', scores(9)),
      ...mathRun('two', scores(10)),
    });
    const math = (output: Output): unknown[] =>
      output.models.map(({ model, benchmarks: [first] }) => [model, first?.p, first?.p_adjusted]);
    const all = await transfer('.');
    // McNemar: 7 and 8 items learned, none forgotten; Benjamini and Hochberg over both.
    expect(math(all)).toEqual([
      ['one', 2 / 2 ** 7, 2 / 2 ** 7],
      ['two', 2 / 2 ** 8, 4 / 2 ** 8],
    ]);
    expect(math(await transfer('.', '--models', 'two'))).toEqual(math(all).slice(1));
  });

  test('--base TUNED=BASE says it of one model; --method and --set say the rest', async () => {
    writeInto(here.folder, {
      'scores.csv': 'model,MATH-500,GSM8K,CoQA\na,10,20,30\nb,20,30,31\nc,25,35,32\n',
    });
    const { models, problems } = await transfer(
      'scores.csv',
      ...['--base', 'b=a', '--method', 'b=rl', '--set', 'GSM8K=none', '--set', 'CoQA=other'],
    );
    expect(models.map(({ model, base, method }) => [model, base, method])).toEqual([['b', 'a', 'rl']]);
    expect(models[0]?.benchmarks.map(({ benchmark, domain }) => [benchmark, domain])).toEqual([
      ['MATH-500', 'math'],
      ['CoQA', 'other'],
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      'Nobody says what "c" was tuned from, and it is nobody\'s base, so it is left out.',
    ]);
  });

  test('a model without a base is a problem and no row, and the status says so', async () => {
    writeInto(here.folder, { 'scores.csv': `${table}Elm,,,,1,2,3,4,5,6\n` });
    const { status, models, problems } = await transfer('scores.csv');
    expect([status, models.length]).toEqual([1, 2]);
    expect(problems).toEqual([
      {
        file: 'scores.csv',
        message: 'Nobody says what "Elm" was tuned from, and it is nobody\'s base, so it is left out.',
      },
    ]);
    const base = await transfer('scores.csv', '--models', 'Oak-7B,Oak-RL');
    expect(base.problems.at(-1)?.message).toMatch(/"Oak-7B" is a base/);
  });

  test('re-scored verdicts count in place of the stored ones where that is asked for', async () => {
    // The responses of the fixture box the item's number, which is never the gold answer.
    writeInto(here.folder, {
      ...mathRun('base', [1, 1, 0, 0]),
      ...mathRun('tuned', [1, 1, 1, 1]),
    });
    const stored = await transfer('.', '--base', 'base');
    expect(stored.models[0]?.benchmarks[0]).toMatchObject({ base: 50, tuned: 100 });
    const none = await cli(['transfer', '.', '--base', 'base', '--verdicts', 'rescored']).ended;
    expect(none.stderr).toContain('No verdicts of ours are saved here');
    expect(none.stdout).toMatch(/50\.0 → 100\.0/);
    expect((await cli(['rescore', '.']).ended).status).toBe(0);
    const ours = await transfer('.', '--base', 'base', '--verdicts', 'rescored');
    expect(ours.models[0]?.benchmarks[0]).toMatchObject({ base: 0, tuned: 0, n: 4 });
    expect(await transfer('.', '--base', 'base')).toEqual(stored);
  });

  test('of our own samples too', async () => {
    // All answers are 8, which is right for two tables alone.
    writeInto(here.folder, { ...ourRun('oak', [[1], [0], [1]]), ...ourRun('tuned', [[1], [1], [1]]) });
    const stored = await transfer('.', '--base', 'oak');
    expect(stored.models[0]?.benchmarks[0]).toMatchObject({ tuned: 100, n: 3 });
    await cli(['rescore', '.']).ended;
    const ours = await transfer('.', '--base', 'oak', '--verdicts', 'rescored');
    expect(ours.models[0]?.benchmarks[0]).toMatchObject({ delta: 0, n: 3, differences: [] });
    expect(ours.models[0]?.benchmarks[0]?.base).toBeCloseTo(100 / 3, 9);
  });

  test('for people: under what it stands, gains with bars, the index beside them, and reasons', async () => {
    writeInto(here.folder, { 'scores.csv': table });
    const { stdout, status } = await cli(['transfer', 'scores.csv', '--models', 'Oak-SFT']).ended;
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'variant v2-cohort; cohort of 1 model; σ in points, held at its estimate: math 0.25, other reasoning 1.50, non-reasoning undefined; level 95 %, but no intervals, since there are no scores of single items; stored verdicts.',
      '',
      'Oak-SFT, tuned from Oak-7B, sft, 7B',
      '  AIME24           math    10.0 →  30.0          │████████  +20.0',
      '  MATH-500         math    40.5 →  60.0          │████████  +19.5',
      '  GPQA-Diamond     other   30.0 →  28.0         █│          -2.0',
      '  HeadQA           other   50.0 →  51.0          │▌         +1.0',
      '  CoQA             non     10.0 →   2.0       ███│          -8.0',
      '  math             ΔR +19.8, DI 8.899, 2 of 4 benchmarks',
      expect.stringMatching(/^ {2}other reasoning {2}ΔR -0\.5, DI -0\.\d{3}, 2 of 4 benchmarks$/),
      expect.stringMatching(
        /^ {2}non-reasoning {4}ΔR -8\.0, 1 of 4 benchmarks, DI undefined: σ is the spread/,
      ),
      expect.stringMatching(/^ {2}TI in % {10}other -\d+\.\d, non undefined$/),
      expect.stringMatching(/^ {2}! TI non-reasoning undefined: /),
      '  ! IFEval left out: There are no results for tuned.',
      '',
      'No results at all on: AIME25, OlympiadBench, ACPBench, LiveCodeBench, HaluEval, MC-TACO.',
      '',
    ]);
  });

  test('as Markdown, CSV and LaTeX, names of files escaped for each', async () => {
    const files = 'model,base,MATH-500,AIME24,CoQA\nbase,,1,2,3\n"=1+1|2, 50% & {x}_y",base,2,4,4\n';
    writeInto(here.folder, { 'scores.csv': files });
    const as = async (format: string): Promise<string> =>
      (await cli(['transfer', 'scores.csv', '--format', format]).ended).stdout;
    expect(await as('csv')).toMatch(/^model,base,.*\n"'=1\+1\|2, 50% & \{x\}_y",base,/);
    expect(await as('markdown')).toContain('| =1+1\\|2, 50% \\& \\{x\\}\\_y | base |');
    expect(await as('latex')).toContain('=1+1\\textbar{}2, 50\\% \\& \\{x\\}\\_y & $+1.5$');
  });

  test('a name from a file cannot speak to the terminal', async () => {
    writeInto(here.folder, { 'scores.csv': 'model,base,MATH-500\nbase,,1\n"tuned\u001b[2J",base,2\n' });
    const { stdout } = await cli(['transfer', 'scores.csv']).ended;
    expect(stdout).toContain('tuned\\u001b[2J, tuned from base');
  });

  test.each([
    [[], 'Give at least one folder of results.'],
    [
      ['scores.csv', '--models', 'Oak-RL,Ash'],
      'no results are of the model "Ash". There are: Oak-7B, Oak-RL, Oak-SFT.',
    ],
    [['scores.csv', '--base', 'Ash'], 'no results are of the model "Ash"'],
    [['scores.csv', '--base', 'Oak-7B', '--base', 'Oak-RL'], 'give one base for all models'],
    [['scores.csv', '--variant', 'v3'], 'give one of v2-cohort, v2-per-model, v1-relative'],
    [['scores.csv', '--level', '100'], 'give a number from 50 to 99.9'],
    [['scores.csv', '--seed', 'x'], 'give a whole number'],
    [['scores.csv', '--set', 'Nothing=math'], 'there is no benchmark "Nothing". There are: '],
    [['scores.csv', '--set', 'CoQA'], 'write NAME=math|other|non|none'],
    [['scores.csv', '--method', 'Oak-RL=ppo'], 'give one of rl, sft, other'],
    [['nowhere'], 'nowhere: There is no such folder or file.'],
    [['math500.jsonl'], 'No results were found.'],
  ])('wrong usage: %j', async (args, said) => {
    writeInto(here.folder, { 'scores.csv': table });
    const { status, stdout, stderr } = await cli(['transfer', ...args]).ended;
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  test('a folder without results has no models', async () => {
    const { status, models, problems } = await transfer('.');
    expect([status, models, problems]).toEqual([0, [], []]);
  });
});

const reference = path.resolve(sharedPath('..'), 'reference');

describe.skipIf(absent('../reference/paper-results.csv', '../reference/paper-ti.csv'))(
  'the paper’s tables (skipped where ../shared/reference is absent)',
  () => {
    /** `paper.md`: the published index of these does not follow from the paper's own tables under any σ. */
    const misprinted = {
      other: [
        'OpenThinker3-7B',
        'General-Reasoner-Qwen3-14B (SFT)',
        'General-Reasoner-Qwen3-14B (RL)',
        'DAPO-Qwen-32B',
        'Llama3.1-8B-SimpleRL',
      ],
      non: [
        'OpenThinker3-7B',
        'General-Reasoner-Qwen3-14B (SFT)',
        'General-Reasoner-Qwen3-14B (RL)',
        'DAPO-Qwen-32B',
        'Llama3.1-8B-SimpleRL',
        'Deepseek-R1-Distill-Qwen-7B',
        'Qwen2.5-1.5B-SimpleRL',
      ],
    };
    const published = (): readonly {
      readonly model: string;
      readonly other: number;
      readonly non: number;
    }[] =>
      readFileSync(path.join(reference, 'paper-ti.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => {
          const [model = '', , other, non] = line.split(',');
          return { model, other: Number(other), non: Number(non) };
        });

    test('the cohort of 18 gives the published index within 1 % where it is consistent', async () => {
      const ti = published();
      const { cohort, models } = await transfer(
        path.join(reference, 'paper-results.csv'),
        '--models',
        ti.map(({ model }) => model).join(','),
      );
      expect([cohort.length, models.length]).toEqual([18, 18]);
      let consistent = 0;
      for (const { model, ...values } of ti) {
        const own = models.find((one) => one.model === model);
        for (const domain of ['other', 'non'] as const) {
          if (misprinted[domain].includes(model)) continue;
          consistent += 1;
          const ratio = (own?.ti[domain].value ?? Number.NaN) / values[domain];
          expect(Math.abs(ratio - 1), `${model} ${domain}`).toBeLessThan(0.01);
        }
      }
      expect(consistent).toBe(13 + 11);
    });

    test('models without a base are problems, and their lines are no rows', async () => {
      const { status, models, problems } = await transfer(path.join(reference, 'paper-results.csv'));
      expect([status, models.length]).toEqual([1, 18]);
      expect(problems.map(({ message }) => /"(.*?)"/.exec(message)?.[1])).toEqual([
        'Qwen3-14B (no-think)',
        'Qwen3-14B (think)',
      ]);
    });
  },
);
