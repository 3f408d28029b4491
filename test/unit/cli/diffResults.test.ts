import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { trace } from '../results/fixtures.ts';
import { under, writeInto } from '../results/index/folder.ts';
import { lmEvalFiles, problemOf, sampleLine } from '../results/support/lmEvalFiles.ts';
import { ourFiles, ourSample } from '../transfer/ourFiles.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

interface Output {
  readonly item: string;
  readonly benchmark: string;
  readonly part: string;
  readonly traces: readonly Record<string, unknown>[];
  readonly steps: readonly {
    readonly kind: string;
    readonly left: Place | null;
    readonly right: Place | null;
  }[];
  readonly similarity: number;
  readonly problems?: readonly { readonly file: string; readonly message: string }[];
}
interface Place {
  readonly lines: readonly [number, number];
  readonly chars: readonly [number, number];
}

async function diff(...args: readonly string[]) {
  const ended = await cli(['diff', 'r', ...args, '--json']).ended;
  return { ...ended, output: objects(ended.stdout)[0] as unknown as Output };
}

/** A run of lm-evaluation-harness whose responses are these, by item. */
function harnessRun(model: string, responses: readonly string[], task = 'hendrycks_math500') {
  const files = lmEvalFiles({ model, task, scores: responses.map((_, item) => item % 2) });
  const written = Object.entries(files).map(([name, content]): [string, string] => [
    name,
    name.startsWith('samples_')
      ? responses.map((response, item) => sampleLine(item, item % 2, response)).join('')
      : content,
  ]);
  return under(`r/${task}/${model}`, Object.fromEntries(written));
}

const harness = {
  ...harnessRun('base', ['Zero.', 'We add.\n\n1 + 2 = 3.\n\nSo \\boxed{3}.']),
  ...harnessRun('tuned', ['Zero.', 'We add.\n\nCarefully now.\n\n1 + 2 = 4.\n\nSo \\boxed{4}.']),
};

const texts = (...parts: readonly string[]) => parts.join('\n\n');

/** Samples of ours of one item, by repeat. */
const ours = under(
  'r',
  ourFiles('ours', [
    ourSample('ours', 1, 0, 1, {
      trace: { ...trace, reasoning: texts('Think a.', 'Think 1.'), answer: 'It is 2.' },
    }),
    ourSample('ours', 1, 1, 0, {
      trace: { ...trace, reasoning: texts('Think a.', 'Think 7.'), answer: 'It is 3.' },
    }),
  ]),
);

