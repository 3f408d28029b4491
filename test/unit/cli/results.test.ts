import { appendFile, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { lmEvalFiles, sampleLine } from '../results/support/lmEvalFiles.ts';
import { writeInto, under } from '../results/index/folder.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

interface Output {
  readonly runs: readonly Record<string, unknown>[];
  readonly problems: readonly { readonly file: string; readonly line?: number; readonly message: string }[];
}

async function results(folder: string): Promise<Output & { readonly status: number | null }> {
  const ended = await cli(['results', folder, '--json']).ended;
  expect(ended.stderr).toBe('');
  return { ...(objects(ended.stdout)[0] as unknown as Output), status: ended.status };
}

const whole = under('r/org__m', lmEvalFiles({ model: 'org/m', scores: [1, 0, 1, 1] }));

describe('results', () => {
  test('lists each run with its headline in percent, and nothing else on stdout', async () => {
    writeInto(here.folder, whole);
    const { runs, problems, status } = await results('r');
    expect([status, problems]).toEqual([0, []]);
    expect(runs).toEqual([
      {
        model: 'm',
        model_raw: 'org/m',
        task: 'hendrycks_math500',
        benchmark: 'MATH-500',
        domain: 'math',
        metric: 'exact_match,none',
        value: 75,
        n: 4,
        repeats: 1,
        stderr: 1,
        truncated: null,
        partial: false,
        superseded: false,
        format: 'lm-eval',
        file: path.join('r', 'org__m', 'results_2026-01-02T03-04-05.678901.json'),
        samples_file: path.join('r', 'org__m', 'samples_hendrycks_math500_2026-01-02T03-04-05.678901.jsonl'),
      },
    ]);
  });

  test('for people: a line for each run, problems on stderr', async () => {
    writeInto(here.folder, { ...whole, 'r/results_x.json': '' });
    const ended = await cli(['results', 'r']).ended;
    expect(ended.status).toBe(1);
    expect(ended.stdout).toMatch(
      /^m +MATH-500 \(hendrycks_math500\) +75\.0 % +exact_match,none +n = 4 +lm-eval\n$/,
    );
    expect(ended.stderr).toMatch(/results_x\.json: This file is empty\.\n$/);
  });

  test('for people: a partial run says of how many items', async () => {
    writeInto(here.folder, under('part', lmEvalFiles({ model: 'm', scores: [1, 0], limit: 2 })));
    const { stdout } = await cli(['results', 'part']).ended;
    expect(stdout).toMatch(/ n = 2 of 500 +lm-eval +partial\n$/);
  });

  test('a name from a file cannot speak to the terminal', async () => {
    writeInto(here.folder, under('t', lmEvalFiles({ model: 'm\u001b[2J\nfake line', scores: [1] })));
    const { stdout } = await cli(['results', 't']).ended;
    expect(stdout).toMatch(/^m\\u001b\[2J fake line .*\n$/);
  });

  test('wrong usage and a folder that is not there end with 2', async () => {
    expect((await cli(['results']).ended).status).toBe(2);
    const ended = await cli(['results', 'nowhere', '--json']).ended;
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(/nowhere: There is no such folder or file\./);
  });
});

describe('what is bad is a problem, and the rest of the folder stays', () => {
  /** Each beside a run that is whole: a file's name, what stands in it, and what is said of it. */
  const bad: readonly [name: string, content: string | Buffer, said: RegExp, line?: number][] = [
    ['results_a.json', '{"results": {"aime24": {"exact_match,none": 0.5', /cut off/, 1],
    ['results_b.json', '', /empty/],
    ['results_c.json', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n', /git lfs pull/],
    ['results_d.json', '{"results": {"aime24": {"exact_match,none": "half"}}, "configs": 7}', /./],
    [
      'results_2026-01-02T03-04-05.1.json',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      /UTF-8/,
      1,
    ],
    ['samples_aime24_b.jsonl', '', /empty/],
    ['samples_aime24_c.jsonl', `${sampleLine(0, 1)}{"doc_id": 1, \n${sampleLine(2, 1)}`, /./, 2],
    [
      'samples_aime24_d.jsonl',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      /git lfs pull/,
    ],
    [
      'samples_aime24_e.jsonl',
      Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(sampleLine(0, 1))]),
      /UTF-8|JSON/,
      1,
    ],
    ['log.eval', Buffer.from('PK\u0003\u0004 no zip at all'), /./],
    ['empty.eval', '', /empty/],
    ['x_eval_results.json', '', /empty/],
  ];
  test.each(bad)('%s', async (name, content, said, line) => {
    writeInto(here.folder, { ...whole, [`r/bad/${name}`]: content });
    const { runs, problems, status } = await results('r');
    expect(status).toBe(1);
    expect(runs.filter(({ model }) => model === 'm')).toHaveLength(1);
    const own = problems.filter(({ file }) => file === path.join('r', 'bad', name));
    expect(own.length).toBeGreaterThan(0);
    expect(own[0]?.message).toMatch(said);
    if (line !== undefined) expect(own.map((problem) => problem.line)).toContain(line);
  });

  test('two summaries of one run that differ: one counts, the other is named', async () => {
    writeInto(here.folder, whole);
    const [name, text] = Object.entries(whole).find(([file]) => file.includes('results_')) ?? ['', ''];
    // The naming of newer versions beside that of older ones, with the same timestamp.
    const other = name.replace('results_', 'x_');
    writeInto(here.folder, { [other]: text.replace('"exact_match,none": 0.75', '"exact_match,none": 0.5') });
    const { runs, problems } = await results('r');
    expect(runs).toHaveLength(1);
    expect(problems.map(({ message }) => message).join('\n')).toMatch(/two summaries of this run/);
  });

  test('a link to a folder above', async () => {
    writeInto(here.folder, whole);
    await symlink(path.join(here.folder, 'r'), path.join(here.folder, 'r', 'org__m', 'again'));
    const { runs, problems, status } = await results('r');
    expect([status, runs.length]).toEqual([1, 1]);
    expect(problems[0]?.message).toMatch(/leads back/);
  });

  test('a line of a gigabyte costs no memory, and the lines around it count', async () => {
    const folder = path.join(here.folder, 'long');
    await mkdir(folder);
    const file = path.join(folder, 'samples_hendrycks_math500_2026-01-01T00-00-00.1.jsonl');
    await writeFile(file, `${sampleLine(0, 1)}{"doc_id": 1, "doc": "`);
    // A hole: it takes no room on disk and is read as zeros.
    await truncate(file, 2 ** 30);
    await appendFile(file, `"}\n${sampleLine(2, 0)}`);
    const ended = await cli(['index', 'long', '--cache', 'cache', '--json']).ended;
    const [output] = objects(ended.stdout) as unknown as [Record<string, unknown> & Output];
    expect(output.problems.map(({ line }) => line)).toContain(2);
    expect(output.samples).toBe(2);
    expect(output.rss_mb).toBeLessThan(400);
  });
});

describe('index', () => {
  test('a second call reads nothing, a third only what changed; deleting it loses nothing', async () => {
    writeInto(here.folder, whole);
    const call = async (cache: string): Promise<Record<string, unknown>> => {
      const ended = await cli(['index', 'r', '--cache', cache, '--json']).ended;
      expect([ended.status, ended.stderr]).toEqual([0, '']);
      return objects(ended.stdout)[0]!;
    };
    const first = await call('cache');
    expect(first).toMatchObject({ files: 2, samples: 4, problems: [] });
    expect(first.read_bytes).toBe(first.bytes);
    expect(await call('cache')).toMatchObject({ files: 2, samples: 4, read_bytes: 0 });
    const name = Object.keys(whole).find((file) => file.includes('results_')) ?? '';
    await appendFile(path.join(here.folder, name), '\n');
    const third = await call('cache');
    expect(third.read_bytes).toBeGreaterThan(0);
    expect(third.read_bytes).toBeLessThan(first.bytes as number);
    expect(await call('another')).toMatchObject({ files: 2, samples: 4, bytes: third.bytes });
  });
});