describe('diff RESULTS --item --models', () => {
  test('two models of another tool: what they are, and their steps', async () => {
    writeInto(here.folder, harness);
    const { status, stderr, output } = await diff('--item', 'test/invented/1.json', '--models', 'base,tuned');
    expect([status, stderr]).toEqual([0, '']);
    expect(Object.keys(output)).toEqual([
      'item',
      'benchmark',
      'part',
      'traces',
      'steps',
      'similarity',
      'coarse',
      'ms',
    ]);
    expect(output).toMatchObject({ item: 'test/invented/1.json', benchmark: 'MATH-500', part: 'both' });
    const file = path.join(
      'r',
      'hendrycks_math500',
      'base',
      'samples_hendrycks_math500_2026-01-02T03-04-05.678901.jsonl',
    );
    expect(output.traces).toEqual([
      {
        model: 'base',
        label: 'base',
        format: 'lm-eval',
        status: 'complete',
        extracted: '1',
        score: 1,
        repeat: 0,
        file,
        line: 2,
      },
      {
        model: 'tuned',
        label: 'tuned',
        format: 'lm-eval',
        status: 'complete',
        extracted: '1',
        score: 1,
        repeat: 0,
        file: file.replace('/base/', '/tuned/'),
        line: 2,
      },
    ]);
    expect(output.steps[0]).toMatchObject({ kind: 'same', left: { lines: [1, 1], chars: [0, 9] } });
    const [lefts, rights] = (['left', 'right'] as const).map((side) =>
      output.steps.flatMap((step) => step[side] ?? []),
    );
    expect([lefts?.length, rights?.length]).toEqual([3, 4]);
    expect(lefts?.at(-1)).toEqual({ lines: [5, 5], chars: [21, 34] });
  });

  test('for people: item, verdicts and final answers come first', async () => {
    writeInto(here.folder, harness);
    const { stdout } = await cli(['diff', 'r', '--item', 'test/invented/1.json', '--models', 'base,tuned'])
      .ended;
    expect(stdout).toMatch(
      /^MATH-500 · test\/invented\/1\.json\nleft: {2}base · ✓ right · 3 steps.*\nright: tuned · ✓ right · 4 steps/,
    );
    expect(stdout).toMatch(/^Both have the same final answer: 1\.$/m);
    expect(stdout).toMatch(/^1 .*We add\. += 1 .*We add\.$/m);
  });

  test('two repeats of one model, in parts', async () => {
    writeInto(here.folder, ours);
    const call = (...args: readonly string[]) => diff('--item', 'legs/1', '--models', 'ours', ...args);
    const both = await call('--repeat', '1,2');
    expect([both.status, both.stderr]).toEqual([0, '']);
    expect(both.output.traces.map(({ repeat, score }) => [repeat, score])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    // Reasoning, an empty line, answer.
    const [answer] = both.output.steps.flatMap(({ left }) => left ?? []).slice(-1);
    expect(answer).toEqual({ lines: [5, 5], chars: [20, 28] });
    const swapped = await call('--repeat', '2,1', '--part', 'answer');
    expect(swapped.output.traces.map(({ repeat }) => repeat)).toEqual([1, 0]);
    expect(swapped.output.steps.map(({ left }) => left?.lines)).toContainEqual([1, 1]);
    const twice = await diff('--item', 'legs/1', '--models', 'ours,ours', '--repeat', '2,1');
    expect(twice.output.traces.map(({ repeat }) => repeat)).toEqual([1, 0]);
    const reasoning = await call('--repeat', '1,2', '--part', 'reasoning');
    expect(reasoning.output.steps[0]).toMatchObject({ kind: 'same', left: { chars: [0, 10] } });
  });

  test('what is truncated is said, what failed is a problem; both are compared as far as they go', async () => {
    const cutOff = (label: 'truncated' | 'failed') => {
      const one = ourSample(label, 1, 0, label);
      return under('r', ourFiles(label, [{ ...one, trace: { ...one.trace, reasoning: 'Cut off' } }]));
    };
    writeInto(here.folder, { ...cutOff('truncated'), ...cutOff('failed') });
    const { status, stderr, output } = await diff('--item', 'legs/1', '--models', 'truncated,failed');
    expect(output.traces.map((one) => one.status)).toEqual(['truncated', 'failed']);
    expect(output.problems?.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^failed: this sample failed.*as far as it goes\.$/),
    ]);
    expect(stderr).toMatch(/^truncated: this sample is truncated; it is compared as far as it goes\.$/m);
    expect([status, output.steps.length]).toEqual([1, 1]);
  });

  test('an id that stands in two tasks is not guessed at', async () => {
    const other = ['base', 'tuned'].flatMap((model) =>
      Object.entries(harnessRun(model, [`Other ${model}.`], 'other_task')).map(([name, content]) => [
        name,
        content.replaceAll('Invented', 'Another'),
      ]),
    );
    writeInto(here.folder, { ...harness, ...(Object.fromEntries(other) as Record<string, string>) });
    const args = ['--item', 'test/invented/0.json', '--models', 'base,tuned'];
    const several = await diff(...args);
    expect([several.status, several.stdout]).toEqual([2, '']);
    expect(several.stderr).toMatch(
      /several items have the id "test\/invented\/0\.json":\n {2}.*\(hendrycks_math500\): Invented problem number 0/,
    );
    expect(several.stderr).toMatch(
      /\(other_task\): Another problem number 0.*\nChoose with --benchmark, by the benchmark or the task\./,
    );
    const chosen = await diff(...args, '--benchmark', 'other_task');
    expect(chosen.status).toBe(0);
    expect(String(chosen.output.traces[0]?.file)).toContain('other_task');
  });

  test('a trace without marked reasoning is named, and has no share', async () => {
    writeInto(here.folder, { ...harness, ...ours });
    const reasoning = ['diff', 'r', '--item', 'test/invented/1.json', '--models', 'base,tuned'];
    const { status, stdout } = await cli([...reasoning, '--part', 'reasoning']).ended;
    expect(status).toBe(0);
    for (const name of ['base', 'tuned'])
      expect(stdout).toContain(`${name} has no marked reasoning: all of its text is its answer, which `);
    expect(stdout).not.toMatch(/ %|no text/);
    const { stderr, output } = await diff(...reasoning.slice(2), '--part', 'reasoning');
    expect(stderr).toMatch(/^base has no marked reasoning: .*\ntuned has no marked reasoning: .*\n$/);
    expect(output.steps).toEqual([]);
  });

  test('a folder without results says what is wrong in its files', async () => {
    writeInto(here.folder, { 'r/results_2026-01-02T03-04-05.678901.json': '{"results": {' });
    const { status, stderr } = await diff('--item', 'x', '--models', 'base,tuned');
    expect(stderr).toMatch(/^r[\\/]results_2026\S*: .*\nr: No results were found\.\n/);
    expect(status).toBe(2);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no models', ['--item', 'x'], /^Say which models: --models A,B\./],
    [
      'an unknown model',
      ['--item', 'test/invented/1.json', '--models', 'base,tunde'],
      /"tunde"\. There are: base, tuned\./,
    ],
    [
      'one model',
      ['--item', 'test/invented/1.json', '--models', 'base'],
      /give two models, or one and two of its samples/,
    ],
    ...['', '--repeat 1', '--repeat 1,1'].map((repeat): [string, readonly string[], RegExp] => [
      `one model twice ${repeat}`,
      ['--item', 'test/invented/1.json', '--models', 'base,base', ...repeat.split(' ').filter(Boolean)],
      /--models base,base: this is one model twice\. Give two models, or two of its samples with --repeat N,M\./,
    ]),
    ['three models', ['--item', 'test/invented/1.json', '--models', 'base,tuned,base'], /give two models/],
    [
      'an unknown item',
      ['--item', 'test/invented/2.json', '--models', 'base,tuned'],
      /no item with the id "test\/invented\/2\.json" is there\. Items there: 2 of MATH-500\. Near it: test\/invented\/0\.json, test\/invented\/1\.json\./,
    ],
    [
      'an item that is like none',
      ['--item', 'q', '--models', 'base,tuned'],
      /"q" is there\. Items there: 2 of MATH-500\. Ids are such as test\/invented\/0\.json, test\/invented\/1\.json\./,
    ],
    [
      'a number that no item has: tools count from 0',
      ['--item', '2', '--models', 'base,tuned'],
      /"2" is there\. Items there: 2 of MATH-500\. Ids that are numbers are from 0 to 1\. Ids are such as test\/invented\/0\.json/,
    ],
    [
      'an unknown benchmark',
      ['--item', 'test/invented/1.json', '--models', 'base,tuned', '--benchmark', 'AIME24'],
      /no results are of "AIME24"\. There are: MATH-500\./,
    ],
    [
      'a repeat that is not there',
      ['--item', 'test/invented/1.json', '--models', 'base,tuned', '--repeat', '2'],
      /base has no repeat 2 of this item\. There are: 1\./,
    ],
    [
      'a bad repeat',
      ['--item', 'test/invented/1.json', '--models', 'base,tuned', '--repeat', '0'],
      /--repeat 0: give a whole number/,
    ],
    [
      'two folders',
      ['r', '--item', 'test/invented/1.json', '--models', 'base,tuned'],
      /give one folder of results/,
    ],
  ])('%s ends with 2', async (_name, args, message) => {
    writeInto(here.folder, harness);
    const { status, stdout, stderr } = await diff(...args);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
  });
});

describe('a model whose samples several tools saved', () => {
  const responses = ['It is 3.\n\nSure.', 'We add.\n\n1 + 2 = 5.'];
  const evaluator = {
    idx: 1,
    question: problemOf(1),
    gt: '3',
    answer: '3',
    code: responses,
    pred: ['3', '5'],
    report: [null, null],
    score: [true, false],
  };
  const line = `${JSON.stringify(evaluator)}\n`;
  const args = ['--item', 'test/invented/1.json', '--models'];
  const files = { ...harness, 'r/q/base/math500.jsonl': line, 'r/q/tuned/math500.jsonl': line };
  const told = ({ output }: { readonly output: Output }) =>
    output.traces.map(({ label, format, repeat }) => [label, format, repeat]);

  test('the newest is compared, and how to take the others is said', async () => {
    writeInto(here.folder, files);
    const found = await diff(...args, 'base,tuned');
    expect(told(found)).toEqual([
      ['base', 'qwen-math', 1],
      ['tuned', 'qwen-math', 1],
    ]);
    expect([found.status, found.stderr]).toEqual([
      0,
      ['base', 'tuned']
        .map(
          (name) =>
            `${name}: several tools saved samples of this item; the newest is compared, of qwen-math. Others with --models ${name}@lm-eval.\n`,
        )
        .join(''),
    ]);
  });

  test('is named with its tool, and two tools of one model are compared', async () => {
    writeInto(here.folder, files);
    const one = await diff(...args, 'base@lm-eval,tuned@lm-eval');
    expect([told(one), one.stderr]).toEqual([
      [
        ['base', 'lm-eval', 0],
        ['tuned', 'lm-eval', 0],
      ],
      '',
    ]);
    const two = await diff(...args, 'base@qwen-math,base@lm-eval', '--repeat', '2,1');
    expect(told(two)).toEqual([
      ['base', 'qwen-math', 1],
      ['base', 'lm-eval', 0],
    ]);
    const { stdout } = await cli(['diff', 'r', ...args, 'base@qwen-math,base@lm-eval']).ended;
    expect(stdout).toMatch(
      /^left: {2}base · qwen-math · repeat 2 · ✗ wrong[^:]*\nright: base · lm-eval · repeat 1 · ✓ right/m,
    );
    expect(stdout).toMatch(/only in base \(qwen-math\).*only in base \(lm-eval\)/s);
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      'one name for samples of two tools',
      ['base'],
      /or one and two of its samples with --repeat N,M, or samples of two tools with base@lm-eval,base@qwen-math\.\n/,
    ],
    [
      'repeats of which tool',
      ['base', '--repeat', '1,2'],
      /--repeat: several tools saved samples of base on this item.*Choose with --models base@lm-eval or base@qwen-math\.\n/,
    ],
    [
      'a tool that has none of it',
      ['base@inspect,tuned'],
      /no results of base are by "inspect"\. There are: base@lm-eval, base@qwen-math\.\n/,
    ],
    [
      'one sample under two names',
      ['base,base@qwen-math'],
      /both are the same sample\. Name the tool of each: base@lm-eval, base@qwen-math\.\n/,
    ],
  ])('%s is not guessed at', async (_name, more, message) => {
    writeInto(here.folder, files);
    const { status, stdout, stderr } = await diff(...args, ...more);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
  });
});
